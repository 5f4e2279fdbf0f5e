import type { QueueAction } from '../../src/deferral/QueueAction.js'
import type { CpmClient } from '../../src/model/CpmClient.js'
import type { Instant } from '../../src/model/Instant.js'
import type { DeferredOption } from '../../src/model/UserPreferences.js'
import { isDoNotDisturbInForce } from '../../src/routing/doNotDisturb.js'
import { effectiveExpiry } from '../../src/routing/expiry.js'
import { isApplicable } from '../../src/routing/isApplicable.js'
import { questionOf } from '../../src/routing/Question.js'
import { intlZoneRules } from '../../src/schedule/intlZoneRules.js'
import { news, urgent } from './walk.js'
import { entryIdOf, type Fate, held, type World } from './world.js'

const isExempt = ({ message: { kind } }: Fate): boolean => kind === 'notification' || kind === 'system'

/** Whether do-not-disturb is in force in a world. */
export const isDisturbanceUnwanted = ({ recipient, clock }: World): boolean =>
  isDoNotDisturbInForce(recipient.preferences?.doNotDisturb, clock, intlZoneRules)

/** Whether nobody may hear of a message. */
export const isSilenced = (world: World, fate: Fate): boolean => {
  const { rules = [] } = world.recipient.preferences ?? {}
  const has = (word: string): boolean => rules.length > 0 && fate.message.subject === word
  return !isExempt(fate) && (has(news) || (isDisturbanceUnwanted(world) && !has(urgent)))
}

/** Whether a message has expired. */
export const isPastExpiry = (world: World, fate: Fate): boolean => {
  const expiresAt = effectiveExpiry(fate.message, world.policy)
  return expiresAt !== undefined && expiresAt <= world.clock
}

/** The option for a message, where it is that of the preferences in force. */
export const optionFor = ({ recipient, policy }: World, fate: Fate): DeferredOption =>
  isExempt(fate) ? 'push' : (recipient.preferences?.deferred?.option ?? policy.deferredOption ?? 'push')

/** Whether a client may take a message. */
export const mayTake = (world: World, client: CpmClient, { message }: Fate): boolean =>
  isApplicable(
    client,
    questionOf(
      { message, recipient: world.recipient, policy: world.policy, now: world.clock },
      world.recipient.preferences,
      intlZoneRules,
    ),
  ) && !world.refused.includes(`${client.deviceId} ${message.entryId}`)

/** Whether an action pushes a message to a client through the core. */
export const isPush = (action: QueueAction): action is Extract<QueueAction, { readonly _tag: 'Deliver' | 'Send' }> =>
  action._tag === 'Send' || (action._tag === 'Deliver' && action.via === 'core')

const retryAfter = (world: World): number => world.policy.retryAfter ?? 30_000

/** Whether a client has a push under way, or one whose outcome is unknown and that is asked for again at an instant. */
export const isBusy = (world: World, deviceId: string): boolean =>
  world.open.some(
    ({ action, state, since }) =>
      action._tag === 'Deliver' &&
      action.via === 'core' &&
      action.deviceId === deviceId &&
      (state === 'asked' || since + retryAfter(world) > world.clock),
  )

const isAnywhereElse = (world: World, entryId: string): boolean =>
  world.open.some(
    ({ action, state, since }) =>
      entryIdOf(action) === entryId &&
      !action.actionId.endsWith('/copy') &&
      action._tag !== 'SendDeliveryNotification' &&
      // A push that was given up for the time being, or one under way to another client, does not keep the message.
      !(isPush(action) && state === 'unknown' && since + retryAfter(world) <= world.clock) &&
      !(action._tag === 'Deliver' && action.via === 'core'),
  )

/** The messages that wait, in the order of arrival: accepted, without outcome, and not on their way to storage or into a session. */
export const waitingIn = (world: World, until: Instant = world.clock): readonly Fate[] =>
  held(world).filter(
    (fate) =>
      !fate.revoked &&
      fate.answers.includes(202) &&
      !isAnywhereElse(world, fate.message.entryId) &&
      (effectiveExpiry(fate.message, world.policy) ?? Infinity) > until,
  )
