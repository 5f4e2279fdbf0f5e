import type { DeferredMessageQueue, QueueAction, QueueEvent, Transition } from '../../src/deferral/index.js'
import { emptyQueue } from '../../src/deferral/index.js'
import { entriesInOrder, entryOfId } from '../../src/deferral/Entries.js'
import type { Recipient } from '../../src/model/RoutingRequest.js'
import type { UserPreferences } from '../../src/model/UserPreferences.js'
import type { Fault } from './Fault.js'

type Steps = NonNullable<Fault['steps']>

/** The actions that are asked for instead. */
const asksFor =
  (
    change: (action: QueueAction, event: QueueEvent, queue: DeferredMessageQueue) => readonly QueueAction[],
    isShown: (event: QueueEvent) => boolean = () => true,
  ): Steps =>
  (right) =>
  (queue, event, recipient, policy) => {
    const [next, actions, changes] = right(queue, event, recipient, policy)
    return isShown(event)
      ? [next, actions.flatMap((action) => change(action, event, queue)), changes]
      : [next, actions, changes]
  }

const hears =
  (change: (event: QueueEvent, queue: DeferredMessageQueue) => QueueEvent): Steps =>
  (right) =>
  (queue, event, recipient, policy) =>
    right(queue, change(event, queue), recipient, policy)

const sees =
  (change: (recipient: Recipient) => Recipient): Steps =>
  (right) =>
  (queue, event, recipient, policy) =>
    right(queue, event, change(recipient), policy)

const preferring = ({ preferences, ...recipient }: Recipient, parts: Partial<UserPreferences>): Recipient => ({
  ...recipient,
  preferences: { owner: { uri: '', canonical: '' }, ...preferences, ...parts },
})

const isNotice = ({ _tag }: QueueAction): boolean => _tag === 'NotifyInBand' || _tag === 'NotifyOutOfBand'

/** The event as a client that cannot say what has happened. */
const nothing = ({ at }: QueueEvent): QueueEvent => ({ _tag: 'MessageRevoked', at, entryId: 'nobody' })

/** A step that leaves the queue as it was before. */
const forgetting =
  (isForgotten: (event: QueueEvent) => boolean): Steps =>
  (right) =>
  (queue, event, recipient, policy) => {
    const [next, actions, changes] = right(queue, event, recipient, policy)
    return [isForgotten(event) ? queue : next, actions, changes]
  }

const expiring =
  (change: (expiresAt: number) => number | undefined): Steps =>
  (right) =>
  (queue, event, recipient, policy) => {
    if (event._tag !== 'MessageRouted' || event.message.expiresAt === undefined) {
      return right(queue, event, recipient, policy)
    }
    const { expiresAt, ...message } = event.message
    const changed = change(expiresAt)
    return right(
      queue,
      { ...event, message: changed === undefined ? message : { ...message, expiresAt: changed } },
      recipient,
      policy,
    )
  }

/** Takes queues that it has not made itself for others. */
const withMemory = (steps: (right: Parameters<Steps>[0]) => ReturnType<Steps>): Steps => {
  const known = new WeakSet<DeferredMessageQueue>([emptyQueue])
  return (right) => {
    const strange = steps(right)
    return (queue, ...rest) => {
      const result: Transition = known.has(queue) ? right(queue, ...rest) : strange(queue, ...rest)
      known.add(result[0])
      return result
    }
  }
}

const about = ({ _tag: _, ...event }: Extract<QueueEvent, { readonly actionId: string }>) => event

const newest = (action: QueueAction, queue: DeferredMessageQueue): QueueAction => {
  const last = entriesInOrder(queue.entries).at(-1)
  return action._tag === 'Deliver' && action.via === 'core' && last !== undefined
    ? { ...action, entryId: last.message.entryId, message: last.message }
    : action
}

