import type { DeferredMessageQueue } from '../../src/deferral/DeferredMessageQueue.js'
import { emptyQueue } from '../../src/deferral/DeferredMessageQueue.js'
import type { EffectAction, QueueAction } from '../../src/deferral/QueueAction.js'
import type { QueueEvent } from '../../src/deferral/QueueEvent.js'
import type { Transition } from '../../src/deferral/transition.js'
import { transition } from '../../src/deferral/transition.js'
import type { CpmClient } from '../../src/model/CpmClient.js'
import type { Instant } from '../../src/model/Instant.js'
import type { Recipient } from '../../src/model/RoutingRequest.js'
import type { RequestedAction } from '../../src/model/Selection.js'
import type { ServiceProviderPolicy } from '../../src/model/ServiceProviderPolicy.js'
import type { StandaloneMessage } from '../../src/model/StandaloneMessage.js'
import type { UserPreferences } from '../../src/model/UserPreferences.js'
import { route } from '../../src/routing/route.js'
import { message, now, preferences } from './builders.js'
import type { Happening } from './machine.js'

/** A small world: what there is in it, and what may happen. */
export interface Setting {
  readonly name: string
  /** In the order in which they may come. */
  readonly messages: readonly Partial<StandaloneMessage>[]
  readonly clients: readonly CpmClient[]
  readonly preferences: Partial<UserPreferences>
  readonly policy?: ServiceProviderPolicy
  /** Preferences that the user may change to, one member at a time. */
  readonly changes?: readonly Partial<UserPreferences>[]
  /** What clients may ask for in a session. */
  readonly requests?: readonly RequestedAction[]
  /** Statuses with which an action may fail. */
  readonly statuses?: readonly number[]
  /** How many outcomes may be unknown. */
  readonly unknowns?: number
  readonly revocation?: boolean
  readonly removal?: boolean
  /** Whether in-band notifications and do-not-disturb arrive, and recorded copies are stored, as soon as that is asked for. */
  readonly prompt?: boolean
  /** Whether no client registers or deregisters. */
  readonly still?: boolean
  /** Where the clock begins. */
  readonly at?: Instant
}

/** An action whose outcome has not come yet. */
export interface Open {
  readonly action: EffectAction
  /** Unknown: asked for, timed out, and not asked for again so far. Refused: it is owed, and not asked for anew so far. */
  readonly state: 'asked' | 'unknown' | 'refused'
  /** Since when it is in that state. */
  readonly since: Instant
}

/** What the world knows of a message, from what happened and what was asked for alone. */
export interface Fate {
  readonly message: StandaloneMessage
  readonly decision: string
  readonly answers: readonly number[]
  /** How it ended. */
  readonly outcome: string | undefined
  readonly notifications: readonly string[]
  readonly revoked: boolean
}

/** The state of the world, and the queue that is tried in it. */
export interface World {
  readonly queue: DeferredMessageQueue
  readonly clock: Instant
  readonly wakeAt: Instant | undefined
  readonly recipient: Recipient
  readonly policy: ServiceProviderPolicy
  readonly fates: readonly Fate[]
  readonly open: readonly Open[]
  /** Ids of the actions that have an outcome: it may come again, late. */
  readonly settled: readonly string[]
  /** Client and message, where the client was told of it. */
  readonly told: readonly string[]
  /** Client and message, where the client refused it for good. */
  readonly refused: readonly string[]
  readonly unknowns: number
  /** Devices with a session. */
  readonly sessions: readonly string[]
  readonly removed: boolean
  readonly prompt: boolean
}

/** What may happen next. */
export interface Move {
  readonly text: string
  readonly event: Happening
  readonly recipient?: Recipient
  readonly clock?: Instant
}

/** One step of the world. */
export interface Edge {
  readonly before: World
  readonly move: Move
  readonly event: QueueEvent
  readonly recipient: Recipient
  readonly result: Transition
  /** Everything asked for in the step. */
  readonly actions: readonly QueueAction[]
  readonly after: World
}

/** The world before anything has happened. */
export const begin = (setting: Setting): World => ({
  queue: emptyQueue,
  clock: setting.at ?? now,
  wakeAt: undefined,
  recipient: { preferences: preferences(setting.preferences), clients: setting.clients },
  policy: setting.policy ?? {},
  fates: [],
  open: [],
  settled: [],
  told: [],
  refused: [],
  unknowns: setting.unknowns ?? 0,
  sessions: [],
  removed: false,
  prompt: setting.prompt === true,
})

