import type { UserChoice } from '../cpmClient/index.js'
import { userChoices } from '../cpmClient/index.js'
import { requirements } from '../requirements.js'
import type { Codec } from '../wire/documents/Codec.js'
import type { FormParts, Input } from '../wire/documents/FormParts.js'
import { form } from '../wire/documents/form.js'
import {
  CpmClientCodec,
  DurationCodec,
  InstantCodec,
  ServiceProviderPolicyCodec,
  StandaloneMessageCodec,
  UserPreferencesCodec,
} from '../wire/documents/index.js'
import { list } from '../wire/documents/list.js'
import type { Place, Report } from '../wire/documents/Report.js'
import { refuse } from '../wire/documents/Report.js'
import { identity, oneOf, text } from '../wire/documents/scalars.js'
import { tagged } from '../wire/documents/tagged.js'
import type * as Scenario from './Scenario.js'

const expectation = form<Scenario.Expectation>('Expectation', {
  description: 'Something that one party does between a step and the next.',
  required: { what: identity },
  optional: {
    by: identity,
    requirement: oneOf(
      'RequirementId',
      requirements.map(({ id }) => id),
    ),
    at: InstantCodec,
  },
  closed: 'what, by, requirement and at',
})

const choice = form<{ readonly entryId: string; readonly choice: UserChoice }>('Choice', {
  description: 'What is to become of one deferred message.',
  required: { entryId: identity, choice: oneOf('UserChoice', userChoices) },
  optional: {},
})

const checked = { expect: list(expectation), held: list(identity) }

const timed = { at: InstantCodec, after: DurationCodec, ...checked }

const refuseBoth = (_read: unknown, place: Place, report: Report, { at, after }: Input): void => {
  if (at !== undefined && after !== undefined) {
    refuse(report, place, 'after', 'contradiction', 'at or after, not both', after)
  }
}

type Happening = Scenario.ScenarioStep['happens']
type StepThat<H extends Happening> = Extract<Scenario.ScenarioStep, { readonly happens: H }>

/** A step whose members are all its own: when it happens, and what is to come of it, go without saying. */
const step = <H extends Happening>(
  happens: H,
  description: string,
  parts: Pick<FormParts<StepThat<H>>, 'required' | 'optional'>,
): Codec<StepThat<H>> =>
  form<StepThat<H>>(happens, {
    description,
    ...parts,
    closed: [...Object.keys(parts.required), ...Object.keys(parts.optional)].join(', '),
    check: refuseBoth,
  })

const tag = <H extends Happening>(happens: H): Codec<H> => oneOf<H>('happens', [happens])

/** What happens next in a scenario, told apart by `happens`. */
export const ScenarioStepCodec: Codec<Scenario.ScenarioStep> = tagged<Scenario.ScenarioStep, 'happens'>(
  'ScenarioStep',
  'happens',
  {
    MessageArrives: step('MessageArrives', 'A message comes, at its receivedAt.', {
      required: { happens: tag('MessageArrives'), message: StandaloneMessageCodec },
      optional: checked,
    }),
    ClientRegisters: step('ClientRegisters', 'A client registers.', {
      required: { happens: tag('ClientRegisters'), client: CpmClientCodec },
      optional: timed,
    }),
    ClientChanges: step('ClientChanges', 'Something about a client changes.', {
      required: { happens: tag('ClientChanges'), client: CpmClientCodec },
      optional: timed,
    }),
    ClientDeregisters: step('ClientDeregisters', 'A client is not registered any more.', {
      required: { happens: tag('ClientDeregisters'), deviceId: identity },
      optional: timed,
    }),
    PreferencesChange: step('PreferencesChange', 'The user has other preferences from now on.', {
      required: { happens: tag('PreferencesChange'), preferences: UserPreferencesCodec },
      optional: timed,
    }),
    PolicyChanges: step('PolicyChanges', 'The provider has another policy from now on.', {
      required: { happens: tag('PolicyChanges'), policy: ServiceProviderPolicyCodec },
      optional: timed,
    }),
    SphereChanges: step('SphereChanges', 'The recipient is in other spheres.', {
      required: { happens: tag('SphereChanges'), sphere: list(text) },
      optional: timed,
    }),
    UserChooses: step('UserChooses', 'The user says what is to become of deferred messages.', {
      required: { happens: tag('UserChooses'), deviceId: identity, choices: list(choice, 'entryId') },
      optional: timed,
    }),
    UserAccesses: step('UserAccesses', 'The user looks at a message in the Message Storage Server.', {
      required: { happens: tag('UserAccesses'), deviceId: identity, entryId: identity },
      optional: timed,
    }),
    SessionBreaks: step('SessionBreaks', 'The session of a client breaks.', {
      required: { happens: tag('SessionBreaks'), deviceId: identity },
      optional: timed,
    }),
    MessageIsRevoked: step('MessageIsRevoked', 'The originator takes a message back.', {
      required: { happens: tag('MessageIsRevoked'), entryId: identity },
      optional: timed,
    }),
    RecipientIsRemoved: step('RecipientIsRemoved', 'The recipient is no longer served.', {
      required: { happens: tag('RecipientIsRemoved') },
      optional: timed,
    }),
    TimePasses: step('TimePasses', 'Nothing happens but what is due.', {
      required: { happens: tag('TimePasses') },
      optional: timed,
    }),
  },
)
