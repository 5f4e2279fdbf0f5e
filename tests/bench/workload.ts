/**
 * A day of many recipients through the real code on one core: `npm run bench -- workload [--people=1000000]`.
 *
 * Recipients do not touch each other, so they live their day one after the other, a thousand at a time. What each of them asked of the
 * library is kept and asked again, by itself, against the processor's clock: the functions are pure, so the answers are the same.
 *
 * ```
 * thousand recipients ─► a day ─► requests ──► route, timed          events ──► transition, timed
 * ```
 */
import type { DeferredMessageQueue, QueueAction, QueueEvent } from '../../src/deferral/index.js'
import { emptyQueue, transition } from '../../src/deferral/index.js'
import type { CpmClient } from '../../src/model/CpmClient.js'
import type { Recipient, RoutingRequest } from '../../src/model/RoutingRequest.js'
import type { ServiceProviderPolicy } from '../../src/model/ServiceProviderPolicy.js'
import type { StandaloneMessage } from '../../src/model/StandaloneMessage.js'
import { compile, route, routeCompiled } from '../../src/routing/index.js'
import type { Chance } from '../support/chance.js'
import { chance } from '../support/chance.js'
import { personOf } from './decisions/people.js'
import { zones } from './schedules/questions.js'
import { numbersOption, report, short, tableText } from './support/figures.js'
import { worked } from './support/race.js'

const people = numbersOption('people', [2000])[0]!
const midnight = Date.UTC(2026, 1, 3)
const day = 86_400_000
const policy: ServiceProviderPolicy = { longestHolding: 7 * day }
const perDay = 39

/** Lognormal with the mean of one, wide as human habits are. */
const activity = (by: Chance): number => {
  const normal = Math.sqrt(-2 * Math.log(1 - by.next())) * Math.cos(2 * Math.PI * by.next())
  return Math.exp(normal - 0.5)
}

/** From 1 to 1000 by Zipf's law, 10 in the middle of all. */
const ruleCounts: readonly number[] = (() => {
  const weights = Array.from({ length: 1000 }, (_, place) => (place + 1) ** -1.75)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let sum = 0
  return weights.map((weight) => (sum += weight / total))
})()
const rulesOf = (by: Chance): number => {
  const draw = by.next()
  return Math.max(1, ruleCounts.findIndex((share) => draw < share) + 1)
}

interface Asked {
  readonly queue: DeferredMessageQueue
  readonly event: QueueEvent
  readonly recipient: Recipient
}

const tally: Record<string, number> = {}
const count = (name: string): void => {
  tally[name] = (tally[name] ?? 0) + 1
}

const preferencesOf = (by: Chance, index: number): NonNullable<Recipient['preferences']> => {
  const draw = by.next()
  const { preferences } = personOf(index, { people, rules: rulesOf(by), plain: false })
  return {
    ...preferences,
    deferred: { option: draw < 0.7 ? 'push' : draw < 0.9 ? 'notify' : 'store', onExpiry: 'discard' },
    doNotDisturb: by.is(0.2) ? { schedules: [{ zone: by.oneOf(zones), from: '22:00', to: '07:00' }] } : {},
  }
}

const clientOf = (place: number, registered: boolean): CpmClient => ({
  deviceId: `device-${place}`,
  registered,
  services: ['msg', 'largemsg', 'deferred', 'systemmsg'],
  capabilities: { contentTypes: ['text/*', 'image/*', 'video/*', 'audio/*'], maxSize: 104_857_600 },
  pushAddress: `push-${place}`,
})

const messageOf = (
  by: Chance,
  at: number,
  place: number,
  recipient: StandaloneMessage['recipient'],
  named: readonly StandaloneMessage['recipient'][],
): StandaloneMessage => {
  const stranger = { uri: `sip:s${by.below(1e6)}@net.example`, canonical: 'sip:s@net.example', domain: 'net.example' }
  return {
    entryId: `e-${place}`,
    messageId: `m-${place}`,
    kind: 'pager',
    originator: by.is(0.05)
      ? { undisclosed: true }
      : { address: named.length > 0 && by.is(0.1) ? by.oneOf(named) : { ...stranger, canonical: stranger.uri } },
    recipient,
    receivedAt: at,
    size: Math.round(115 * activity(by)),
    contentType: 'text/plain',
    notificationsRequested: ['positive-delivery', 'negative-delivery'],
  }
}

/** What is still to come for one recipient, by its instant. */
interface Planned {
  readonly at: number
  readonly happens: 'message' | 'change' | 'wake' | 'outcome'
  readonly action?: QueueAction
}

const effects: ReadonlySet<string> = new Set([
  'Respond',
  'Send',
  'Deliver',
  'Forward',
  'Interwork',
  'StoreMessage',
  'NotifyInBand',
  'NotifyOutOfBand',
  'SendDeliveryNotification',
])

/** A client's request fails now and then: 5.1 % are never delivered in normal operation. */
const outcomeOf = (by: Chance, action: QueueAction, at: number): QueueEvent => {
  const device = 'deviceId' in action ? { deviceId: action.deviceId } : {}
  return (action._tag === 'Send' || action._tag === 'Deliver') && by.is(0.051)
    ? { _tag: 'ActionFailed', at, actionId: action.actionId, ...device, status: 480 }
    : { _tag: 'ActionSucceeded', at, actionId: action.actionId, ...device, status: 200 }
}

