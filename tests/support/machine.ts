import type { CpmClient } from '../../src/model/CpmClient.js'
import type { Instant } from '../../src/model/Instant.js'
import type { Recipient } from '../../src/model/RoutingRequest.js'
import type { ServiceProviderPolicy } from '../../src/model/ServiceProviderPolicy.js'
import type { StandaloneMessage } from '../../src/model/StandaloneMessage.js'
import type { UserPreferences } from '../../src/model/UserPreferences.js'
import { type DeferredMessageQueue, emptyQueue } from '../../src/deferral/DeferredMessageQueue.js'
import type { QueueAction } from '../../src/deferral/QueueAction.js'
import type { QueueChanges } from '../../src/deferral/QueueChanges.js'
import type { QueueEvent } from '../../src/deferral/QueueEvent.js'
import { transition } from '../../src/deferral/transition.js'
import { route } from '../../src/routing/route.js'
import { client, message, now, preferences } from './builders.js'

type Distributed<E> = E extends QueueEvent ? Omit<E, 'at'> : never
/** An event without its instant: it happens when the machine's clock stands. */
export type Happening = Distributed<QueueEvent>

/** What happened in one step, in brief: `Deliver e-1 phone`. */
export const brief = (action: QueueAction): string => {
  switch (action._tag) {
    case 'Respond':
      return `Respond ${action.entryId} ${action.status}`
    case 'Send':
      return `Send ${action.entryId} ${action.deviceId}`
    case 'Deliver':
      return `Deliver ${action.entryId} ${action.deviceId}${action.via === 'session' ? ' in session' : ''}`
    case 'Forward':
      return `Forward ${action.entryId} ${action.to.uri}`
    case 'Interwork':
      return `Interwork ${action.entryId}`
    case 'StoreMessage':
      return `StoreMessage ${action.entryId}${action.record ? ' record' : ''}${action.terms === undefined ? '' : ' with terms'}`
    case 'NotifyInBand':
      return `NotifyInBand ${action.to.join('+')}: ${action.messages.map(({ entryId }) => entryId).join(' ')}`
    case 'NotifyOutOfBand':
      return `NotifyOutOfBand ${action.to.map(({ deviceId }) => deviceId).join('+')}: ${
        action.messages?.map(({ entryId }) => entryId).join(' ') ?? action.count
      }`
    case 'ReportResults':
      return `ReportResults ${action.results.map(({ entryId, action: asked, result }) => `${entryId} ${asked} ${result}`).join(', ')}`
    case 'SendDeliveryNotification':
      return `SendDeliveryNotification ${action.entryId} ${action.status}`
    case 'UpdateDoNotDisturb':
      return `UpdateDoNotDisturb ${action.doNotDisturb}`
    case 'Discard':
    case 'Remove':
      return `${action._tag} ${action.entryId} ${action.cause}`
    case 'EndSession':
      return `EndSession ${action.sessionId}`
    case 'WakeAt':
      return `WakeAt ${new Date(action.at).toISOString()}`
    case 'Ignored':
      return `Ignored: ${action.reason}`
  }
}

/** A participating function for one recipient, driven step by step. */
export interface Machine {
  /** The actions of a step in brief. */
  readonly happens: (event: Happening) => readonly string[]
  /** A message comes and is routed by the preferences in force. */
  readonly arrives: (entryId: string, parts?: Partial<StandaloneMessage>) => readonly string[]
  /** The action with this brief text succeeds, or fails with a status. */
  readonly succeeds: (text: string) => readonly string[]
  readonly fails: (text: string, status?: number) => readonly string[]
  readonly isUnknown: (text: string) => readonly string[]
  /** A client registers with what is given, or deregisters. */
  readonly registers: (parts?: Partial<CpmClient>) => readonly string[]
  readonly deregisters: (deviceId: string) => readonly string[]
  /** Something else about a client changes. */
  readonly alters: (changed: CpmClient) => readonly string[]
  /** A device is not listed any more; nothing says so. */
  readonly forgets: (deviceId: string) => void
  readonly prefers: (parts: Partial<UserPreferences>) => readonly string[]
  readonly polices: (policy: ServiceProviderPolicy) => readonly string[]
  /** Time passes and `TimeReached` comes. */
  readonly reaches: (at: Instant) => readonly string[]
  /** Time passes and nothing comes. */
  readonly waits: (milliseconds: number) => void
  readonly queue: () => DeferredMessageQueue
  readonly replace: (queue: DeferredMessageQueue) => void
  readonly recipient: () => Recipient
  readonly policy: () => ServiceProviderPolicy
  readonly actions: () => readonly QueueAction[]
  readonly changes: () => QueueChanges
  /** Every action so far that has the tag. */
  readonly asked: <T extends QueueAction['_tag']>(tag: T) => readonly Extract<QueueAction, { readonly _tag: T }>[]
}

