import type { HeaderField } from '../mime/HeaderField.js'
import type { Parameter } from '../mime/readParameters.js'

/** An address in a header field, with what is said of it there. */
export interface NameAddr {
  readonly displayName?: string
  readonly uri: string
  /** Of the header field, not of the URI. */
  readonly parameters: readonly Parameter[]
}

/** One element that the request passed. */
export interface Via {
  /** In upper case, such as `UDP`. */
  readonly transport: string
  /** Host and port as written. */
  readonly sentBy: string
  readonly parameters: readonly Parameter[]
}

/** A SIP request (RFC 3261) whose form is right: plain data, its body a view on the octets it was read from. */
export interface SipRequest {
  /** In its case: method names are compared by case. */
  readonly method: string
  readonly requestUri: string
  /** All header fields in order; compact names are written out, all others stand as they came. */
  readonly headers: readonly HeaderField[]
  readonly from: NameAddr
  readonly to: NameAddr
  readonly callId: string
  /** The number of CSeq. */
  readonly sequence: number
  readonly maxForwards: number
  /** The last element passed comes first. */
  readonly via: readonly Via[]
  readonly body: Uint8Array
}