/** Whether an action is done as soon as it is asked for. */
const isDoneAtOnce = ({ _tag, actionId }: EffectAction, prompt: boolean): boolean =>
  (prompt && (_tag === 'NotifyInBand' || _tag === 'UpdateDoNotDisturb' || actionId.endsWith('/StoreMessage/copy'))) ||
  _tag === 'Respond' ||
  _tag === 'SendDeliveryNotification' ||
  _tag === 'NotifyOutOfBand' ||
  _tag === 'ReportResults' ||
  _tag === 'EndSession'

const isEffect = (action: QueueAction): action is EffectAction =>
  action._tag !== 'Discard' && action._tag !== 'Remove' && action._tag !== 'WakeAt' && action._tag !== 'Ignored'

/** The message that an action is about. */
export const entryIdOf = (action: QueueAction): string | undefined => ('entryId' in action ? action.entryId : undefined)

/** The messages that have no outcome yet. */
export const held = ({ fates }: World): readonly Fate[] => fates.filter(({ outcome }) => outcome === undefined)

const arrival = (setting: Setting, world: World): readonly Move[] => {
  const parts = setting.messages[world.fates.length]
  if (parts === undefined || world.removed) {
    return []
  }
  const entryId = `e-${world.fates.length + 1}`
  const arrived = message({ entryId, messageId: `m-${entryId}`, receivedAt: world.clock, ...parts })
  const decision = route({
    message: arrived,
    recipient: { ...world.recipient, waiting: world.queue.waiting },
    policy: world.policy,
    now: world.clock,
  })
  return [{ text: `${entryId} arrives`, event: { _tag: 'MessageRouted', message: arrived, decision } }]
}

const registrations = ({ recipient }: World): readonly Move[] =>
  (recipient.clients ?? []).map((client, place) => {
    const changed = { ...client, registered: !client.registered }
    const clients = (recipient.clients ?? []).map((known, other) => (other === place ? changed : known))
    const { deviceId } = client
    return {
      text: `${deviceId} ${changed.registered ? 'registers' : 'deregisters'}`,
      event: changed.registered
        ? { _tag: 'ClientRegistered', client: changed }
        : { _tag: 'ClientDeregistered', deviceId },
      recipient: { ...recipient, clients },
    }
  })

const preferenceChanges = (setting: Setting, { recipient }: World): readonly Move[] =>
  (setting.changes ?? []).flatMap((change) => {
    const changed = preferences({ ...recipient.preferences, ...change })
    return JSON.stringify(changed) === JSON.stringify(recipient.preferences)
      ? []
      : [
          {
            text: `prefers ${JSON.stringify(change)}`,
            event: { _tag: 'PreferencesChanged' },
            recipient: { ...recipient, preferences: changed },
          },
        ]
  })

/** The outcomes that a notification to several clients may have for each of them. */
const outcomesByDevice = (action: EffectAction): readonly Move[] =>
  action._tag === 'NotifyInBand' && action.to.length > 1
    ? action.to.flatMap((deviceId) =>
        (['ActionSucceeded', 'ActionFailed'] as const).map(
          (_tag): Move => ({
            text: `${action.actionId}: ${_tag} for ${deviceId}`,
            event: { _tag, actionId: action.actionId, deviceId },
          }),
        ),
      )
    : []

const outcomes = (setting: Setting, world: World): readonly Move[] =>
  world.open.flatMap(({ action, state }): readonly Move[] => {
    const { actionId } = action
    if (state === 'refused') {
      return []
    }
    return [
      { text: `${actionId} succeeds`, event: { _tag: 'ActionSucceeded', actionId } },
      ...(setting.statuses ?? [480]).map(
        (status): Move => ({
          text: `${actionId} fails with ${status}`,
          event: { _tag: 'ActionFailed', actionId, status },
        }),
      ),
      ...(state === 'asked' ? outcomesByDevice(action) : []),
      ...(state === 'asked' && world.unknowns > 0
        ? [{ text: `${actionId} is unknown`, event: { _tag: 'ActionUnknown' as const, actionId } }]
        : []),
    ]
  })

const sessions = (setting: Setting, world: World): readonly Move[] =>
  setting.requests === undefined || world.removed
    ? []
    : (world.recipient.clients ?? []).flatMap(({ deviceId, registered }): readonly Move[] => {
        const session = { sessionId: `s-${deviceId}`, deviceId }
        return world.sessions.includes(deviceId)
          ? [
              { text: `${deviceId} ends its session`, event: { _tag: 'SessionEnded', ...session } },
              ...held(world).flatMap(({ message: { entryId } }) =>
                (setting.requests ?? []).map(
                  (action): Move => ({
                    text: `${deviceId} asks to ${action} ${entryId}`,
                    event: { _tag: 'MessagesSelected', ...session, selections: [{ entryId, action }] },
                  }),
                ),
              ),
            ]
          : registered
            ? [{ text: `${deviceId} opens a session`, event: { _tag: 'SessionEstablished', ...session } }]
            : []
      })

