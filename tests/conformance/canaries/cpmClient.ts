import type { JsonObject, StepRequest } from '../../../src/conformance/index.js'
import type { RequirementId } from '../../../src/requirements.js'
import {
  adding,
  changing,
  dropping,
  faultOf,
  forged,
  isA,
  listAt,
  mishearing,
  where,
  withPart,
} from '../deferralFaults.js'
import type { Canary, Fault } from './Canary.js'
import { broken } from './Canary.js'

const breaking = (name: string, breaks: readonly RequirementId[], fault: Fault): Canary =>
  broken(name, breaks, faultOf('Client', fault))

const event =
  (...kinds: readonly string[]) =>
  (step: StepRequest): boolean =>
    isA(step.event, ...kinds)

/** What the user chose in another form. */
const choosing = (change: (choices: readonly JsonObject[]) => readonly JsonObject[]): Fault =>
  where(
    event('UserChose'),
    mishearing((step) => withPart(step, 'event', ['choices'], change(listAt(step.event, 'choices')))),
  )

const tearingDown = (...kinds: readonly string[]): Fault =>
  where(
    event(...kinds),
    adding((actions) =>
      actions.some((action) => isA(action, 'TearDownSession')) ? [] : [forged('TearDownSession', { sessionId: 's-1' })],
    ),
  )

/** What the CPM client lets the user choose, and what it asks for in the session. */
export const canaries: readonly Canary[] = [
  breaking(
    'the user is shown the first message alone',
    ['NTF-09'],
    changing((action) =>
      isA(action, 'PresentDeferredMessages') ? { ...action, messages: listAt(action, 'messages').slice(0, 1) } : action,
    ),
  ),
  breaking(
    'the client asks for the messages without the user',
    ['NTF-09'],
    where(
      event('NotificationReceived'),
      adding(() => [forged('EstablishSession', { service: 'deferred' })]),
    ),
  ),
  breaking(
    'the user cannot keep a message deferred',
    ['NTF-09', 'NTF-10'],
    choosing((choices) => choices.map((each) => (each['choice'] === 'keep' ? { ...each, choice: 'retrieve' } : each))),
  ),
  breaking(
    'the user can do nothing but retrieve',
    ['NTF-09', 'NTF-10'],
    choosing((choices) => choices.filter(({ choice }) => choice === 'retrieve')),
  ),
  breaking(
    'the user can pick one message alone',
    ['NTF-09', 'NTF-10'],
    choosing((choices) => choices.slice(0, 1)),
  ),
  breaking(
    'no session is established',
    ['NTF-10'],
    dropping((action) => isA(action, 'EstablishSession')),
  ),
  breaking(
    'the actions are named before there is a session',
    ['NTF-10'],
    where(
      event('UserChose'),
      adding((_, step) =>
        listAt(step.event, 'choices')
          .filter(({ choice }) => choice !== 'keep')
          .map(({ entryId = '', choice = '' }) =>
            forged('RequestActions', { selections: [{ entryId, action: choice }] }),
          ),
      ),
    ),
  ),
  breaking(
    'the session is never ended',
    ['NTF-11'],
    dropping((action) => isA(action, 'TearDownSession')),
  ),
  breaking('the session is ended with the first result', ['NTF-11'], tearingDown('ResultsReceived')),
  breaking('the session is ended with the first message', ['NTF-11'], tearingDown('MessageReceived')),
]
