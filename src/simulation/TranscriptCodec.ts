import { requirements } from '../requirements.js'
import type { Codec } from '../wire/documents/Codec.js'
import { form } from '../wire/documents/form.js'
import { InstantCodec } from '../wire/documents/index.js'
import { list } from '../wire/documents/list.js'
import { count, flag, oneOf, text } from '../wire/documents/scalars.js'
import type { Failure, Transcript, TranscriptLine } from './Transcript.js'
import { lineKinds } from './Transcript.js'

const requirementId = oneOf(
  'RequirementId',
  requirements.map(({ id }) => id),
)

const line = form<TranscriptLine>('TranscriptLine', {
  description: 'What went from whom to whom, when it left, and which requirement asked for it.',
  required: {
    at: InstantCodec,
    from: text,
    to: text,
    what: text,
    requirement: requirementId,
    kind: oneOf('LineKind', lineKinds),
  },
  optional: { reply: flag, lost: flag },
})

const failure = form<Failure>('Failure', {
  description: 'An expectation of a scenario that did not come true.',
  required: { step: count, at: InstantCodec, about: text, expected: list(text), found: list(text) },
  optional: {},
})

/**
 * A transcript as a JSON document, with instants as text.
 *
 * @example
 * ```ts
 * import { encode } from 'cpm-routing/wire/documents'
 * import { simulate, TranscriptCodec } from 'cpm-routing/simulation'
 *
 * const transcript = simulate({ title: 'Nothing', requirements: [], start: 0, recipient: {}, steps: [] })
 * console.log(JSON.stringify(encode(TranscriptCodec)(transcript)).slice(0, 67))
 * // => {"title":"Nothing","requirements":[],"start":"1970-01-01T00:00:00Z"
 * ```
 */
export const TranscriptCodec: Codec<Transcript> = form<Transcript>('Transcript', {
  description: 'What went between whom in a scenario, and whether all of it was expected.',
  required: {
    title: text,
    requirements: list(requirementId),
    start: InstantCodec,
    end: InstantCodec,
    parties: list(text),
    lines: list(line),
    held: list(text),
    failures: list(failure),
  },
  optional: { zone: text },
})
