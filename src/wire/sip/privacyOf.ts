import type { HeaderField } from '../mime/HeaderField.js'
import { fieldValues } from '../mime/HeaderField.js'

/** The tokens of Privacy (RFC 3323) in lower case: what the originator asks to be kept from the recipient. */
export const privacyOf = (headers: readonly HeaderField[]): readonly string[] =>
  fieldValues(headers, 'Privacy')
    .flatMap((value) => value.split(/[;,]/))
    .map((token) => token.trim().toLowerCase())
    .filter((token) => token !== '')

const undisclosing: readonly string[] = ['id', 'user', 'header']

/** Whether these tokens keep the originator from the recipient; `none` wins over all others. */
export const asksForPrivacy = (tokens: readonly string[]): boolean =>
  !tokens.includes('none') && tokens.some((token) => undisclosing.includes(token))
