import type { Instant } from '../../model/Instant.js'
import type { HeaderField } from '../mime/HeaderField.js'
import type { MediaType } from '../mime/readMediaType.js'
import type { Parameter } from '../mime/readParameters.js'

/** The namespace of From, To, cc, DateTime, Subject, NS and Require (RFC 3862). */
export const coreNamespace = 'urn:ietf:params:cpim-headers:'

/** The namespace of the headers about disposition notifications (RFC 5438). */
export const imdnNamespace = 'urn:ietf:params:imdn'

/** The name of a header with its prefix resolved: what it means whatever the sender calls it. */
export interface CpimName {
  readonly namespace: string
  /** Case counts. */
  readonly name: string
}

/** One message header as it was written, its escapes included. */
export interface CpimHeader extends CpimName {
  readonly parameters: readonly Parameter[]
  readonly value: string
}

/** A person or a service as a message header names it. */
export interface CpimParty {
  readonly formalName?: string
  readonly uri: string
}

/** When the message was sent: an IMDN repeats the text as it stands. */
export interface CpimDateTime {
  readonly text: string
  readonly instant: Instant
}

/** The subject in one language. */
export interface CpimSubject {
  readonly text: string
  readonly language?: string
}

/** A header that whoever reads the message must understand. */
export interface RequiredHeader extends CpimName {
  /** As it was written. */
  readonly text: string
}

/** What the message says about disposition notifications. */
export interface ImdnHeaders {
  readonly messageId?: string
  /** The tokens of Disposition-Notification, known or not. */
  readonly dispositionNotification: readonly string[]
  readonly originalTo?: string
  readonly recordRoute: readonly string[]
  readonly route: readonly string[]
}

/**
 * A message with its metadata in the common format for instant messages (RFC 3862).
 *
 * ```
 * From: <sip:anonymous@anonymous.invalid>    message headers: case counts, prefixes are bound by NS
 * NS: imdn <urn:ietf:params:imdn>
 * imdn.Message-ID: m-0001
 *
 * Content-Type: text/plain                   header fields of the content: case does not count
 *
 * see you at noon                            the content, octet by octet
 * ```
 */
export interface CpimMessage {
  /** All message headers but NS, in order. */
  readonly headers: readonly CpimHeader[]
  readonly from?: CpimParty
  readonly to: readonly CpimParty[]
  readonly cc: readonly CpimParty[]
  readonly dateTime?: CpimDateTime
  readonly subjects: readonly CpimSubject[]
  readonly require: readonly RequiredHeader[]
  readonly imdn: ImdnHeaders
  readonly contentHeaders: readonly HeaderField[]
  readonly contentType: MediaType
  readonly content: Uint8Array
}
