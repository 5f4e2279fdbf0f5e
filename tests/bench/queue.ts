/**
 * The deferred message queue of one recipient: what an event costs at 10, 1,000 and 100,000 waiting messages, how it compares with a plain
 * reducer tuned by hand, and how many bytes a recipient with two waiting messages takes. All side by side in one run.
 *
 *   npx esbuild tests/bench/queue.ts --bundle --platform=node --format=esm --outfile=.cache/bench/queue.mjs
 *   node --expose-gc .cache/bench/queue.mjs [--json]
 *
 * Not by tsx: it gives every function a name when it is made, which costs more than the work. Times are those of the processor, since
 * the machine may be shared.
 */
import { emptyQueue, type QueueEvent, restore, save, transition } from '../../src/deferral/index.js'
import type { Recipient } from '../../src/model/RoutingRequest.js'
import { client, now } from '../support/builders.js'
import { answered, arrivalOf, recipientOf, transitionContestant, tunedContestant } from './queue/story.js'
import { peer } from './support/peer.js'
import { ratioText } from './support/figures.js'
import { isContestant, race } from './support/race.js'

type Queue = typeof emptyQueue

const contestants = { tuned: tunedContestant, transition: transitionContestant, xstate: peer('xstate') }

const lengths = [10, 1000, 100_000]
const rounds = 9
const policy = {}

const filled = (length: number, recipient: Recipient): Queue => {
  let queue: Queue = emptyQueue
  for (let number = 0; number < length; number += 1) {
    queue = transition(queue, arrivalOf(number, recipient), recipient, policy)[0]
    queue = transition(queue, answered(number), recipient, policy)[0]
  }
  return queue
}

interface Case {
  readonly name: string
  readonly recipient: Recipient
  readonly prepare?: (queue: Queue, length: number) => Queue
  readonly event: (length: number) => QueueEvent
  readonly after?: Recipient
  /** The event concerns every message that waits, and what it asks for names each: its cost is in proportion. */
  readonly ofAll?: true
}

const later = (length: number): number => now + length + 1
const away = recipientOf('push', false, false)
const here = recipientOf('push', true, false)
const quiet = recipientOf('push', false, true)
const quietHere = recipientOf('push', true, true)
const notifyAway = recipientOf('notify', false, false)
const notifyHere = recipientOf('notify', true, false)
const notifyQuiet = recipientOf('notify', true, true)
const registered = (length: number): QueueEvent => ({ _tag: 'ClientRegistered', at: later(length), client: client() })
const changed = (length: number): QueueEvent => ({ _tag: 'PreferencesChanged', at: later(length) })
const pushing = (queue: Queue, length: number): Queue => transition(queue, registered(length), here, policy)[0]
const delivery = 'e-0/Deliver/phone/0'

const cases: readonly Case[] = [
  { name: 'a message is deferred (push)', recipient: away, event: (length) => arrivalOf(length, away) },
  { name: 'a message is deferred (notify)', recipient: notifyHere, event: (length) => arrivalOf(length, notifyHere) },
  { name: 'a client registers (push)', recipient: away, event: registered, after: here },
  { name: 'a client registers (do-not-disturb)', recipient: quiet, event: registered, after: quietHere },
  { name: 'a client registers again (push)', recipient: away, prepare: pushing, event: registered, after: here },
  {
    name: 'a push succeeds',
    recipient: away,
    prepare: pushing,
    event: (length) => ({ _tag: 'ActionSucceeded', at: later(length), actionId: delivery }),
    after: here,
  },
  {
    name: 'a push fails',
    recipient: away,
    prepare: pushing,
    event: (length) => ({ _tag: 'ActionFailed', at: later(length), actionId: delivery, status: 480 }),
    after: here,
  },
  {
    name: 'a time is reached, nothing is due',
    recipient: away,
    event: (length) => ({ _tag: 'TimeReached', at: later(length) }),
  },
  {
    name: 'a time is reached, one expires',
    recipient: away,
    event: () => ({ _tag: 'TimeReached', at: now + 86_400_000 }),
  },
  {
    name: 'a message is revoked',
    recipient: away,
    event: (length) => ({ _tag: 'MessageRevoked', at: later(length), entryId: 'e-5' }),
  },
  { name: 'do-not-disturb is switched on (push)', recipient: here, event: changed, after: quietHere },
  { name: 'do-not-disturb is switched on (notify)', recipient: notifyHere, event: changed, after: notifyQuiet },
  { name: 'do-not-disturb is switched off (push)', recipient: quietHere, event: changed, after: here },
  { name: 'a client registers (notify)', recipient: notifyAway, event: registered, after: notifyHere, ofAll: true },
]

const processorTime = (): number => process.cpuUsage().user + process.cpuUsage().system

/** Microseconds of one event: the same step again and again from the same queue, which it leaves as it is. */
const costOf = (queue: Queue, event: QueueEvent, recipient: Recipient): number => {
  let count = 0
  const start = processorTime()
  let spent = 0
  while (spent < 10_000) {
    for (let again = 0; again < (queue.waiting > 1000 ? 1 : 20); again += 1) {
      transition(queue, event, recipient, policy)
      count += 1
    }
    spent = processorTime() - start
  }
  return spent / count
}