/** The deferral, broken in one place each. */
export const deferralFaults: readonly Fault[] = [
  {
    name: 'forgets what it has accepted',
    law: 'losesNothing',
    noticedBy: ['M', 'S'],
    steps: forgetting(({ _tag }) => _tag === 'MessageRouted'),
  },
  {
    name: 'loses what waits when a client deregisters',
    law: 'losesNothing',
    noticedBy: ['M', 'S'],
    steps: (right) => (queue, event, recipient, policy) =>
      right(
        event._tag === 'ClientDeregistered' ? { ...emptyQueue, version: queue.version, lastAt: queue.lastAt } : queue,
        event,
        recipient,
        policy,
      ),
  },
  {
    name: 'throws the same message away twice',
    law: 'finishesOnce',
    noticedBy: ['M', 'S'],
    steps: asksFor((action) => (action._tag === 'Discard' ? [action, action] : [action])),
  },
  {
    name: 'does not see do-not-disturb',
    law: 'silentUnderDoNotDisturb',
    noticedBy: ['M', 'P', 'S', 'V'],
    steps: sees((recipient) => preferring(recipient, { doNotDisturb: { on: false } })),
  },
  {
    name: 'stays silent when do-not-disturb ends',
    law: 'resumesAfterDoNotDisturb',
    noticedBy: ['M', 'P', 'V'],
    steps: asksFor(
      (action) => (isNotice(action) || action._tag === 'Deliver' ? [] : [action]),
      ({ _tag }) => _tag === 'PreferencesChanged',
    ),
  },
  {
    name: 'tells registered clients through the Push Enabler',
    law: 'notifiesInBandIffRegistered',
    noticedBy: ['M', 'O', 'V'],
    steps: asksFor((action): readonly QueueAction[] =>
      action._tag === 'NotifyInBand'
        ? [
            {
              _tag: 'NotifyOutOfBand',
              actionId: action.actionId,
              determinedBy: { requirement: 'NTF-04' },
              to: action.to.map((deviceId) => ({ deviceId, pushAddress: `push:${deviceId}` })),
              form: 'summary',
              count: action.messages.length,
            },
          ]
        : [action],
    ),
  },
  {
    name: 'tells a client that registers of nothing',
    law: 'notifiesInBandIffRegistered',
    noticedBy: ['M', 'O', 'V'],
    steps: asksFor(
      (action) => (action._tag === 'NotifyInBand' ? [] : [action]),
      ({ _tag }) => _tag === 'ClientRegistered',
    ),
  },
  {
    name: 'takes every client for registered',
    law: 'deliversOnlyToRegisteredApplicable',
    auditedAs: 'deliversOnlyToRegistered',
    noticedBy: ['M', 'S'],
    steps: sees((recipient) => ({
      ...recipient,
      clients: (recipient.clients ?? []).map((client) => ({ ...client, registered: true })),
    })),
  },
  {
    name: 'takes a delivery for a failure',
    law: 'unionOfDevicesCountsAsDelivered',
    noticedBy: ['M', 'V'],
    steps: hears((event) =>
      event._tag === 'ActionSucceeded' && event.actionId.includes('/Deliver/')
        ? { _tag: 'ActionFailed', ...about(event) }
        : event,
    ),
  },
  {
    name: 'takes out what is only on its way',
    law: 'unionOfDevicesCountsAsDelivered',
    auditedAs: 'removesAfterwards',
    noticedBy: ['M', 'S', 'V'],
    steps: asksFor((action): readonly QueueAction[] =>
      action._tag === 'Deliver'
        ? [
            action,
            {
              _tag: 'Remove',
              actionId: `${action.actionId}/early`,
              determinedBy: action.determinedBy,
              entryId: action.entryId,
              cause: 'delivered',
            },
          ]
        : [action],
    ),
  },
  {
    name: 'does not see the expiry time',
    law: 'neverDeliversExpired',
    noticedBy: ['M', 'P', 'S', 'V'],
    steps: expiring(() => undefined),
  },
  {
    name: 'lets messages expire before their time',
    law: 'expiryEndsInDiscardOrStorage',
    auditedAs: 'throwsNothingAwayUnasked',
    noticedBy: ['M', 'P', 'S', 'V'],
    steps: expiring((expiresAt) => expiresAt - 5000),
  },
  {
    name: 'discards what is to be stored at its expiry',
    law: 'expiryEndsInDiscardOrStorage',
    noticedBy: ['M', 'P', 'V'],
    steps: sees((recipient) =>
      preferring(recipient, { deferred: { ...recipient.preferences?.deferred, onExpiry: 'discard' } }),
    ),
  },
  {
    name: 'hands over without the expiry time',
    law: 'handOverCarriesItsTerms',
    noticedBy: ['M', 'P', 'V'],
    steps: asksFor((action): readonly QueueAction[] => {
      if (action._tag !== 'StoreMessage' || action.terms === undefined) {
        return [action]
      }
      const { expiresAt: _, ...terms } = action.terms
      return [{ ...action, terms }]
    }),
  },
  {
    name: 'hands over as if do-not-disturb were never on',
    law: 'handOverCarriesItsTerms',
    noticedBy: ['M', 'P', 'O', 'V'],
    steps: asksFor((action): readonly QueueAction[] =>
      action._tag === 'StoreMessage' && action.terms !== undefined
        ? [{ ...action, terms: { ...action.terms, doNotDisturb: false } }]
        : [action],
    ),
  },
  {
    name: 'says nothing of what it has handed over',
    law: 'handOverCarriesItsTerms',
    noticedBy: ['M', 'P', 'O', 'V'],
    steps: asksFor((action) =>
      action._tag === 'SendDeliveryNotification' && action.status === 'delivered' ? [] : [action],
    ),
  },
  {
    name: 'takes a message that comes again for another one',
    law: 'repeatedEventsAreHarmless',
    auditedAs: 'losesNothing',
    noticedBy: ['M', 'P', 'S'],
    steps: hears((event, queue) =>
      event._tag === 'MessageRouted' && entryOfId(queue.entries, event.message.entryId) !== undefined
        ? {
            ...event,
            message: {
              ...event.message,
              entryId: `${event.message.entryId}+`,
              messageId: `${event.message.messageId ?? ''}+`,
            },
          }
        : event,
    ),
  },
  {
    name: 'remembers in memory alone what it has done',
    law: 'replayIsIdentity',
    auditedAs: 'losesNothing',
    noticedBy: ['M', 'P', 'S'],
    steps: withMemory(
      (right) =>
        ({ version, lastAt }, ...rest) =>
          right({ ...emptyQueue, version, lastAt }, ...rest),
    ),
  },
  {
    name: 'never hears of a failure',
    law: 'neverStuck',
    noticedBy: ['M', 'S'],
    steps: hears((event) => (event._tag === 'ActionFailed' ? nothing(event) : event)),
  },
  {
    name: 'waits for something although nothing is there',
    law: 'emptyQueueIsQuiet',
    noticedBy: ['M'],
    steps: (right) => (queue, event, recipient, policy) => {
      const [next, actions, changes] = right(queue, event, recipient, policy)
      const more: readonly QueueAction[] =
        event._tag === 'ClientRegistered' && queue.waiting === 0
          ? [{ _tag: 'WakeAt', actionId: 'WakeAt/0', determinedBy: { requirement: 'DEF-03' }, at: event.at + 1000 }]
          : []
      return [next, [...actions, ...more], changes]
    },
  },
  {
    name: 'looks at the calendar',
    law: 'timeOnlyFlowsIn',
    noticedBy: ['P'],
    steps: asksFor(
      (action) => (action._tag === 'Respond' ? [] : [action]),
      ({ at }) => Math.floor(at / (7 * 86_400_000)) % 2 === 0,
    ),
  },
  {
    name: 'comes back in the past',
    law: 'timeOnlyFlowsIn',
    noticedBy: ['M', 'P'],
    steps: asksFor((action, { at }): readonly QueueAction[] =>
      action._tag === 'WakeAt' ? [{ ...action, at: at - 1 }] : [action],
    ),
  },
  {
    name: 'answers twice, once with yes and once with no',
    law: 'answersOnce',
    noticedBy: ['M', 'S'],
    steps: asksFor((action) =>
      action._tag === 'Respond' && action.status === 202
        ? [action, { ...action, actionId: `${action.actionId}/again`, status: 480 }]
        : [action],
    ),
  },
  {
    name: 'tells a client twice of a message',
    law: 'notifiedAtMostOnce',
    noticedBy: ['M'],
    steps: asksFor((action) =>
      action._tag === 'NotifyInBand' ? [action, { ...action, actionId: `${action.actionId}/again` }] : [action],
    ),
  },
  {
    name: 'pushes two at a time to a client',
    law: 'onlyOneInFlightPerClient',
    auditedAs: 'oneInFlightForEachClient',
    noticedBy: ['M', 'S'],
    steps: asksFor((action) =>
      action._tag === 'Deliver' && action.via === 'core'
        ? [action, { ...action, actionId: `${action.actionId}/again` }]
        : [action],
    ),
  },
  {
    name: 'delivers first what came last',
    law: 'deliversInOrder',
    noticedBy: ['M'],
    steps: asksFor(
      (action, _, queue) => [newest(action, queue)],
      ({ _tag }) => _tag === 'ClientRegistered',
    ),
  },
  {
    name: 'does not say what has left the queue',
    law: 'changesAreEnough',
    noticedBy: ['M', 'P'],
    steps: (right) => (queue, event, recipient, policy) => {
      const [next, actions, changes] = right(queue, event, recipient, policy)
      return [next, actions, { ...changes, entriesRemoved: [] }]
    },
  },
  {
    name: 'loses its way in a long queue',
    law: 'indexesChangeNothing',
    noticedBy: ['M', 'P'],
    steps: withMemory((right) => (...step) => {
      const [next, , changes] = right(...step)
      return [next, [], changes]
    }),
  },
]
