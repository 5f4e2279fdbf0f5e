/**
 * The deferral of one recipient as somebody would write it for speed alone: one list that is changed in place, and of the standard only what
 * the story of the benchmark needs (messages deferred by preference, pushed to clients one at a time, do-not-disturb, expiry by discarding).
 *
 * It gives the same actions as `transition`, with ids and reasons and in the same order, and says what a store has to write. There is no
 * option but push, no session, no storage, no retry, no repeated message, no schedule, no rule, nothing to be saved or shared.
 */
import type { QueueAction, QueueEvent } from '../../../src/deferral/index.js'
import type { CpmClient } from '../../../src/model/CpmClient.js'
import type { DeterminedBy } from '../../../src/model/RoutingDecision.js'
import type { Recipient } from '../../../src/model/RoutingRequest.js'
import type { StandaloneMessage } from '../../../src/model/StandaloneMessage.js'

interface Held {
  readonly sequence: number
  readonly message: StandaloneMessage
  readonly by: DeterminedBy
  readonly expiresAt: number
  /** A push is due at a trigger after this one. */
  readonly deferredOn: number
  occasion: number
  flight: string | undefined
}

interface Line {
  readonly deviceId: string
  actionId: string | undefined
  next: number | undefined
}

export interface TunedMachine {
  version: number
  wakeAt: number | undefined
  quiet: boolean
  triggers: number
  nextSequence: number
  held: Held[]
  lines: Line[]
  seen: string[]
  pending: Map<string, QueueAction>
}

export interface TunedChanges {
  readonly stepId: string
  readonly expectedVersion: number
  readonly version: number
  readonly wakeAt: number | undefined
  readonly entriesPut: readonly Held[]
  readonly entriesRemoved: readonly string[]
  readonly actionsPending: readonly QueueAction[]
  readonly actionsSettled: readonly string[]
}

export type TunedResult = readonly [actions: readonly QueueAction[], changes: TunedChanges]

export const newTunedMachine = (): TunedMachine => ({
  version: 0,
  wakeAt: undefined,
  quiet: false,
  triggers: 0,
  nextSequence: 0,
  held: [],
  lines: [],
  seen: [],
  pending: new Map(),
})

/** For whoever may not change what was there before. */
export const copyOfTuned = (machine: TunedMachine): TunedMachine => ({
  ...machine,
  held: machine.held.map((held) => ({ ...held })),
  lines: machine.lines.map((line) => ({ ...line })),
  seen: [...machine.seen],
  pending: new Map(machine.pending),
})

const because = {
  push: { requirement: 'PSH-05' },
  pushed: { requirement: 'PSH-09' },
  expiry: { requirement: 'DEF-03' },
  quiet: { requirement: 'PSH-02' },
} as const

const lineFor = (machine: TunedMachine, deviceId: string): Line => {
  for (const line of machine.lines) {
    if (line.deviceId === deviceId) {
      return line
    }
  }
  const line = { deviceId, actionId: undefined, next: undefined }
  machine.lines.push(line)
  return line
}

const mayHave = ({ services, capabilities }: CpmClient, { kind, size }: StandaloneMessage): boolean =>
  services?.includes(kind === 'large' ? 'largemsg' : 'msg') === true &&
  (capabilities?.maxSize === undefined || size <= capabilities.maxSize)

const keyOf = (event: QueueEvent): string =>
  event._tag === 'MessageRouted'
    ? event.message.entryId
    : event._tag === 'ClientRegistered'
      ? event.client.deviceId
      : event._tag === 'ActionSucceeded'
        ? event.actionId
        : ''

