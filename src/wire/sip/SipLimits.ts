import type { HeaderLimits } from '../mime/readHeaderFields.js'

/** What is read of a request, and how much. */
export interface SipLimits {
  /** The methods that are read; a request of any other is refused at its first line. */
  readonly methods: readonly string[]
  /** The whole message. */
  readonly octets: number
  readonly header: HeaderLimits
}

/** What is read where the caller sets no limits: a MESSAGE, and no other method. */
export const sipLimits: SipLimits = {
  methods: ['MESSAGE'],
  octets: 65_536,
  header: { fields: 256, fieldLength: 8192 },
}
