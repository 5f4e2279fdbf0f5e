import type { JsonObject, StepRequest } from '../../../src/conformance/index.js'
import type { RequirementId } from '../../../src/requirements.js'
import {
  adding,
  at,
  devicesIn,
  dropping,
  faultOf,
  forged,
  forgedDelivery,
  isA,
  isDisturbing,
  listAt,
  mistaking,
  openEntries,
  optionIn,
  pushTargets,
  textAt,
  where,
} from '../deferralFaults.js'
import type { Canary, Fault } from './Canary.js'
import { broken } from './Canary.js'

const breaking = (name: string, breaks: readonly RequirementId[], fault: Fault): Canary =>
  broken(
    name,
    breaks,
    faultOf(
      'PF',
      where((step) => optionIn(step) === 'push', fault),
    ),
  )

const registers = ({ event }: StepRequest): boolean => isA(event, 'ClientRegistered')
const changes = ({ event }: StepRequest): boolean => isA(event, 'PreferencesChanged')
const isDelivery = (action: JsonObject): boolean => isA(action, 'Deliver')

const outOfBandTo = (to: readonly string[]): JsonObject =>
  forged('NotifyOutOfBand', { to: pushTargets(to), form: 'summary', count: 1 })

/** Whether a client takes messages of every kind. */
const isForEveryKind = (step: StepRequest, wanted: string): boolean =>
  listAt(step.recipient, 'clients').some(
    ({ deviceId, services }) => deviceId === wanted && Array.isArray(services) && services.length > 1,
  )

/** Sends each message that waits and is not being sent to a client. */
const sendingAll = (actions: readonly JsonObject[], before: readonly JsonObject[], deviceId: string): JsonObject[] =>
  openEntries([...before, ...actions])
    .filter((entryId) => !actions.some((action) => isDelivery(action) && action['entryId'] === entryId))
    .filter((entryId) => !before.some((action) => isA(action, 'StoreMessage') && action['entryId'] === entryId))
    .map((entryId) => forgedDelivery(entryId, deviceId))

const firstOf = <A>(values: readonly A[], keyOf: (value: A) => string): readonly A[] =>
  values.filter((value, place) => values.findIndex((other) => keyOf(other) === keyOf(value)) === place)

/** Only the first delivery of each kind. */
const deliveringFirst = (keyOf: (action: JsonObject) => string): Fault => ({
  asksFor: (actions) => {
    const first = firstOf(actions.filter(isDelivery), keyOf)
    return actions.filter((action) => !isDelivery(action) || first.includes(action))
  },
})

