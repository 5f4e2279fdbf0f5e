import type { Instant } from '../model/Instant.js'
import { requirements } from '../requirements.js'
import { isKnownZone } from '../schedule/index.js'
import type { Codec } from '../wire/documents/Codec.js'
import { newCodec } from '../wire/documents/Codec.js'
import type { SoFar } from '../wire/documents/FormParts.js'
import { form } from '../wire/documents/form.js'
import {
  CpmClientCodec,
  DurationCodec,
  InstantCodec,
  ServiceProviderPolicyCodec,
  UserPreferencesCodec,
} from '../wire/documents/index.js'
import { list } from '../wire/documents/list.js'
import type { Place, Report } from '../wire/documents/Report.js'
import { refuse } from '../wire/documents/Report.js'
import { identity, oneOf, text, wholeNumber } from '../wire/documents/scalars.js'
import type { Scenario, ScenarioRecipient, ScenarioStep, ScriptedOutcome } from './Scenario.js'
import { scriptedResults } from './Scenario.js'
import { ScenarioStepCodec } from './ScenarioStepCodec.js'

const zoneExpected = 'the name of a time zone that is known here, such as Europe/Paris'

const zone: Codec<string> = newCodec({
  name: 'ScenarioZone',
  expected: zoneExpected,
  schema: { type: 'string' },
  read: (input, parent, key, report) =>
    typeof input === 'string' && isKnownZone(input)
      ? input
      : refuse(report, parent, key, typeof input === 'string' ? 'unsupported' : 'wrongType', zoneExpected, input),
  is: (value): value is string => typeof value === 'string' && isKnownZone(value),
  encode: text.encode,
})

const recipient = form<ScenarioRecipient>('ScenarioRecipient', {
  description: 'What is true of the recipient when a scenario begins.',
  required: {},
  optional: { preferences: UserPreferencesCodec, clients: list(CpmClientCodec, 'deviceId'), sphere: list(text) },
})

const outcome = form<ScriptedOutcome>('ScriptedOutcome', {
  description: 'What becomes of an action the next time that it is asked for.',
  required: { action: identity, result: oneOf('ScriptedResult', scriptedResults) },
  optional: { status: wholeNumber('FailureStatus', 'a SIP status from 300 to 699', 300, 699), delay: DurationCodec },
})

type ReadStep = SoFar<ScenarioStep>

/** The instant that a step names itself. */
const namedInstant = (step: ReadStep): Instant | undefined =>
  'message' in step ? step.message?.receivedAt : 'at' in step ? step.at : undefined

/** Refuses a step that is said to happen before the one before it. */
const refuseDisorder = (
  start: Instant | undefined,
  steps: readonly (ReadStep | undefined)[],
  place: Place,
  report: Report,
): void => {
  let before = start ?? Number.NEGATIVE_INFINITY
  for (const [index, step] of steps.entries()) {
    const named = step === undefined ? undefined : namedInstant(step)
    const after = step !== undefined && 'after' in step ? (step.after ?? 0) : 0
    if (named !== undefined && named < before) {
      const where: Place = { parent: place, key: index }
      const isMessage = step !== undefined && 'message' in step
      refuse(
        report,
        isMessage ? { parent: where, key: 'message' } : where,
        isMessage ? 'receivedAt' : 'at',
        'outOfRange',
        'an instant that is not before that of the step before, or the start',
        InstantCodec.encode(named),
      )
    }
    before = Math.max(before, named ?? before + after)
  }
}

/**
 * A scenario as a JSON document: see the page on simulation for what its members mean. An unknown member of a step is an error, since a
 * step that loses one would tell another story.
 *
 * @example
 * ```ts
 * import { decode } from 'cpm-routing/wire/documents'
 * import { ScenarioCodec } from 'cpm-routing/simulation'
 *
 * const decoded = decode(ScenarioCodec)({ title: '', requirements: [], start: 'noon', recipient: {}, steps: [] })
 * console.log(decoded._tag === 'Left' && decoded.left.map((error) => error.path))
 * // => [ '/start' ]
 * ```
 */
export const ScenarioCodec: Codec<Scenario> = form<Scenario>('Scenario', {
  description: 'A story about one recipient: what is true at first, what happens, and what is to come of it.',
  required: {
    title: text,
    requirements: list(
      oneOf(
        'RequirementId',
        requirements.map(({ id }) => id),
      ),
    ),
    start: InstantCodec,
    recipient,
    steps: list(ScenarioStepCodec),
  },
  optional: {
    about: text,
    zone,
    latency: DurationCodec,
    policy: ServiceProviderPolicyCodec,
    outcomes: list(outcome),
    registersOnPush: list(identity),
  },
  check: ({ start, steps }, place, report) => {
    refuseDisorder(start, steps ?? [], { parent: place, key: 'steps' }, report)
  },
})
