import type { JsonObject, StepRequest } from '../../../src/conformance/index.js'
import type { RequirementId } from '../../../src/requirements.js'
import {
  adding,
  at,
  changing,
  devicesIn,
  dropping,
  faultOf,
  forged,
  forgedDelivery,
  isA,
  listAt,
  mishearing,
  openEntries,
  pushTargets,
  optionIn,
  textAt,
  where,
  withEvent,
  withPart,
} from '../deferralFaults.js'
import type { Canary, Fault } from './Canary.js'
import { broken } from './Canary.js'

const breaking = (name: string, breaks: readonly RequirementId[], fault: Fault): Canary =>
  broken(name, breaks, faultOf('PF', fault))

const otherReading: Readonly<Record<string, string>> = {
  nextTrigger: 'literal',
  literal: 'nextTrigger',
  current: 'frozen',
  frozen: 'current',
  one: 'two',
  two: 'one',
  fail: 'defer',
  defer: 'fail',
}

/** The reading that was not asked for. */
const misread = (step: StepRequest): StepRequest =>
  (['AMB-07', 'AMB-12', 'AMB-20', 'AMB-22', 'AMB-29'] as const).reduce((misreadSoFar, id) => {
    const value = textAt(step.policy, 'interpretations', id)
    const other = id === 'AMB-22' ? (value === 'update' ? 'literal' : 'update') : otherReading[value]
    return value === '' || other === undefined
      ? misreadSoFar
      : withPart(misreadSoFar, 'policy', ['interpretations', id], other)
  }, step)

const event =
  (...kinds: readonly string[]) =>
  (step: StepRequest): boolean =>
    isA(step.event, ...kinds)

const isOf =
  (...kinds: readonly string[]) =>
  (action: JsonObject): boolean =>
    isA(action, ...kinds)

const failureReport = (entryId: string): JsonObject => forged('SendDeliveryNotification', { entryId, status: 'failed' })

/** What each entry that waits leads to beside what it should. */
const forEachOpen = (more: (entryId: string, step: StepRequest) => JsonObject): Fault =>
  adding((actions, step, before) => openEntries([...before, ...actions]).map((entryId) => more(entryId, step)))

