import { chain } from 'fp-ts/lib/Either.js'
import type { Option } from 'fp-ts/lib/Option.js'
import type { DeferredMessageNotice } from '../../model/DeferredMessageNotice.js'
import type { Instant } from '../../model/Instant.js'
import type { Decoded, Decoding } from '../InputError.js'
import { findMimePart } from '../mime/findMimePart.js'
import { readDateTime } from '../mime/readDateTime.js'
import type { MimePart, MultipartLimits } from '../mime/readMultipart.js'
import { multipartLimits } from '../mime/readMultipart.js'
import { refusal } from '../octets/decoding.js'
import { placeOf } from '../xml/placeOf.js'
import { readXml } from '../xml/readXml.js'
import type { XmlElement } from '../xml/XmlElement.js'
import type { XmlLimits } from '../xml/XmlLimits.js'
import { defaultXmlLimits } from '../xml/XmlLimits.js'
import type { XmlReport } from '../xml/XmlReport.js'
import { concludeReport, newXmlReport, refuseElement, requiredAttribute, warnOfElement } from '../xml/XmlReport.js'
import { deferredListNamespace, deferredListType } from './deferredList.js'

/** How much a client reads of a notification. */
export interface NotificationLimits {
  readonly multipart: MultipartLimits
  readonly xml: XmlLimits
}

/** What is read where the caller sets no limits. */
export const notificationLimits: NotificationLimits = { multipart: multipartLimits, xml: defaultXmlLimits }

const fields = ['subject', 'originator', 'display-name', 'date', 'size', 'content-type', 'expiry'] as const

type Field = (typeof fields)[number]
type Texts = ReadonlyMap<Field, string>

const sizeSyntax = /^[0-9]{1,15}$/

/** What a message says in each of its elements; of another namespace it may say anything. */
const textsOf = (report: XmlReport, message: XmlElement): Texts => {
  const texts = new Map<Field, string>()
  for (const child of message.children) {
    const field = fields.find((name) => name === child.name)
    if (child.namespace === deferredListNamespace && field === undefined) {
      warnOfElement(report, child, `unknown element ${child.name} was dropped`)
    }
    if (child.namespace === deferredListNamespace && field !== undefined) {
      if (texts.has(field)) {
        refuseElement(report, child, 'duplicate', `${field} once`, 'another one')
      }
      texts.set(field, child.text.trim())
    }
  }
  return texts
}

const requiredField = (report: XmlReport, message: XmlElement, texts: Texts, field: Field): string => {
  const text = texts.get(field) ?? ''
  if (text === '') {
    refuseElement(report, message, 'missing', `element ${field} of message`, 'none')
  }
  return text
}

const instantOf = (report: XmlReport, message: XmlElement, field: Field, text: string): Instant => {
  const instant = readDateTime(text)
  if (instant._tag === 'None' && text !== '') {
    refuseElement(report, message, 'malformed', `${field}: a date-time of RFC 3339`, text)
  }
  return instant._tag === 'Some' ? instant.value : 0
}

const sizeOf = (report: XmlReport, message: XmlElement, text: string): number => {
  if (!sizeSyntax.test(text) && text !== '') {
    refuseElement(report, message, 'malformed', 'size: a number of octets', text)
  }
  return Number(text)
}

const optional = (texts: Texts, field: Field): string | undefined => texts.get(field) || undefined

const noticeOf = (report: XmlReport, message: XmlElement): DeferredMessageNotice => {
  const texts = textsOf(report, message)
  const subject = optional(texts, 'subject')
  const displayName = optional(texts, 'display-name')
  const contentType = optional(texts, 'content-type')
  const expiry = optional(texts, 'expiry')
  return {
    entryId: requiredAttribute(report, message, 'id'),
    ...(subject === undefined ? {} : { subject }),
    originator: requiredField(report, message, texts, 'originator'),
    ...(displayName === undefined ? {} : { displayName }),
    date: instantOf(report, message, 'date', requiredField(report, message, texts, 'date')),
    size: sizeOf(report, message, requiredField(report, message, texts, 'size')),
    ...(contentType === undefined ? {} : { contentType }),
    ...(expiry === undefined ? {} : { expiresAt: instantOf(report, message, 'expiry', expiry) }),
  }
}

const readList = ({ value: root }: Decoded<XmlElement>): Decoding<readonly DeferredMessageNotice[]> => {
  if (root.name !== 'deferred-list' || root.namespace !== deferredListNamespace) {
    const found = `${root.name} of ${root.namespace}`
    return refusal('unsupported', placeOf(root), `deferred-list of ${deferredListNamespace}`, found)
  }
  const report = newXmlReport()
  const notices = new Map<string, DeferredMessageNotice>()
  for (const child of root.children.filter(({ namespace }) => namespace === deferredListNamespace)) {
    if (child.name === 'message') {
      const notice = noticeOf(report, child)
      if (notices.has(notice.entryId)) {
        refuseElement(report, child, 'duplicate', 'each id once', notice.entryId)
      }
      notices.set(notice.entryId, notice)
    } else {
      warnOfElement(report, child, `unknown element ${child.name} was dropped`)
    }
  }
  return concludeReport(report, [...notices.values()])
}

/**
 * Reads what an in-band notification says of deferred messages, as a client does before it shows them.
 *
 * @param contentType that of the body, with its boundary
 * @param body what the SIP MESSAGE carries
 * @param limits how much is read; absent members have the defaults of {@link notificationLimits}
 * @returns the messages in order. Errors: `missing` if no part is such a list, those of the parts and of XML, and all that is wrong in the
 * list with line and column: no identity, originator, date or size, the same identity twice. Unknown elements are warnings.
 * @spec NTF-07
 *
 * @example
 * ```ts
 * import { readDeferredMessageNotification, utf8Encode } from 'cpm-routing/wire'
 *
 * const list = `<deferred-list xmlns="urn:cpm-routing:deferred-list:1">
 *   <message id="e-1">
 *     <subject>lunch</subject>
 *     <originator>sip:ann@home1.example</originator>
 *     <date>2026-02-03T10:00:00Z</date>
 *     <size>812</size>
 *   </message>
 * </deferred-list>`
 *
 * const read = readDeferredMessageNotification('application/vnd.cpm-routing.deferred-list+xml', utf8Encode(list))
 * console.log(read._tag === 'Right' ? read.right.value : read.left)
 * // => [
 * //   {
 * //     entryId: 'e-1',
 * //     subject: 'lunch',
 * //     originator: 'sip:ann@home1.example',
 * //     date: 1770112800000,
 * //     size: 812
 * //   }
 * // ]
 * ```
 */
export const readDeferredMessageNotification = (
  contentType: string,
  body: Uint8Array,
  limits: Partial<NotificationLimits> = {},
): Decoding<readonly DeferredMessageNotice[]> => {
  const { multipart, xml } = { ...notificationLimits, ...limits }
  const carried = { headers: [{ name: 'Content-Type', value: contentType }], content: body }
  return chain(({ value: part }: Decoded<Option<MimePart>>) =>
    part._tag === 'Some'
      ? chain(readList)(readXml(part.value.content, xml))
      : refusal('missing', 'Content-Type', deferredListType, contentType),
  )(findMimePart(carried, deferredListType, multipart))
}