/** A machine for a recipient of whom what is not given is the default. */
export const machine = (
  given: {
    readonly preferences?: Partial<UserPreferences>
    readonly clients?: readonly CpmClient[]
    readonly policy?: ServiceProviderPolicy
    readonly at?: Instant
  } = {},
): Machine => {
  let queue = emptyQueue
  let clock = given.at ?? now
  let policy = given.policy ?? {}
  let recipient: Recipient = { preferences: preferences(given.preferences), clients: given.clients ?? [] }
  let actions: readonly QueueAction[] = []
  let changes: QueueChanges
  const log: QueueAction[] = []
  const happens = (event: Happening): readonly string[] => {
    const full = { ...event, at: clock } as QueueEvent
    ;[queue, actions, changes] = transition(queue, full, recipient, policy)
    log.push(...actions)
    return actions.map(brief)
  }
  const idOf = (text: string): string => {
    const found = log.findLast((action) => brief(action) === text)
    if (found === undefined) {
      throw new Error(`${text} was not asked for; there were ${log.map(brief).join(' | ')}`)
    }
    return found.actionId
  }
  const putClient = (changed: CpmClient): void => {
    const clients = recipient.clients ?? []
    recipient = {
      ...recipient,
      clients: clients.some(({ deviceId }) => deviceId === changed.deviceId)
        ? clients.map((known) => (known.deviceId === changed.deviceId ? changed : known))
        : [...clients, changed],
    }
  }
  return {
    happens,
    arrives: (entryId, parts = {}) => {
      const arrived = message({ entryId, messageId: `m-${entryId}`, receivedAt: clock, ...parts })
      const decision = route({
        message: arrived,
        recipient: { ...recipient, waiting: queue.waiting },
        policy,
        now: clock,
      })
      return happens({ _tag: 'MessageRouted', message: arrived, decision })
    },
    succeeds: (text) => happens({ _tag: 'ActionSucceeded', actionId: idOf(text) }),
    fails: (text, status) =>
      happens({ _tag: 'ActionFailed', actionId: idOf(text), ...(status === undefined ? {} : { status }) }),
    isUnknown: (text) => happens({ _tag: 'ActionUnknown', actionId: idOf(text) }),
    registers: (parts = {}) => {
      const registered = client({ ...parts, registered: true })
      putClient(registered)
      return happens({ _tag: 'ClientRegistered', client: registered })
    },
    deregisters: (deviceId) => {
      for (const known of recipient.clients ?? []) {
        if (known.deviceId === deviceId) {
          putClient({ ...known, registered: false })
        }
      }
      return happens({ _tag: 'ClientDeregistered', deviceId })
    },
    alters: (changed) => {
      putClient(changed)
      return happens({ _tag: 'ClientChanged', client: changed })
    },
    forgets: (deviceId) => {
      recipient = { ...recipient, clients: (recipient.clients ?? []).filter((known) => known.deviceId !== deviceId) }
    },
    prefers: (parts) => {
      recipient = { ...recipient, preferences: preferences({ ...recipient.preferences, ...parts }) }
      return happens({ _tag: 'PreferencesChanged' })
    },
    polices: (changed) => {
      policy = changed
      return happens({ _tag: 'PolicyChanged' })
    },
    reaches: (at) => {
      clock = at
      return happens({ _tag: 'TimeReached' })
    },
    waits: (milliseconds) => {
      clock += milliseconds
    },
    queue: () => queue,
    replace: (other) => {
      queue = other
    },
    recipient: () => recipient,
    policy: () => policy,
    actions: () => actions,
    changes: () => changes,
    asked: (tag) => log.filter((action): action is Extract<QueueAction, { _tag: typeof tag }> => action._tag === tag),
  }
}
