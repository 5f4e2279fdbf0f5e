import type { Either } from 'fp-ts/lib/Either.js'
import { chain, left, right, tryCatch } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { RoutingRequest } from '../model/RoutingRequest.js'
import type { StandaloneMessage } from '../model/StandaloneMessage.js'
import { decode, decodeJson, RoutingRequestCodec, StandaloneMessageCodec } from '../wire/documents/index.js'
import type { Decoding, InputError, InputWarning } from '../wire/InputError.js'
import { textOf } from './textOf.js'

/** A message of a corpus: on its own, or in a request with what was true of its recipient. */
export type CorpusEntry = RoutingRequest | StandaloneMessage

const parse = (text: string): Either<undefined, unknown> =>
  tryCatch(
    (): unknown => JSON.parse(text),
    () => undefined,
  )

const decodeMessage = decode(StandaloneMessageCodec)
const decodeRequest = decode(RoutingRequestCodec)
const decodeLine = decodeJson(RoutingRequestCodec)

const decodeEntry = (value: unknown): Decoding<CorpusEntry> =>
  typeof value === 'object' && value !== null && 'message' in value ? decodeRequest(value) : decodeMessage(value)

const placed = <E extends InputError | InputWarning>(place: string, of: readonly E[]): readonly E[] =>
  of.map((error) => ({ ...error, path: `${place}${error.path}` }))

/** The entries of a list, or of lines, each with its place; a text that is neither is taken for lines. */
const entriesOf = (text: string): readonly (readonly [place: string, entry: Decoding<CorpusEntry>])[] => {
  const whole = parse(text)
  if (whole._tag === 'Right') {
    return Array.isArray(whole.right)
      ? whole.right.map((entry: unknown, place) => [`/${place}`, decodeEntry(entry)])
      : [['', decodeEntry(whole.right)]]
  }
  return text.split('\n').flatMap((line, place) => {
    const value = parse(line)
    return line.trim() === ''
      ? []
      : [[`line ${place + 1} `, value._tag === 'Left' ? decodeLine(line) : decodeEntry(value.right)]]
  })
}

/** Reads messages: JSON lines, or one JSON list; each a RoutingRequest or a StandaloneMessage, and every error of all of them at once. */
export const decodeCorpus = (octets: Uint8Array): Decoding<readonly CorpusEntry[]> =>
  pipe(
    textOf(octets),
    chain((text): Decoding<readonly CorpusEntry[]> => {
      const decoded = entriesOf(text)
      const errors = decoded.flatMap(([place, entry]) => (entry._tag === 'Left' ? placed(place, entry.left) : []))
      const read = decoded.flatMap(([place, entry]) => (entry._tag === 'Left' ? [] : [{ place, ...entry.right }]))
      const value = read.map((entry) => entry.value)
      const warnings = read.flatMap((entry) => placed(entry.place, entry.warnings))
      return errors.length === 0 ? right({ value, warnings }) : left(errors)
    }),
  )
