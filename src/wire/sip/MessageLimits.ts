import type { CpimLimits } from '../cpim/readCpim.js'
import { cpimLimits } from '../cpim/readCpim.js'
import type { MultipartLimits } from '../mime/readMultipart.js'
import { multipartLimits } from '../mime/readMultipart.js'

/** What is understood of a message, and how much of it is read. */
export interface MessageLimits {
  /** The option tags of Require that are understood, in lower case. */
  readonly extensions: readonly string[]
  readonly cpim: CpimLimits
  readonly multipart: MultipartLimits
}

/** What holds where the caller sets no limits. */
export const messageLimits: MessageLimits = {
  extensions: ['pref', 'histinfo'],
  cpim: cpimLimits,
  multipart: multipartLimits,
}
