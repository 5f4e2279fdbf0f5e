import type { EffectAction, QueueAction } from '../../src/deferral/index.js'
import type { Instant } from '../../src/model/Instant.js'
import type { StandaloneMessage } from '../../src/model/StandaloneMessage.js'
import { brief } from './machine.js'

/** What is true at the moment as the world around the server knows it. */
export interface Facts {
  readonly now: Instant
  readonly doNotDisturb: boolean
  readonly registered: readonly string[]
  /** Whether a message that comes expired is sent all the same (AMB-14, alternative). */
  readonly sendsExpired: boolean
}

interface Account {
  readonly message: StandaloneMessage
  readonly expiresAt: Instant | undefined
  accepted: boolean
  rejected: boolean
  /** Devices that got it, with the id of the action that brought it. */
  readonly deliveredTo: Map<string, string>
  stored: boolean
  diverted: boolean
  /** Whether it could not be forwarded or interworked, and that was said. */
  refusedOnward: boolean
  thrownAway: boolean
  mayBeRevoked: boolean
  mayBeDiscarded: boolean
}

/** Whoever keeps books of what goes in and out, and complains if they do not add up. It never sees the queue. */
export interface Auditor {
  readonly complaints: readonly string[]
  /** A message was shown to the server, and it will see to it or has said no. */
  readonly comes: (message: StandaloneMessage, expiresAt: Instant | undefined) => void
  readonly revoked: (entryId: string) => void
  readonly discardAsked: (entryId: string) => void
  readonly removed: () => void
  /** The server has decided, and what it decided is stored: from here on it may crash. */
  readonly asked: (actions: readonly QueueAction[], facts: Facts) => void
  /** An action has its effect at a port that takes each id once; gives whether it is the first time. */
  readonly effect: (action: EffectAction) => boolean
  readonly tookEffect: (actionId: string) => boolean
  /** The server has heard of the outcome of an action. */
  readonly settled: (action: EffectAction, result: 'succeeded' | 'failed' | 'unknown') => void
  /** Faults are over and all had their chance: everything that was accepted must have come to its end. */
  readonly close: () => void
}

const isDelivery = (action: QueueAction): action is Extract<QueueAction, { readonly _tag: 'Send' | 'Deliver' }> =>
  action._tag === 'Send' || action._tag === 'Deliver'