/** What is pushed, to whom, and when. */
export const canaries: readonly Canary[] = [
  breaking(
    'silentUnderDoNotDisturb: messages are pushed all the same',
    ['PSH-01'],
    where(
      (step) => !isDisturbing(step),
      adding((actions, step, before) => sendingAll(actions, before, devicesIn(step, true)[0] ?? 'phone')),
    ),
  ),
  breaking(
    'silentUnderDoNotDisturb: unregistered devices are told all the same',
    ['PSH-01'],
    where(
      (step) => !isDisturbing(step),
      adding((_, step) => [outOfBandTo(devicesIn(step, false))]),
    ),
  ),
  breaking(
    'resumesAfterDoNotDisturb: nothing that was held back is pushed',
    ['PSH-02'],
    where(
      changes,
      dropping((action) => isDelivery(action)),
    ),
  ),
  breaking(
    'losesNothing: what was held back from pushing is dropped',
    ['PSH-02'],
    where(
      (step) =>
        changes(step) && isDisturbing(step) && at(step.recipient, 'preferences', 'otherwise', 'action') === 'deliver',
      adding((actions, _, before) =>
        openEntries([...before, ...actions]).map((entryId) => forged('Discard', { entryId, cause: 'discarded' })),
      ),
    ),
  ),
  breaking(
    'registered clients are told out-of-band as well',
    ['PSH-03', 'PSH-07'],
    where(
      (step) => isDisturbing(step) && isA(step.event, 'MessageRouted', 'ClientRegistered'),
      adding((actions, step, before) =>
        openEntries([...before, ...actions]).length > 0
          ? [outOfBandTo([...devicesIn(step, true), ...devicesIn(step, false)])]
          : [],
      ),
    ),
  ),
  breaking(
    'deliversOnlyToRegisteredApplicable: messages are pushed to clients that are not registered',
    ['PSH-04'],
    where(
      (step) =>
        isDisturbing(step) && devicesIn(step, true).length === 0 && isA(step.event, 'MessageRouted', 'TimeReached'),
      adding((actions, _, before) =>
        actions.some((action) => isA(action, 'StoreMessage')) ? [] : sendingAll(actions, before, 'phone'),
      ),
    ),
  ),
  breaking(
    'neverStuck: no registration ends the wait',
    ['PSH-04', 'PSH-05'],
    where(
      registers,
      dropping((action) => isDelivery(action)),
    ),
  ),
  breaking(
    'deliversOnlyToRegisteredApplicable: every client that registers gets every message',
    ['PSH-04', 'PSH-05'],
    where(
      (step) => registers(step) && isDisturbing(step),
      adding((actions, { event }, before) => sendingAll(actions, before, textAt(event, 'client', 'deviceId'))),
    ),
  ),
  breaking(
    'emptyQueueIsQuiet: a message that never came is pushed',
    ['PSH-05'],
    where(
      registers,
      adding((_, __, before) => (before.length === 0 ? [forgedDelivery('e-0', 'phone')] : [])),
    ),
  ),
  breaking(
    'one message is pushed at each occasion',
    ['PSH-05'],
    deliveringFirst(() => ''),
  ),
  breaking(
    'unionOfDevicesCountsAsDelivered: what one device got goes to the next as well',
    ['PSH-06', 'PSH-09'],
    where(
      registers,
      adding((_, { event }, before) =>
        before
          .filter((action) => isA(action, 'Remove') && action['cause'] === 'delivered')
          .map((action) => forgedDelivery(textAt(action, 'entryId'), textAt(event, 'client', 'deviceId'))),
      ),
    ),
  ),
  breaking(
    'unionOfDevicesCountsAsDelivered: only what the phone got counts',
    ['PSH-06', 'PSH-09'],
    where(
      ({ event }) => textAt(event, 'actionId').includes('tablet'),
      mistaking(['Deliver'], 'ActionSucceeded', 'ActionUnknown'),
    ),
  ),
  breaking(
    'neverStuck: deliveries are not repeated',
    ['PSH-08'],
    where(
      registers,
      dropping((action, _, before) => isDelivery(action) && before.some(isDelivery)),
    ),
  ),
  breaking(
    'losesNothing: a message is removed while it is delivered',
    ['PSH-09'],
    adding((actions) =>
      actions
        .filter(isDelivery)
        .map((action) => forged('Remove', { entryId: textAt(action, 'entryId'), cause: 'delivered' })),
    ),
  ),
  breaking(
    'losesNothing: a failed delivery is taken for a delivery',
    ['PSH-08', 'PSH-09'],
    mistaking(['Deliver'], 'ActionFailed', 'ActionSucceeded'),
  ),
  breaking(
    'neverStuck: a delivery is never known to have succeeded',
    ['PSH-09'],
    mistaking(['Deliver'], 'ActionSucceeded', 'ActionUnknown'),
  ),
  breaking(
    'losesNothing: all messages are removed when one is delivered',
    ['PSH-09'],
    adding((actions, _, before) =>
      actions.some((action) => isA(action, 'Remove'))
        ? openEntries([...before, ...actions]).map((entryId) => forged('Remove', { entryId, cause: 'delivered' }))
        : [],
    ),
  ),
  breaking(
    'one of the applicable clients gets what is pushed',
    ['AMB-34'],
    deliveringFirst((action) => textAt(action, 'entryId')),
  ),
  breaking(
    'a client gets all messages at once',
    ['AMB-13'],
    adding((actions, step, before) => {
      const deviceId = textAt(actions.find(isDelivery), 'deviceId')
      return isForEveryKind(step, deviceId) ? sendingAll(actions, before, deviceId) : []
    }),
  ),
  breaking(
    'a message that failed stops those behind it',
    ['AMB-13'],
    where(
      ({ event }) => isA(event, 'ActionFailed'),
      dropping((action) => isDelivery(action)),
    ),
  ),
]
