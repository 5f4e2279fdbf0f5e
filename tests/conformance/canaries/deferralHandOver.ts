import type { JsonObject, StepRequest } from '../../../src/conformance/index.js'
import { isJsonObject } from '../../../src/conformance/Json.js'
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
  mistaking,
  optionIn,
  textAt,
  where,
  without,
} from '../deferralFaults.js'
import type { Canary, Fault } from './Canary.js'
import { broken } from './Canary.js'

const breaking = (name: string, breaks: readonly RequirementId[], fault: Fault): Canary =>
  broken(
    name,
    breaks,
    faultOf(
      'PF',
      where((step) => optionIn(step) === 'store', fault),
    ),
  )

/** The terms of what is stored in another form. */
const withTerms = (change: (terms: JsonObject, step: StepRequest) => JsonObject): Fault =>
  changing((action, step) => {
    const terms = action['terms']
    return isJsonObject(terms) ? { ...action, terms: change(terms, step) } : action
  })

const reported = (entryId: string, status: string): JsonObject =>
  forged('SendDeliveryNotification', { entryId, status })

/** What each storage operation leads to beside what it should. */
const besideStoring = (more: (entryId: string, step: StepRequest) => readonly JsonObject[]): Fault =>
  adding((actions, step) =>
    actions.filter((action) => isA(action, 'StoreMessage')).flatMap((action) => more(textAt(action, 'entryId'), step)),
  )

/** How messages are handed over to the Message Storage Server. */
export const canaries: readonly Canary[] = [
  breaking(
    'handOverCarriesItsTerms: do-not-disturb is said of nobody',
    ['HND-01'],
    withTerms((terms) => ({ ...terms, doNotDisturb: false })),
  ),
  breaking(
    'handOverCarriesItsTerms: do-not-disturb is said of everybody',
    ['HND-01'],
    withTerms((terms) => ({ ...terms, doNotDisturb: true })),
  ),
  breaking(
    'handOverCarriesItsTerms: the expiry time is left out',
    ['HND-01'],
    withTerms((terms) => without(terms, 'expiresAt')),
  ),
  breaking(
    'handOverCarriesItsTerms: an expiry time is made up',
    ['HND-01'],
    withTerms((terms) => ({ expiresAt: '2030-01-02T00:00:00Z', ...terms })),
  ),
  breaking(
    'handOverCarriesItsTerms: the provider says what becomes of what expires',
    ['HND-01'],
    withTerms((terms, { policy }) => ({ ...terms, onExpiry: at(policy, 'onExpiry') ?? 'discard' })),
  ),
  breaking(
    'neverStuck: nothing is handed over',
    ['HND-01'],
    dropping((action) => isA(action, 'StoreMessage')),
  ),
  breaking(
    'what is handed over is notified and delivered as well',
    ['HND-01'],
    besideStoring((entryId, step) => [
      forged('NotifyInBand', { to: devicesIn(step, true), messages: [{ entryId }] }),
      forgedDelivery(entryId, 'phone'),
    ]),
  ),
  breaking(
    'losesNothing: a refusal of the storage server is taken for success',
    ['HND-01', 'HND-02'],
    mistaking(['StoreMessage'], 'ActionFailed', 'ActionSucceeded'),
  ),
  breaking(
    'handOverCarriesItsTerms: nothing is reported as delivered',
    ['HND-02'],
    dropping((action) => isA(action, 'SendDeliveryNotification')),
  ),
  breaking(
    'what is handed over is reported as failed',
    ['HND-02'],
    changing((action) => (isA(action, 'SendDeliveryNotification') ? { ...action, status: 'failed' } : action)),
  ),
  breaking(
    'everything that is handed over is reported as delivered',
    ['HND-02'],
    where(
      ({ event }) => isA(event, 'ActionSucceeded'),
      adding((_, __, before) =>
        before
          .filter((action) => isA(action, 'StoreMessage'))
          .map((action) => reported(textAt(action, 'entryId'), 'delivered')),
      ),
    ),
  ),
  breaking(
    'finishesOnce: a message is reported as delivered before it is stored',
    ['HND-02'],
    besideStoring((entryId) => [reported(entryId, 'delivered')]),
  ),
  breaking(
    'repeatedEventsAreHarmless: delivered is said as often as storing is confirmed',
    ['AMB-18'],
    where(
      ({ event }) => isA(event, 'ActionSucceeded'),
      adding((_, __, before) => before.filter((action) => isA(action, 'SendDeliveryNotification'))),
    ),
  ),
  breaking(
    'finishesOnce: what was reported as delivered is reported as failed later',
    ['AMB-18'],
    where(
      ({ event }) => isA(event, 'TimeReached'),
      adding((_, __, before) =>
        before
          .filter((action) => isA(action, 'SendDeliveryNotification'))
          .map((action) => reported(textAt(action, 'entryId'), 'failed')),
      ),
    ),
  ),
]