/** New books. */
export const newAuditor = (): Auditor => {
  const complaints: string[] = []
  const accounts = new Map<string, Account>()
  const contents = new Map<string, string>()
  const effects = new Set<string>()
  const underWay = new Map<string, string>()
  /** Ids of deliveries in a session, and of actions that the server knows to have had their effect. */
  const retrieving = new Set<string>()
  const heardOf = new Set<string>()
  const complain = (law: string, what: string): void => {
    complaints.push(`${law}: ${what}`)
  }
  const accountOf = (entryId: string): Account | undefined => accounts.get(entryId)

  const sameContent = (action: EffectAction): boolean => {
    const content = JSON.stringify(action)
    const before = contents.get(action.actionId) ?? content
    contents.set(action.actionId, before)
    return before === content
  }

  const checkReach = (
    action: QueueAction,
    isNew: boolean,
    { now, doNotDisturb, registered, sendsExpired }: Facts,
  ): void => {
    const what = brief(action)
    if (doNotDisturb) {
      // Notifications and system messages are not held back (AMB-30).
      const isExempt = action._tag === 'Deliver' && /^(notification|system)$/.test(action.message.kind)
      const isPush = action._tag === 'Deliver' && action.via === 'core' && !isExempt
      if (isPush || action._tag === 'NotifyInBand' || action._tag === 'NotifyOutOfBand') {
        complain('silentUnderDoNotDisturb', what)
      }
    }
    const reached = isDelivery(action) ? [action.deviceId] : action._tag === 'NotifyInBand' ? action.to : []
    if (reached.some((deviceId) => !registered.includes(deviceId))) {
      const isSession = action._tag === 'Deliver' && action.via === 'session'
      if (!isSession && (isNew || action._tag === 'Deliver')) {
        complain('deliversOnlyToRegistered', what)
      }
    }
    const mayBeExpired = sendsExpired && action._tag === 'Send'
    if (isNew && !mayBeExpired && isDelivery(action) && (accountOf(action.entryId)?.expiresAt ?? Infinity) <= now) {
      complain('neverDeliversExpired', what)
    }
  }

  const checkRemark = (action: Extract<QueueAction, { readonly _tag: 'Discard' | 'Remove' }>, now: Instant): void => {
    const account = accountOf(action.entryId)
    const what = brief(action)
    if (account === undefined) {
      complain('losesNothing', `${what}, which never came`)
      return
    }
    if (action._tag === 'Remove') {
      const isTrue = {
        delivered: account.deliveredTo.size > 0,
        retrieved: account.deliveredTo.size > 0,
        interworked: account.diverted,
        stored: account.stored,
        discarded: false,
        expired: false,
        revoked: false,
      }[action.cause]
      if (!isTrue) {
        complain('removesAfterwards', what)
      }
      return
    }
    const isTrue = {
      expired: (account.expiresAt ?? Infinity) <= now,
      revoked: account.mayBeRevoked,
      discarded: account.mayBeDiscarded,
    }[action.cause]
    if (!isTrue) {
      complain('throwsNothingAwayUnasked', what)
    }
    if (account.thrownAway) {
      complain('finishesOnce', what)
    }
    account.thrownAway = true
  }

  const asked = (actions: readonly QueueAction[], facts: Facts): void => {
    for (const action of actions) {
      if (action._tag === 'Discard' || action._tag === 'Remove') {
        checkRemark(action, facts.now)
      } else if (action._tag !== 'WakeAt' && action._tag !== 'Ignored') {
        const isNew = !contents.has(action.actionId)
        if (!sameContent(action)) {
          complain('oneIdOneAction', `${action.actionId}: ${brief(action)}`)
        }
        checkReach(action, isNew, facts)
        if (action._tag === 'Deliver' && action.via === 'core') {
          const other = underWay.get(action.deviceId)
          if (other !== undefined && other !== action.actionId) {
            complain('oneInFlightForEachClient', `${action.actionId} beside ${other}`)
          }
          underWay.set(action.deviceId, action.actionId)
        }
      }
    }
  }

  const effect = (action: EffectAction): boolean => {
    if (effects.has(action.actionId)) {
      return false
    }
    effects.add(action.actionId)
    const account = 'entryId' in action ? accountOf(action.entryId) : undefined
    if (account !== undefined) {
      if (isDelivery(action)) {
        const earlier = account.deliveredTo.get(action.deviceId)
        // What was not heard of cannot be asked for again in another way: a client that retrieves may get it once more.
        const isInSession = action._tag === 'Deliver' && action.via === 'session'
        const isForsaken = earlier !== undefined && !heardOf.has(earlier) && (isInSession || retrieving.has(earlier))
        if (earlier !== undefined && !isForsaken) {
          complain('deliversOnceToEachDevice', `${action.actionId} after ${earlier}`)
        }
        if (isInSession) {
          retrieving.add(action.actionId)
        }
        if (account.thrownAway) {
          complain('finishesOnce', `${action.actionId} after it was thrown away`)
        }
        account.deliveredTo.set(action.deviceId, action.actionId)
      } else if (action._tag === 'StoreMessage') {
        account.stored = true
      } else if (action._tag === 'Forward' || action._tag === 'Interwork') {
        account.diverted = true
      } else if (action._tag === 'Respond') {
        account.accepted ||= action.status < 300
        account.rejected ||= action.status >= 300
      }
    }
    return true
  }

  return {
    complaints,
    comes: (message, expiresAt) => {
      if (!accounts.has(message.entryId)) {
        accounts.set(message.entryId, {
          message,
          expiresAt,
          accepted: false,
          rejected: false,
          deliveredTo: new Map(),
          stored: false,
          diverted: false,
          refusedOnward: false,
          thrownAway: false,
          mayBeRevoked: false,
          mayBeDiscarded: false,
        })
      }
    },
    revoked: (entryId) => {
      const account = accountOf(entryId)
      if (account !== undefined) {
        account.mayBeRevoked = true
      }
    },
    discardAsked: (entryId) => {
      const account = accountOf(entryId)
      if (account !== undefined) {
        account.mayBeDiscarded = true
      }
    },
    removed: () => {
      for (const account of accounts.values()) {
        account.mayBeDiscarded = true
      }
    },
    asked,
    effect,
    tookEffect: (actionId) => effects.has(actionId),
    settled: (action, result) => {
      if (result === 'succeeded') {
        heardOf.add(action.actionId)
      }
      if (action._tag === 'Deliver' && underWay.get(action.deviceId) === action.actionId) {
        underWay.delete(action.deviceId)
      }
      if (result === 'failed' && (action._tag === 'Forward' || action._tag === 'Interwork')) {
        const account = accountOf(action.entryId)
        if (account !== undefined) {
          account.refusedOnward = true
        }
      }
    },
    close: () => {
      for (const [entryId, account] of accounts) {
        const isEnded =
          account.deliveredTo.size > 0 ||
          account.stored ||
          account.diverted ||
          account.thrownAway ||
          account.refusedOnward ||
          account.rejected
        if (account.accepted && !isEnded) {
          complain('losesNothing', `${entryId} was accepted and has come to nothing`)
        }
        if (account.accepted && account.rejected) {
          complain('answersOnce', `${entryId} was accepted and rejected`)
        }
      }
    },
  }
}