const rareMoves = (setting: Setting, world: World): readonly Move[] => [
  ...(world.wakeAt === undefined || world.wakeAt <= world.clock
    ? []
    : [{ text: `it is ${world.wakeAt}`, event: { _tag: 'TimeReached' as const }, clock: world.wakeAt }]),
  ...(setting.revocation === true
    ? held(world).map(
        ({ message: { entryId } }): Move => ({
          text: `${entryId} is revoked`,
          event: { _tag: 'MessageRevoked', entryId },
        }),
      )
    : []),
  ...(setting.removal === true && !world.removed
    ? [{ text: 'the recipient is removed', event: { _tag: 'RecipientRemoved' as const } }]
    : []),
]

/** Everything that may happen next. */
export const movesOf = (setting: Setting, world: World): readonly Move[] => [
  ...arrival(setting, world),
  ...outcomes(setting, world),
  ...(setting.still === true ? [] : registrations(world)),
  ...preferenceChanges(setting, world),
  ...sessions(setting, world),
  ...rareMoves(setting, world),
]

/** The outcome that a message has by an event of its own, where no action names it. */
const outcomeByEvent = (fate: Fate, event: QueueEvent, { open, policy }: World): string | undefined => {
  if (event._tag === 'MessageRouted') {
    return event.message.entryId === fate.message.entryId && fate.decision === 'Reject' ? 'rejected' : undefined
  }
  if (event._tag !== 'ActionSucceeded' && event._tag !== 'ActionFailed') {
    return undefined
  }
  const action = open.find(({ action: { actionId } }) => actionId === event.actionId)?.action
  if (action === undefined || entryIdOf(action) !== fate.message.entryId) {
    return undefined
  }
  if (event._tag === 'ActionFailed') {
    const isDeferred = action._tag === 'Interwork' && policy.interpretations?.['AMB-29'] === 'defer'
    return (action._tag === 'Interwork' || action._tag === 'Forward') && fate.decision === action._tag && !isDeferred
      ? 'failed'
      : undefined
  }
  if (action._tag === 'Send') {
    return 'delivered'
  }
  if (action._tag === 'Interwork' || action._tag === 'Forward') {
    return fate.decision === action._tag ? 'diverted' : undefined
  }
  return action._tag === 'StoreMessage' && fate.decision === 'Store' ? 'stored' : undefined
}

const nextFate = (fate: Fate, edge: Pick<Edge, 'event' | 'actions' | 'before'>): Fate => {
  const about = edge.actions.filter((action) => entryIdOf(action) === fate.message.entryId)
  const named = about.flatMap((action) => (action._tag === 'Discard' || action._tag === 'Remove' ? [action.cause] : []))
  return {
    ...fate,
    answers: [...fate.answers, ...about.flatMap((action) => (action._tag === 'Respond' ? [action.status] : []))],
    notifications: [
      ...fate.notifications,
      ...about.flatMap((action) => (action._tag === 'SendDeliveryNotification' ? [action.status] : [])),
    ],
    revoked: fate.revoked || (edge.event._tag === 'MessageRevoked' && edge.event.entryId === fate.message.entryId),
    outcome:
      fate.outcome ??
      named[0] ??
      outcomeByEvent(fate, edge.event, edge.before) ??
      (about.some((action) => action._tag === 'Respond' && action.status >= 300) ? 'rejected' : undefined),
  }
}

/** Storage is owed, unless a client asked for it; so is what the Message Storage Server is told. */
const isOwed = ({ _tag, determinedBy }: EffectAction): boolean =>
  _tag === 'UpdateDoNotDisturb' || (_tag === 'StoreMessage' && determinedBy.requirement !== 'NTF-14')

/** Whether an action is asked for in place of one that was refused. */
const isAnew = (action: EffectAction, refused: EffectAction): boolean =>
  action._tag === refused._tag &&
  entryIdOf(action) === entryIdOf(refused) &&
  action.determinedBy.requirement === refused.determinedBy.requirement

