import { utf8Encode } from '../octets/utf8.js'
import type { XmlOutline } from '../xml/writeXml.js'
import { writeXml } from '../xml/writeXml.js'
import type { ImdnBody } from './ImdnBody.js'
import { cpmImdnNamespace, imdnNamespace } from './imdnNamespaces.js'

const element = (name: string, text: string): XmlOutline => ({ name, namespace: imdnNamespace, text })

/** The addresses stand together or not at all, and a subject beside them only. */
const addressing = (body: ImdnBody): readonly XmlOutline[] => {
  const recipient = body.recipientUri ?? body.originalRecipientUri
  return recipient === undefined
    ? []
    : [
        element('recipient-uri', recipient),
        element('original-recipient-uri', body.originalRecipientUri ?? recipient),
        ...(body.subject === undefined ? [] : [element('subject', body.subject)]),
      ]
}

const notification = ({ disposition, status }: ImdnBody): XmlOutline => {
  const namespace = disposition === 'interworking' ? cpmImdnNamespace : imdnNamespace
  const state: XmlOutline = { name: 'status', namespace, children: [{ name: status, namespace }] }
  return { name: `${disposition}-notification`, namespace, children: [state] }
}

/**
 * Writes the body of a disposition notification, in the order of RFC 5438.
 *
 * Its grammar has both addresses or none: a missing one is taken from the other, and a subject without any address is left out.
 *
 * @param body - what it says; `datetime` is that of the message it is about, and `sentAt` is not looked at
 * @returns the content of type `message/imdn+xml`, in UTF-8
 *
 * @example
 * ```ts
 * import { readImdn, writeImdn } from 'cpm-routing/wire'
 *
 * const body = { messageId: 'm-0001', datetime: '2026-02-03T10:00:00Z', disposition: 'delivery', status: 'failed' } as const
 *
 * console.log(readImdn(writeImdn(body))._tag)
 * // => Right
 * ```
 */
export const writeImdn = (body: ImdnBody): Uint8Array =>
  utf8Encode(
    writeXml({
      name: 'imdn',
      namespace: imdnNamespace,
      children: [
        element('message-id', body.messageId),
        element('datetime', body.datetime),
        ...addressing(body),
        notification(body),
      ],
    }),
  )
