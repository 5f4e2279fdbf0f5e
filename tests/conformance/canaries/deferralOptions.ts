import type { JsonObject, StepRequest } from '../../../src/conformance/index.js'
import { isJsonObject } from '../../../src/conformance/Json.js'
import type { RequirementId } from '../../../src/requirements.js'
import {
  adding,
  at,
  faultOf,
  forgedDelivery,
  isA,
  mishearing,
  mistaking,
  optionIn,
  textAt,
  where,
  without,
  withPart,
} from '../deferralFaults.js'
import type { Canary, Fault } from './Canary.js'
import { broken } from './Canary.js'

const breaking = (name: string, breaks: readonly RequirementId[], fault: Fault): Canary =>
  broken(name, breaks, faultOf('PF', fault))

const policyOptionIn = (step: StepRequest): string => textAt(step.policy, 'deferredOption')

/** The step of a user who has chosen an option. */
const choosing = (step: StepRequest, option: string): StepRequest => {
  const chosen = withPart(step, 'recipient', ['preferences', 'deferred', 'option'], option)
  return isA(step.event, 'MessageRouted') ? withPart(chosen, 'event', ['decision', 'plan', 'option'], option) : chosen
}

const expiring = (expiresAt: (was: string) => string | undefined): Fault =>
  mishearing((step) => {
    const { event } = step
    const message = at(event, 'message')
    const plan = at(event, 'decision', 'plan')
    const was = textAt(event, 'message', 'expiresAt')
    if (was === '' || !isJsonObject(message) || !isJsonObject(plan)) {
      return step
    }
    const now = expiresAt(was)
    const changed = (form: JsonObject): JsonObject =>
      now === undefined ? without(form, 'expiresAt') : { ...form, expiresAt: now }
    return withPart(
      withPart(step, 'event', ['message'], changed(message)),
      'event',
      ['decision', 'plan'],
      changed(plan),
    )
  })

const isHeldHere = (step: StepRequest): boolean => optionIn(step) !== 'store'

const ending = (onExpiry: string): Fault =>
  where(
    (step) => isHeldHere(step) && textAt(step.recipient, 'preferences', 'deferred', 'onExpiry') !== '',
    mishearing((step) => withPart(step, 'recipient', ['preferences', 'deferred', 'onExpiry'], onExpiry)),
  )

/** Which of the three options counts, and how a message that waits comes to its end. */
export const canaries: readonly Canary[] = [
  breaking(
    'the choice of the provider goes before that of the user',
    ['DEF-01'],
    where(
      (step) => optionIn(step) !== '' && policyOptionIn(step) !== '',
      mishearing((step) => choosing(step, policyOptionIn(step))),
    ),
  ),
  breaking(
    'what the user has not chosen is stored, whatever the provider chose',
    ['DEF-02'],
    where(
      (step) => optionIn(step) === '',
      mishearing((step) => choosing(step, 'store')),
    ),
  ),
  breaking(
    'what the user has not chosen is pushed, whatever the provider chose',
    ['DEF-02'],
    where(
      (step) => optionIn(step) === '',
      mishearing((step) => choosing(step, 'push')),
    ),
  ),
  breaking(
    'expiryEndsInDiscardOrStorage: what waits never expires',
    ['DEF-03'],
    where(
      isHeldHere,
      expiring(() => undefined),
    ),
  ),
  breaking(
    'timeOnlyFlowsIn: what waits expires a second early',
    ['DEF-03'],
    where(
      isHeldHere,
      expiring((was) => new Date(Date.parse(was) - 1000).toISOString()),
    ),
  ),
  breaking('expiryEndsInDiscardOrStorage: what is to be discarded is stored', ['DEF-03'], ending('store')),
  breaking('expiryEndsInDiscardOrStorage: what is to be stored is discarded', ['DEF-03'], ending('discard')),
  breaking(
    'losesNothing: what is not known to be done is taken for done',
    ['HND-02', 'NTF-13', 'PSH-09'],
    mistaking(['Deliver', 'Interwork', 'StoreMessage'], 'ActionUnknown', 'ActionSucceeded'),
  ),
  breaking(
    'neverDeliversExpired: what has expired is delivered at the next occasion',
    ['DEF-03'],
    where(
      (step) => isA(step.event, 'PreferencesChanged', 'ClientRegistered'),
      adding((_, __, before) =>
        before
          .filter((action) => isA(action, 'Discard') && action['cause'] === 'expired')
          .map((action) => forgedDelivery(textAt(action, 'entryId'), 'phone')),
      ),
    ),
  ),
]