const nextOpen = (open: readonly Open[], event: QueueEvent, asked: readonly EffectAction[]): readonly Open[] => {
  const names = new Set(asked.map(({ actionId }) => actionId))
  const rest = open.flatMap((known): readonly Open[] => {
    const { actionId } = known.action
    if (names.has(actionId) || (known.state === 'refused' && asked.some((action) => isAnew(action, known.action)))) {
      return []
    }
    if (!('actionId' in event) || event.actionId !== actionId) {
      return [known]
    }
    if (known.action._tag === 'NotifyInBand' && 'deviceId' in event) {
      const to = known.action.to.filter((deviceId) => deviceId !== event.deviceId)
      return to.length === 0 ? [] : [{ ...known, action: { ...known.action, to } }]
    }
    if (event._tag === 'ActionFailed' && isOwed(known.action)) {
      return [{ ...known, state: 'refused', since: event.at }]
    }
    return event._tag === 'ActionUnknown' ? [{ ...known, state: 'unknown', since: event.at }] : []
  })
  return [...rest, ...asked.map((action): Open => ({ action, state: 'asked', since: event.at }))]
}

const nextTold = (told: readonly string[], edge: Pick<Edge, 'event' | 'actions' | 'before'>): readonly string[] => {
  const { event, actions, before } = edge
  const failed =
    event._tag === 'ActionFailed'
      ? before.open.find(({ action: { actionId } }) => actionId === event.actionId)?.action
      : undefined
  const names = (action: QueueAction): readonly string[] =>
    action._tag === 'NotifyInBand'
      ? action.to.flatMap((deviceId) => action.messages.map(({ entryId }) => `${deviceId} ${entryId}`))
      : []
  const of = 'deviceId' in event && failed?._tag === 'NotifyInBand' ? `${event.deviceId} ` : ''
  const missed = new Set(failed === undefined ? [] : names(failed).filter((pair) => pair.startsWith(of)))
  return [...new Set([...told.filter((pair) => !missed.has(pair)), ...actions.flatMap(names)])].sort()
}

const nextRefused = (world: World, event: QueueEvent): readonly string[] => {
  const action =
    event._tag === 'ActionFailed' && event.status === 415
      ? world.open.find(({ action: { actionId } }) => actionId === event.actionId)?.action
      : undefined
  return action?._tag === 'Send' || action?._tag === 'Deliver'
    ? [...new Set([...world.refused, `${action.deviceId} ${action.entryId}`])].sort()
    : world.refused
}

const nextSessions = (world: World, event: QueueEvent): readonly string[] =>
  event._tag === 'SessionEstablished'
    ? [...world.sessions, event.deviceId]
    : event._tag === 'SessionEnded'
      ? world.sessions.filter((deviceId) => deviceId !== event.deviceId)
      : event._tag === 'RecipientRemoved'
        ? []
        : world.sessions

/** Has something happen. */
export const happen = (before: World, move: Move): Edge => {
  const clock = move.clock ?? before.clock
  const recipient = move.recipient ?? before.recipient
  const event = { ...move.event, at: clock } as QueueEvent
  const result = transition(before.queue, event, recipient, before.policy)
  const asked = result[1].filter(isEffect)
  let queue = result[0]
  const actions = [...result[1]]
  for (const { actionId } of asked.filter((action) => isDoneAtOnce(action, before.prompt))) {
    const done = transition(queue, { _tag: 'ActionSucceeded', at: clock, actionId }, recipient, before.policy)
    queue = done[0]
    actions.push(...done[1])
  }
  const arrived: readonly Fate[] =
    event._tag === 'MessageRouted' && !before.fates.some((fate) => fate.message.entryId === event.message.entryId)
      ? [
          {
            message: event.message,
            decision: event.decision._tag,
            answers: [],
            outcome: undefined,
            notifications: [],
            revoked: false,
          },
        ]
      : []
  const partial = { before, event, actions }
  const open = nextOpen(
    before.open,
    event,
    asked.filter((action) => !isDoneAtOnce(action, before.prompt)),
  )
  const wake = actions.findLast((action) => action._tag === 'WakeAt')
  return {
    before,
    move,
    event,
    recipient,
    result,
    actions,
    after: {
      queue,
      clock,
      wakeAt: wake?._tag === 'WakeAt' ? wake.at : before.wakeAt === clock ? undefined : before.wakeAt,
      recipient,
      policy: before.policy,
      fates: [...before.fates, ...arrived].map((fate) => nextFate(fate, partial)),
      open,
      settled: [
        ...before.settled,
        ...before.open.flatMap(({ action: { actionId } }) =>
          open.some(({ action }) => action.actionId === actionId) ? [] : [actionId],
        ),
      ],
      told: nextTold(before.told, partial),
      refused: nextRefused(before, event),
      unknowns: before.unknowns - (event._tag === 'ActionUnknown' ? 1 : 0),
      sessions: nextSessions(before, event),
      removed: before.removed || event._tag === 'RecipientRemoved',
      prompt: before.prompt,
    },
  }
}