/** Takes an event in, and gives what is to be done and what is to be written. */
export const tunedStep = (machine: TunedMachine, event: QueueEvent, recipient: Recipient): TunedResult => {
  const { version: before, held, pending, wakeAt: wokenAt } = machine
  const { at } = event
  const clients = recipient.clients ?? []
  const actions: QueueAction[] = []
  const entriesPut: Held[] = []
  const entriesRemoved: string[] = []
  const actionsPending: QueueAction[] = []
  const actionsSettled: string[] = []
  let isChanged = false

  // What is new.
  let isTrigger = false
  let count = 0
  for (const { deviceId, registered } of clients) {
    if (registered) {
      count += 1
      isTrigger ||= !machine.seen.includes(deviceId)
    }
  }
  if (isTrigger || count !== machine.seen.length) {
    machine.seen = clients.filter((client) => client.registered).map(({ deviceId }) => deviceId)
    isChanged = true
  }
  const quiet = recipient.preferences?.doNotDisturb?.on === true
  isTrigger ||= event._tag === 'PreferencesChanged' || (machine.quiet && !quiet)
  isChanged ||= event._tag === 'PreferencesChanged' || machine.quiet !== quiet
  machine.quiet = quiet
  if (isTrigger && held.length > 0) {
    isChanged = true
    machine.triggers += 1
    for (const { deviceId, registered } of clients) {
      if (registered) {
        lineFor(machine, deviceId).next = 0
      }
    }
  }

  // What is due.
  for (let place = 0; place < held.length; place += 1) {
    const one = held[place]!
    if (one.expiresAt <= at && one.flight === undefined) {
      const { entryId } = one.message
      held.splice(place, 1)
      place -= 1
      entriesRemoved.push(entryId)
      actions.push({
        _tag: 'Discard',
        actionId: `${entryId}/Discard/expired`,
        entryId,
        determinedBy: because.expiry,
        cause: 'expired',
      })
    }
  }

  // The event itself.
  if (event._tag === 'MessageRouted') {
    const { message, decision } = event
    const { entryId } = message
    let isThere = false
    for (const one of held) {
      isThere ||= one.message.entryId === entryId
    }
    if (!isThere) {
      const respond: QueueAction = {
        _tag: 'Respond',
        actionId: `${entryId}/Respond/0`,
        entryId,
        determinedBy: decision.determinedBy,
        status: 202,
        reason: 'Accepted',
      }
      actions.push(respond)
      actionsPending.push(respond)
      pending.set(respond.actionId, respond)
      const one: Held = {
        sequence: machine.nextSequence,
        message,
        by: decision.determinedBy,
        expiresAt: message.expiresAt ?? Infinity,
        deferredOn: machine.triggers,
        occasion: 0,
        flight: undefined,
      }
      machine.nextSequence += 1
      held.push(one)
      entriesPut.push({ ...one })
    }
  } else if (event._tag === 'ActionSucceeded' && pending.delete(event.actionId)) {
    actionsSettled.push(event.actionId)
    for (const line of machine.lines) {
      if (line.actionId === event.actionId) {
        line.actionId = undefined
      }
    }
    for (let place = 0; place < held.length; place += 1) {
      const one = held[place]!
      if (one.flight === event.actionId) {
        const { entryId } = one.message
        held.splice(place, 1)
        entriesRemoved.push(entryId)
        actions.push({
          _tag: 'Remove',
          actionId: `${entryId}/Remove/delivered`,
          entryId,
          determinedBy: because.pushed,
          cause: 'delivered',
        })
        break
      }
    }
  }

  // What can go out.
  for (const line of machine.lines) {
    const client = clients.find(({ deviceId }) => deviceId === line.deviceId)
    if (line.actionId !== undefined || line.next === undefined || client === undefined) {
      continue
    }
    let next: number | undefined
    for (const one of quiet || !client.registered ? [] : held) {
      const { message, sequence } = one
      if (sequence >= line.next) {
        if (line.actionId !== undefined) {
          next = sequence
          break
        }
        if (one.deferredOn < machine.triggers && mayHave(client, message)) {
          const deliver: QueueAction = {
            _tag: 'Deliver',
            actionId: `${message.entryId}/Deliver/${line.deviceId}/${one.occasion}`,
            entryId: message.entryId,
            determinedBy: because.push,
            deviceId: line.deviceId,
            via: 'core',
            insertTargetAddress: message.targetAddressPresent !== true,
            message,
          }
          one.occasion += 1
          one.flight = deliver.actionId
          line.actionId = deliver.actionId
          actions.push(deliver)
          actionsPending.push(deliver)
          pending.set(deliver.actionId, deliver)
          entriesPut.push({ ...one })
        }
      }
    }
    line.next = next
  }

  // When to come back.
  let wakeAt = Infinity
  for (const { expiresAt } of held) {
    wakeAt = expiresAt < wakeAt ? expiresAt : wakeAt
  }
  if (wakeAt !== Infinity && wakeAt !== wokenAt) {
    actions.push({ _tag: 'WakeAt', actionId: `WakeAt/${before + 1}`, determinedBy: because.expiry, at: wakeAt })
  }
  machine.wakeAt = wakeAt === Infinity ? undefined : wakeAt
  isChanged ||= actions.length > 0 || actionsSettled.length > 0 || machine.wakeAt !== wokenAt
  if (isChanged) {
    machine.version = before + 1
  } else if (event._tag === 'TimeReached') {
    actions.push({
      _tag: 'Ignored',
      actionId: `Ignored/${before}`,
      determinedBy: because.expiry,
      reason: 'nothing is due',
    })
  }
  return [
    actions,
    {
      stepId: `${before}/${event._tag}/${keyOf(event)}/${at}`,
      expectedVersion: before,
      version: machine.version,
      wakeAt: machine.wakeAt,
      entriesPut,
      entriesRemoved,
      actionsPending,
      actionsSettled,
    },
  ]
}
