import { sequenceS } from 'fp-ts/lib/Apply.js'
import type { Instant } from '../../model/Instant.js'
import type { Decoding } from '../InputError.js'
import type { HeaderField } from '../mime/HeaderField.js'
import { fieldValues } from '../mime/HeaderField.js'
import { allErrors, decoded, readAtMostOne, warningsOf } from '../octets/decoding.js'
import { readSipDate } from './readSipDate.js'
import { readWholeNumber } from './readWholeNumber.js'

/** When the request says it was sent, and when it is of no use any more. */
export interface Expiry {
  readonly date?: Instant
  readonly expiresAt?: Instant
}

/** The header field with the seconds: Expires of an INVITE limits the invitation and says nothing of the message. */
export type ExpiryField = 'Expires' | 'Message-Expires'

const longestExpiry = 2 ** 32 - 1

/**
 * Reads Date and the seconds that the message is good for.
 *
 * ```
 *      Date                received        expires
 * ──────┼───────────────────────┼──────────────┼──────
 *       └── Expires: 3600 ─────────────────────┘
 * ```
 *
 * The seconds count from Date, and from the receipt where there is no Date or Date lies in the future: a clock that is ahead does not
 * make a message live longer. Without seconds the message never expires.
 */
export const readExpiry = (
  headers: readonly HeaderField[],
  field: ExpiryField,
  receivedAt: Instant,
): Decoding<Expiry> => {
  const parts = sequenceS(allErrors)({
    date: readAtMostOne('Date', fieldValues(headers, 'Date'), readSipDate),
    seconds: readAtMostOne(field, fieldValues(headers, field), readWholeNumber(field, longestExpiry)),
  })
  if (parts._tag === 'Left') {
    return parts
  }
  const date = parts.right.date.value
  const seconds = parts.right.seconds.value
  return decoded(
    {
      ...(date === undefined ? {} : { date }),
      ...(seconds === undefined ? {} : { expiresAt: Math.min(date ?? receivedAt, receivedAt) + seconds * 1000 }),
    },
    warningsOf(parts.right),
  )
}