/** Silent places of the standard that are not read as they are here. */
export const canaries: readonly Canary[] = [
  breaking('readings are mixed up', ['AMB-07', 'AMB-12', 'AMB-20', 'AMB-22', 'AMB-29'], mishearing(misread)),
  breaking(
    'clients are told of everything with each notification',
    ['AMB-08'],
    changing((action, _, before) =>
      isA(action, 'NotifyInBand')
        ? {
            ...action,
            messages: [...before.filter(isOf('NotifyInBand')), action].flatMap((each) => listAt(each, 'messages')),
          }
        : action,
    ),
  ),
  breaking(
    'clients that were told are told again when another one registers',
    ['AMB-08'],
    where(
      event('ClientRegistered'),
      changing((action, step) => (isA(action, 'NotifyInBand') ? { ...action, to: devicesIn(step, true) } : action)),
    ),
  ),
  breaking(
    'a client that leaves is told out-of-band what it was told in-band',
    ['AMB-08'],
    where(
      event('ClientDeregistered'),
      adding((_, step, before) =>
        before.some(isOf('NotifyInBand'))
          ? [
              forged('NotifyOutOfBand', {
                to: pushTargets(devicesIn(step, false)),
                form: 'summary',
                count: 1,
              }),
            ]
          : [],
      ),
    ),
  ),
  breaking(
    'a registered client counts as applicable',
    ['AMB-09'],
    where(
      (step) => optionIn(step) === 'push' && textAt(step.event, 'decision', 'reason') === 'NoApplicableClient',
      adding((_, step) =>
        devicesIn(step, true).map((deviceId) => forgedDelivery(textAt(step.event, 'message', 'entryId'), deviceId)),
      ),
    ),
  ),
  breaking(
    'the originator gets the answer of any client that failed',
    ['AMB-11', 'AMB-28'],
    changing((action, _, before) =>
      isA(action, 'Respond') && before.some(isOf('Send')) ? { ...action, status: 480 } : action,
    ),
  ),
  breaking(
    'what was sent once is never delivered later',
    ['AMB-11'],
    dropping((action, _, before) => isA(action, 'Deliver') && before.some(isOf('Send'))),
  ),
  breaking(
    'a client that refused the content is tried again',
    ['AMB-11'],
    where(
      (step) => [413, 415, 488].includes(Number(step.event['status'])),
      mishearing((step) => withPart(step, 'event', ['status'], 480)),
    ),
  ),
  breaking(
    'what is under way is handed over when storage is preferred',
    ['AMB-12'],
    where(
      (step) => isA(step.event, 'PreferencesChanged') && optionIn(step) === 'store',
      forEachOpen((entryId) => forged('StoreMessage', { entryId, record: false })),
    ),
  ),
  breaking(
    'what waits is rejected when rejection is preferred',
    ['AMB-12'],
    where(
      (step) => at(step.recipient, 'preferences', 'otherwise', 'action') === 'reject',
      forEachOpen((entryId) => forged('Respond', { entryId, status: 403, reason: 'Forbidden' })),
    ),
  ),
  breaking(
    'every expiry is reported as failed',
    ['AMB-17'],
    where(
      event('TimeReached'),
      adding((actions) =>
        actions.filter(isOf('Discard', 'StoreMessage')).map((action) => failureReport(textAt(action, 'entryId'))),
      ),
    ),
  ),
  breaking(
    'finishesOnce: an expiry is reported each time that the clock is looked at',
    ['AMB-17'],
    where(
      event('TimeReached'),
      adding((_, __, before) =>
        before
          .filter((action) => isA(action, 'Discard') && action['cause'] === 'expired')
          .map((action) => failureReport(textAt(action, 'entryId'))),
      ),
    ),
  ),
  breaking(
    'no expiry is reported',
    ['AMB-17'],
    where(
      event('TimeReached'),
      dropping((action) => isA(action, 'SendDeliveryNotification')),
    ),
  ),
  breaking(
    'what a preference stores has terms',
    ['AMB-19'],
    where(
      (step) => textAt(step.event, 'decision', '_tag') === 'Store',
      changing((action) =>
        isA(action, 'StoreMessage') ? { ...action, terms: { doNotDisturb: true, onExpiry: 'discard' } } : action,
      ),
    ),
  ),
  breaking(
    'what is on its way is discarded when it expires',
    ['AMB-26'],
    where(
      event('TimeReached'),
      adding((_, __, before) =>
        before
          .filter(isOf('Deliver'))
          .map((action) => forged('Discard', { entryId: textAt(action, 'entryId'), cause: 'expired' })),
      ),
    ),
  ),
  breaking(
    'what expired on its way waits for ever',
    ['AMB-26'],
    where(
      event('ActionFailed'),
      dropping((action) => isA(action, 'Discard')),
    ),
  ),
  breaking(
    'repeatedEventsAreHarmless: a repeated message is queued again',
    ['AMB-32'],
    where(
      event('MessageRouted'),
      mishearing((step) => withPart(step, 'event', ['message', 'messageId'], textAt(step.event, 'message', 'entryId'))),
    ),
  ),
  breaking(
    'a Message-ID is taken for an identity on its own',
    ['AMB-32'],
    where(
      (step) => isA(step.event, 'MessageRouted') && optionIn(step) === 'push',
      mishearing((step) => withPart(step, 'event', ['message', 'originator'], { address: 'sip:ann@home1.example' })),
    ),
  ),
  breaking(
    'a repeated message is dropped, whether the first is held or not',
    ['AMB-32'],
    where(
      ({ event: { message } }) =>
        textAt(message, 'messageId') === 'm-1' &&
        textAt(message, 'entryId') !== 'e-1' &&
        textAt(message, 'originator', 'address') === 'sip:ann@home1.example',
      mishearing((step) => withEvent(step, { _tag: 'TimeReached' })),
    ),
  ),
]
