import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { decode, InstantCodec } from '../wire/documents/index.js'
import type { WireSources } from './wireRequest.js'

const files = ['message', 'preferences', 'registration', 'policy'] as const

/** The options by which a routing request is put together from what is on the wire. */
export const wireOptions: readonly string[] = [...files, 'entry-id', 'now']

const decodeInstant = decode(InstantCodec)

/** What the options name, or what is wrong with them: a request needs a message and an instant, and standard input is read once. */
export const wireSources = (values: Readonly<Record<string, string>>): Either<string, WireSources> => {
  const { message, preferences, registration, policy, 'entry-id': entryId = 'e-1', now } = values
  if (message === undefined || now === undefined) {
    return left('--message and --now go together')
  }
  const instant = decodeInstant(now)
  if (instant._tag === 'Left') {
    return left(instant.left.map(({ expected, actual }) => `--now takes ${expected}, not ${actual}`).join())
  }
  if (entryId === '') {
    return left('--entry-id takes a text of at least one character')
  }
  if (files.filter((name) => values[name] === '-').length > 1) {
    return left('standard input can be read once only')
  }
  return right({
    message,
    ...(preferences === undefined ? {} : { preferences }),
    ...(registration === undefined ? {} : { registration }),
    ...(policy === undefined ? {} : { policy }),
    entryId,
    now: instant.right.value,
  })
}
