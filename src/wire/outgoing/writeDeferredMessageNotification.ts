import type { DeferredMessageNotice } from '../../model/DeferredMessageNotice.js'
import { utf8Encode } from '../octets/utf8.js'
import { deferredListType } from './deferredList.js'
import { noticesAsText } from './noticesAsText.js'
import { noticesAsXml } from './noticesAsXml.js'

/** What a request carries, with the Content-Type that belongs to it. */
export interface TypedBody {
  readonly contentType: string
  readonly body: Uint8Array
}

/** No line of either part starts with two hyphens, so it cannot stand in one of them. */
const boundary = 'cpm-routing-deferred-list'

const part = (type: string, content: string): string => `--${boundary}\r\nContent-Type: ${type}\r\n\r\n${content}\r\n`

/**
 * Writes what an in-band notification tells a client of deferred messages: for the person a text, for the client a list.
 *
 * ```
 * multipart/alternative
 * ├─ text/plain                                         to be read
 * └─ application/vnd.cpm-routing.deferred-list+xml      identity, subject, originator, date, size, content type, expiry
 * ```
 *
 * Whatever an originator put into a subject or a name is text and nothing else: markup is escaped, and line ends and other control
 * characters become a space.
 *
 * @param notices the messages, in the order in which they are shown
 * @returns the body and its Content-Type; a body beyond 1300 octets needs a path that takes large requests (RFC 3428)
 * @spec NTF-06 NTF-07
 *
 * @example
 * ```ts
 * import { readDeferredMessageNotification, writeDeferredMessageNotification } from 'cpm-routing/wire'
 *
 * const notices = [{ entryId: 'e-1', originator: 'anonymous', date: 1_770_112_800_000, size: 812 }]
 * const { contentType, body } = writeDeferredMessageNotification(notices)
 * console.log(contentType)
 * // => multipart/alternative;boundary=cpm-routing-deferred-list
 *
 * const read = readDeferredMessageNotification(contentType, body)
 * console.log(read._tag === 'Right' ? read.right.value : read.left)
 * // => [ { entryId: 'e-1', originator: 'anonymous', date: 1770112800000, size: 812 } ]
 * ```
 */
export const writeDeferredMessageNotification = (notices: readonly DeferredMessageNotice[]): TypedBody => ({
  contentType: `multipart/alternative;boundary=${boundary}`,
  body: utf8Encode(
    part('text/plain;charset=utf-8', noticesAsText(notices)) +
      part(deferredListType, noticesAsXml(notices)) +
      `--${boundary}--\r\n`,
  ),
})