const liveOneDay = (index: number, requests: RoutingRequest[], asked: Asked[]): number => {
  const by = chance(index + 1)
  const preferences = preferencesOf(by, index)
  const named = (preferences.rules ?? []).flatMap((rule) => rule.when?.originator?.one ?? [])
  const agenda: Planned[] = []
  const plan = (planned: Planned): void => {
    let place = agenda.length
    while (place > 0 && agenda[place - 1]!.at > planned.at) {
      place -= 1
    }
    agenda.splice(place, 0, planned)
  }
  for (let left = Math.round(perDay * activity(by)); left > 0; left -= 1) {
    plan({ at: midnight + by.below(day), happens: 'message' })
  }
  // One device is registered for 70 % of the time, in four stretches; the other is known.
  let isRegistered = by.is(0.7)
  for (let stretch = 0; stretch < 8; stretch += 1) {
    plan({ at: midnight + (stretch * day) / 8 + by.below(day / 12), happens: 'change' })
  }
  let queue = emptyQueue
  let messages = 0
  let wake: number | undefined
  const recipient = (): Recipient => ({ preferences, clients: [clientOf(0, isRegistered), clientOf(1, false)] })
  for (let next = agenda.shift(); next !== undefined; next = agenda.shift()) {
    const { at, happens, action } = next
    if (happens === 'wake' && at !== wake) {
      continue
    }
    let event: QueueEvent = { _tag: 'TimeReached', at }
    if (happens === 'message') {
      const request = {
        message: messageOf(by, at, messages, preferences.owner, named),
        recipient: recipient(),
        policy,
        now: at,
      }
      requests.push(request)
      const decision = route(request)
      count(decision._tag === 'Defer' ? `Defer, ${decision.reason}` : decision._tag)
      messages += 1
      event = { _tag: 'MessageRouted', at, message: request.message, decision }
    } else if (happens === 'change') {
      const was = isRegistered
      isRegistered = by.is(0.7)
      event = isRegistered
        ? { _tag: was ? 'ClientChanged' : 'ClientRegistered', at, client: clientOf(0, true) }
        : { _tag: 'ClientDeregistered', at, deviceId: 'device-0' }
    } else if (action !== undefined) {
      event = outcomeOf(by, action, at)
    }
    const now = recipient()
    asked.push({ queue, event, recipient: now })
    const [after, actions] = transition(queue, event, now, policy)
    queue = after
    for (const each of actions) {
      if (each._tag === 'WakeAt') {
        wake = each.at
        if (each.at < midnight + day) {
          plan({ at: each.at, happens: 'wake' })
        }
      } else if (effects.has(each._tag)) {
        plan({ at: at + 20 + by.below(200), happens: 'outcome', action: each })
      }
      count(`action ${each._tag}`)
    }
  }
  return messages
}

const timed = (work: () => void): number => {
  const start = worked()
  work()
  return worked() - start
}

let messages = 0
let events = 0
let routing = 0
let compiled = 0
let deferral = 0
let seen = 0
for (let from = 0; from < people; from += 1000) {
  const requests: RoutingRequest[] = []
  const asked: Asked[] = []
  for (let index = from; index < Math.min(people, from + 1000); index += 1) {
    messages += liveOneDay(index, requests, asked)
  }
  const ready = new Map(
    requests.map(({ recipient: { preferences } }) => preferences!).map((preferences) => [preferences, preferences]),
  )
  const forms = new Map([...ready.keys()].map((preferences) => [preferences, compile(preferences)]))
  const pairs = requests.map((request) => ({ request, form: forms.get(request.recipient.preferences!)! }))
  events += asked.length
  routing += timed(() => {
    for (const request of requests) {
      seen += route(request)._tag.length
    }
  })
  compiled += timed(() => {
    for (const { request, form } of pairs) {
      seen += routeCompiled(form, request)._tag.length
    }
  })
  deferral += timed(() => {
    for (const { queue, event, recipient } of asked) {
      seen += transition(queue, event, recipient, policy)[1].length
    }
  })
}

const each = (milliseconds: number, of: number): number => (milliseconds * 1e6) / of
const shares = Object.entries(tally).sort(([, one], [, other]) => other - one)
const ofMessages = shares.filter(([name]) => !name.startsWith('action '))
const ofActions = shares.filter(([name]) => name.startsWith('action '))
const microseconds = ((routing + deferral) / messages) * 1000
const cores = (1e9 * microseconds) / 1e6 / 86_400
report(
  `A day of ${people} recipients on one core`,
  `${tableText(
    ['', ''],
    [
      ['messages', messages.toLocaleString('en-US')],
      ['messages a recipient', short(messages / people)],
      ['events a message', short(events / messages)],
      ['ns to route', short(each(routing, messages))],
      ['ns to route by compiled preferences', short(each(compiled, messages))],
      ['ns for a transition', short(each(deferral, events))],
      ['µs of processor time a message, routing and deferral', short(microseconds)],
      ['messages a second and core', short(1e6 / microseconds)],
      ['cores for 1,000,000,000 messages a day, evenly spread', short(cores)],
      ['the same with four times the mean at the peak, cores half used', short(cores * 8)],
    ],
  )}\n\n${tableText(
    ['outcome', 'share'],
    ofMessages.map(([name, number]) => [name, `${((100 * number) / messages).toFixed(2)} %`]),
  )}\n\n${tableText(
    ['action', 'for 1000 messages'],
    ofActions.map(([name, number]) => [name.slice('action '.length), short((1000 * number) / messages)]),
  )}${seen === 0 ? '!' : ''}`,
  { people, messages, events, routing, compiled, deferral, tally },
)