interface Spread {
  readonly least: number
  readonly median: number
  readonly most: number
}

const spreadOf = (values: readonly number[]): Spread => {
  const sorted = [...values].sort((one, other) => one - other)
  return { least: sorted[0] ?? 0, median: sorted[sorted.length >> 1] ?? 0, most: sorted.at(-1) ?? 0 }
}

const measureLengths = () => {
  const ready = new Map<Recipient, readonly Queue[]>()
  const queuesFor = (recipient: Recipient): readonly Queue[] => {
    const known = ready.get(recipient) ?? lengths.map((length) => filled(length, recipient))
    ready.set(recipient, known)
    return known
  }
  const runs = cases.map(({ name, recipient, prepare, event, after = recipient, ofAll }) => ({
    name,
    ofAll,
    points: queuesFor(recipient).map((queue, place) => {
      const length = lengths[place] ?? 0
      const start = prepare?.(queue, length) ?? queue
      return { cost: () => costOf(start, event(length), after), costs: [] as number[] }
    }),
  }))
  for (let round = -1; round < rounds; round += 1) {
    for (const { cost, costs } of runs.flatMap(({ points }) => points)) {
      const value = cost()
      if (round >= 0) {
        costs.push(value)
      }
    }
  }
  return runs.map(({ name, ofAll, points }) => {
    const [few, ...more] = points.map(({ costs }) => costs)
    const growth = spreadOf((more.at(-1) ?? []).map((cost, round) => cost / (few?.[round] ?? 1)))
    return { name, ofAll: ofAll === true, microseconds: points.map(({ costs }) => spreadOf(costs)), growth }
  })
}

/** The same story told to each machine; that they answer the same is checked first. */
const measureStory = () => race({ names: Object.keys(contestants), milliseconds: 150 })

/** Bytes of one recipient with two messages that wait, besides the messages themselves. */
const measureBytes = () => {
  const recipients = 100_000
  const used = (): number => {
    for (let again = 0; again < 3; again += 1) {
      globalThis.gc?.()
    }
    return process.memoryUsage().heapUsed
  }
  const text = JSON.stringify(save(filled(2, away)))
  const kept: unknown[] = new Array<unknown>(recipients).fill(undefined)
  const before = used()
  for (let place = 0; place < recipients; place += 1) {
    const read = restore(JSON.parse(text))
    kept[place] = read._tag === 'Right' ? read.right : undefined
  }
  const whole = used() - before
  kept.fill(undefined)
  const empty = used()
  for (let place = 0; place < recipients; place += 1) {
    kept[place] = JSON.parse(text).entries.map(({ message: held }: { readonly message: unknown }) => held)
  }
  const messages = used() - empty
  if (kept.length !== recipients) {
    throw new Error('what is measured has to be there until it was')
  }
  return {
    recipients,
    bytes: Math.round((whole - messages) / recipients),
    ofMessages: Math.round(messages / recipients),
  }
}

const main = async (): Promise<void> => {
  const result = { story: await measureStory(), lengths: measureLengths(), memory: globalThis.gc && measureBytes() }

  const [mostGrowth, mostRatio, leastLead, mostBytes] = [20, 5, 30, 600]
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify(result))
  } else {
    const figure = (value: number, width = 9): string => value.toFixed(1).padStart(width)
    console.log(
      `${'one event, µs: least, median, most'.padEnd(42)}${lengths.map((length) => `${length}`.padStart(27)).join('')}     growth`,
    )
    for (const { name, microseconds, growth, ofAll } of result.lengths) {
      const cells = microseconds.map(({ least, median, most }) => `${figure(least)}${figure(median)}${figure(most)}`)
      console.log(
        `${name.padEnd(42)}${cells.join('')}   × ${growth.median.toFixed(1)}${ofAll ? '  (names each message)' : ''}`,
      )
    }
    const [, ours, xstate] = result.story
    for (const { name, nanoseconds, ratio } of result.story) {
      console.log(
        `one event at up to 10 waiting, ${name}: ${nanoseconds.median.toFixed(0)} ns, ÷ tuned ${ratioText(ratio)}`,
      )
    }
    console.log(`transition ÷ tuned: ${figure(ours?.ratio.median ?? 0)} (goal ${mostRatio})`)
    console.log(
      `xstate ÷ transition: ${figure((xstate?.nanoseconds.median ?? 0) / (ours?.nanoseconds.median ?? 1))} (goal ${leastLead})`,
    )
    if (result.memory !== undefined) {
      const { bytes, ofMessages } = result.memory
      console.log(
        `one recipient with two messages: ${bytes} bytes (goal ${mostBytes}) besides ${ofMessages} of the messages`,
      )
    }
  }

  process.exitCode = result.lengths.some(({ growth, ofAll }) => !ofAll && growth.median > mostGrowth) ? 1 : 0
}

if (!(await isContestant(contestants))) {
  await main()
}
