import { chain } from 'fp-ts/lib/Either.js'
import { isSome } from 'fp-ts/lib/Option.js'
import type { Decoded, Decoding } from '../InputError.js'
import { readDateTime } from '../mime/readDateTime.js'
import { refusal } from '../octets/decoding.js'
import { childrenOf } from '../xml/childrenOf.js'
import { placeOf } from '../xml/placeOf.js'
import { readXml } from '../xml/readXml.js'
import type { XmlElement } from '../xml/XmlElement.js'
import type { XmlLimits } from '../xml/XmlLimits.js'
import type { XmlReport } from '../xml/XmlReport.js'
import { concludeReport, newXmlReport, refuseElement, warnOfElement } from '../xml/XmlReport.js'
import type { ImdnBody, ImdnOutcome, ImdnSubject } from './ImdnBody.js'
import { imdnOutcomes } from './ImdnBody.js'
import { cpmImdnNamespace, imdnNamespace } from './imdnNamespaces.js'

/** The text of an element that stands once at most; `undefined` if it is absent or empty. */
const textOf = (report: XmlReport, root: XmlElement, name: string): string | undefined => {
  const [first, second] = childrenOf(root, imdnNamespace, name)
  if (second !== undefined) {
    refuseElement(report, second, 'duplicate', `${name} once`, 'another one')
  }
  const text = first?.text.trim() ?? ''
  return text === '' ? undefined : text
}

const requiredText = (report: XmlReport, root: XmlElement, name: string): string => {
  const text = textOf(report, root, name)
  if (text === undefined) {
    refuseElement(report, root, 'missing', `element ${name} of imdn`, 'none')
  }
  return text ?? ''
}

/** What stands in the namespaces of notifications: extensions of others are passed over. */
const ownChildren = (element: XmlElement): readonly XmlElement[] =>
  element.children.filter(({ namespace }) => namespace === imdnNamespace || namespace === cpmImdnNamespace)

const isNotification = ({ name }: XmlElement): boolean =>
  imdnOutcomes.some(({ disposition }) => name === `${disposition}-notification`)

/** The one element of those found; anything else is an error. */
const only = (
  report: XmlReport,
  around: XmlElement,
  found: readonly XmlElement[],
  what: string,
): XmlElement | undefined => {
  const [first, second] = found
  if (first === undefined) {
    refuseElement(report, around, 'missing', `${what} in ${around.name}`, 'none')
  }
  if (second !== undefined) {
    refuseElement(report, second, 'contradiction', `one ${what} in ${around.name}`, `${second.name} as well`)
  }
  return first
}

const outcomeOf = (report: XmlReport, root: XmlElement): ImdnOutcome | undefined => {
  const notification = only(report, root, ownChildren(root).filter(isNotification), 'disposition notification')
  if (notification === undefined) {
    return undefined
  }
  const states = ownChildren(notification).filter(({ name }) => name === 'status')
  const status = only(report, notification, states, 'status')
  if (status === undefined) {
    return undefined
  }
  const allowed = imdnOutcomes.filter(({ disposition }) => notification.name === `${disposition}-notification`)
  const named = ownChildren(status).filter(({ name }) => allowed.some((outcome) => outcome.status === name))
  const value = only(report, status, named, `value (${allowed.map((outcome) => outcome.status).join(', ')})`)
  return allowed.find((outcome) => outcome.status === value?.name)
}

const subjectOf = (report: XmlReport, root: XmlElement): ImdnSubject => {
  const messageId = requiredText(report, root, 'message-id')
  const datetime = requiredText(report, root, 'datetime')
  const sentAt = readDateTime(datetime)
  const recipientUri = textOf(report, root, 'recipient-uri')
  const originalRecipientUri = textOf(report, root, 'original-recipient-uri')
  const subject = textOf(report, root, 'subject')
  if (!isSome(sentAt)) {
    warnOfElement(report, root, 'datetime is no RFC 3339 date-time: the instant stays unknown')
  }
  return {
    messageId,
    datetime,
    ...(isSome(sentAt) ? { sentAt: sentAt.value } : {}),
    ...(recipientUri === undefined ? {} : { recipientUri }),
    ...(originalRecipientUri === undefined ? {} : { originalRecipientUri }),
    ...(subject === undefined ? {} : { subject }),
  }
}

const readRoot = ({ value: root }: Decoded<XmlElement>): Decoding<ImdnBody> => {
  if (root.name !== 'imdn' || root.namespace !== imdnNamespace) {
    return refusal('unsupported', placeOf(root), `imdn of ${imdnNamespace}`, `${root.name} of ${root.namespace}`)
  }
  const report = newXmlReport()
  const subject = subjectOf(report, root)
  const outcome = outcomeOf(report, root)
  return concludeReport(report, outcome === undefined ? undefined : { ...subject, ...outcome })
}

/**
 * Reads the body of a disposition notification: which message it is about, and what has become of that.
 *
 * Elements in any order are read, and extensions of other namespaces are passed over, such as a reason beside the status.
 *
 * @param bytes - the content of type `message/imdn+xml`
 * @param limits - what may be asked of the reader; absent members are those of `defaultXmlLimits`
 * @returns the body, or every error with its line and column: no message or time, no status or one of another kind of notification, or two
 *   notifications in one; another document type is `unsupported`
 *
 * @example
 * ```ts
 * import { readImdn, utf8Encode } from 'cpm-routing/wire'
 *
 * const body = `<imdn xmlns="urn:ietf:params:xml:ns:imdn">
 *   <message-id>m-0001</message-id><datetime>2026-02-03T10:00:00Z</datetime>
 *   <delivery-notification><status><delivered/></status></delivery-notification>
 * </imdn>`
 *
 * console.log(readImdn(utf8Encode(body)))
 * // => {
 * //   _tag: 'Right',
 * //   right: {
 * //     value: {
 * //       messageId: 'm-0001',
 * //       datetime: '2026-02-03T10:00:00Z',
 * //       sentAt: 1770112800000,
 * //       disposition: 'delivery',
 * //       status: 'delivered'
 * //     },
 * //     warnings: []
 * //   }
 * // }
 * ```
 */
export const readImdn = (bytes: Uint8Array, limits: Partial<XmlLimits> = {}): Decoding<ImdnBody> =>
  chain(readRoot)(readXml(bytes, limits))
