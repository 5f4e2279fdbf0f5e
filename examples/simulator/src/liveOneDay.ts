import {
  compile,
  emptyQueue,
  plan,
  type QueueAction,
  type QueueEvent,
  type Recipient,
  restore,
  routeCompiled,
  save,
  type ServiceProviderPolicy,
  type StandaloneMessage,
  transition,
} from 'cpm-routing'
import { createAgenda } from './createAgenda.js'
import { createArrivals } from './createArrivals.js'
import { createAuditor } from './createAuditor.js'
import { createBooks } from './createBooks.js'
import { createChance } from './createChance.js'
import { createDevice } from './createDevice.js'
import { createPerson } from './createPerson.js'
import { createStorage } from './createStorage.js'
import { createUser } from './createUser.js'
import { type Day, hour } from './Day.js'
import { type Parties, perform } from './perform.js'
import type { Counter } from './Totals.js'
import { isQuiet, type WallClock } from './zones.js'

const policy: ServiceProviderPolicy = { longestHolding: 72 * hour }

/** What the day of all recipients is made of. */
export interface Setting {
  readonly seed: number
  readonly day: Day
  readonly wallClockIn: (zone: string) => WallClock
}

/**
 * The day of one recipient, from an empty queue at midnight to the balance of the books at the next one.
 *
 * ```
 * agenda ──► message, registration, user, answer ──► routeCompiled, transition ──► actions ──► parties
 *    ▲                                                     │                                     │
 *    │                             WakeAt ─────────────────┘                                     │
 *    └────────────────────────────── answers, after their latency ◄──────────────────────────────┘
 * ```
 */
export const liveOneDay = (number: number, { seed, day, wallClockIn }: Setting, counter: Counter): void => {
  const by = createChance(seed, number)
  const person = createPerson(number, by)
  const wallClock = wallClockIn(person.zone)
  const compiled = compile(person.preferences)
  const agenda = createAgenda<(at: number) => void>()
  const books = createBooks(person.closest, counter)
  const storage = createStorage(day, books, by)
  const isDisturbed = (at: number): boolean => person.isQuietAtNight && isQuiet(wallClock, at)
  const auditor = createAuditor(isDisturbed, books, storage, counter)
  const devices = [0, 1].map((place) => createDevice(place, books, counter, by))
  const parties: Parties = { devices, storage, books, auditor, counter, by }

  let queue = emptyQueue
  let wakeAt: number | undefined
  let recipient: Recipient = { preferences: person.preferences, clients: devices.map(({ asClient }) => asClient()) }
  /** What the store of the queue holds, by the changes that it was given. */
  const held = new Set<string>()

  const tell = (event: QueueEvent): void => {
    if (event._tag === 'ClientRegistered' || event._tag === 'ClientDeregistered') {
      recipient = { ...recipient, clients: devices.map(({ asClient }) => asClient()) }
    }
    const [after, actions, changes] = transition(queue, event, recipient, policy)
    queue = after
    wakeAt = changes.wakeAt
    for (const { message } of changes.entriesPut) {
      held.add(message.entryId)
    }
    for (const entryId of changes.entriesRemoved) {
      held.delete(entryId)
    }
    counter.count('events')
    for (const action of actions) {
      act(action, event.at)
    }
  }

  const user = createUser({ devices, agenda, by, day, tell })

  const act = (action: QueueAction, at: number): void => {
    switch (action._tag) {
      case 'WakeAt':
        counter.count('alarms')
        return
      case 'Ignored':
        counter.count(`ignored: ${action.determinedBy.requirement}`)
        return
      case 'Remove':
      case 'Discard':
        auditor.seesEnd(action, at)
        return
      default: {
        const { after, result, status } = perform(parties, action, at)
        const answeredAt = at + Math.round(after)
        if (answeredAt < day.end) {
          const { actionId } = action
          agenda.put(answeredAt, (now) =>
            tell({ _tag: result, at: now, actionId, ...(status === undefined ? {} : { status }) }),
          )
        }
        user.hears(action, at)
      }
    }
  }

  const arrive = (message: StandaloneMessage, at: number): void => {
    const { clients = [] } = recipient
    const decision = routeCompiled(compiled, { message, recipient: { clients, waiting: held.size }, policy, now: at })
    counter.count('arrived')
    counter.count(decision._tag === 'Defer' ? `Defer, ${decision.reason}` : decision._tag)
    books.arrives(message)
    tell({ _tag: 'MessageRouted', at, message, decision })
  }

  for (const message of createArrivals(person, day, wallClock, by)) {
    agenda.put(message.receivedAt, (at) => arrive(message, at))
  }
  user.begins()

  // At noon the server starts anew: every queue is read back from what was saved of it.
  agenda.put(day.start + 12 * hour, () => {
    const restored = restore(JSON.parse(JSON.stringify(save(queue))))
    if (restored._tag === 'Right') {
      queue = restored.right
    } else {
      counter.count('lost', held.size)
    }
  })

  for (;;) {
    const next = agenda.nextAt() ?? day.end
    const isWoken = wakeAt !== undefined && wakeAt <= next
    const at = isWoken && wakeAt !== undefined ? wakeAt : next
    if (at >= day.end) {
      break
    }
    if (isWoken) {
      tell({ _tag: 'TimeReached', at })
    } else {
      agenda.take()?.(at)
    }
  }
  const inQueue = plan(queue, recipient, policy, day.end).messages
  if (inQueue.length !== held.size || inQueue.some(({ entryId }) => !held.has(entryId))) {
    counter.count('lost')
  }
  books.close(held, day.end)
}
