import type { CpmAddress, QueueEvent, Recipient, ServiceProviderPolicy } from 'cpm-routing'
import { type DeferredMessageQueue, plan, transition } from 'cpm-routing/deferral'
import { defaultRetryPolicy, nextAttempt, performAsync, type Ports, type StepToPerform } from 'cpm-routing/effects'
import { createQueues } from './createQueues.js'
import { createTurns } from './createTurns.js'
import type { People } from './Facts.js'
import { type Log, reasonOf } from './Log.js'

/** Says what has happened, from what is true of the recipient now; undefined for nothing. It may be asked again after a conflict. */
export type Occurrence = (
  recipient: Recipient,
  queue: DeferredMessageQueue,
) => QueueEvent | undefined | Promise<QueueEvent | undefined>

/** The recipients of this server, each with one writer. */
export interface Recipients {
  /**
   * Has something happen to a recipient, after everything that happened before. Resolves to true once it is stored, to false where the store
   * did not take it however often it was asked. Never rejects.
   */
  readonly happen: (recipient: CpmAddress, occurrence: Occurrence) => Promise<boolean>
  /** The same for what must not get lost, such as an outcome or an alarm: asks the store until it takes it. */
  readonly tell: (recipient: CpmAddress, event: QueueEvent) => Promise<void>
  /** Does work in the recipient's turn: nothing else happens to the recipient meanwhile. */
  readonly inTurn: <A>(recipient: CpmAddress, work: () => Promise<A>) => Promise<A>
  /** Does again what was asked for before a restart and has no outcome. */
  readonly resume: () => Promise<number>
  readonly planOf: (recipient: CpmAddress, now: number) => Promise<unknown>
  /** How many messages were taken in and how many got their outcome, since the start. */
  readonly tally: () => Tally
  /** Resolves when nothing happens any more and no action is under way. */
  readonly idle: () => Promise<void>
}

/** What has become of messages since the start. */
export interface Tally {
  readonly taken: number
  readonly finished: number
}

export interface RecipientsOptions {
  readonly ports: Ports
  readonly people: People
  readonly policy: ServiceProviderPolicy
  readonly log: Log
  /** Whether no other process writes to the store, so that a queue in memory is the one that is stored. */
  readonly isAlone: boolean
}

const pageOfRecipients = 1000
/** In milliseconds, at most. */
const conflictPause = 20

const wait = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time))

/**
 * The loop of a server: for each event of a recipient load, decide, store, act, and on with the events that come back.
 *
 * ```
 * happen ─► turn of the recipient: load ─► transition ─► store ─┬─► the answer first, then all other actions at once
 *    ▲                              ▲         conflict ◄────────┘                 │
 *    │                              └─ again ─┘                                   │
 *    └────────────────────────── outcome, as an event ◄───────────────────────────┘
 * ```
 */
export const createRecipients = ({ ports, people, policy, log, isAlone }: RecipientsOptions): Recipients => {
  const performing = performAsync(ports)
  const turns = createTurns()
  const queues = createQueues(ports.deferredMessageStore, isAlone)
  const underWay = new Set<Promise<unknown>>()
  let taken = 0
  let finished = 0

  const perform = (recipient: CpmAddress, actions: StepToPerform['actions']): void => {
    // The answer first: it is on its way before anything else is asked for.
    const inOrder = [...actions].sort((one, other) => Number(other._tag === 'Respond') - Number(one._tag === 'Respond'))
    for (const action of inOrder) {
      const done = performing.action(action, recipient).then(async ({ events, failures }) => {
        for (const { actionId, error } of failures) {
          log('port failed', { recipient: recipient.uri, actionId, error })
        }
        for (const event of events) {
          await tell(recipient, event)
        }
      })
      underWay.add(done)
      void done.finally(() => underWay.delete(done))
    }
  }

  /** One attempt at one event. */
  const attempt = async (recipient: CpmAddress, occurrence: Occurrence): Promise<'settled' | 'conflict' | 'failed'> => {
    const queue = await queues.load(recipient)
    const facts = await people.recipient(recipient)
    const event = await occurrence(facts, queue)
    if (event === undefined) {
      return 'settled'
    }
    const [next, actions, changes] = transition(queue, event, facts, policy)
    const outcome = await performing.step(recipient, { actions: [], changes })
    if (outcome._tag === 'Performed') {
      queues.remember(recipient, next)
      taken +=
        event._tag === 'MessageRouted'
          ? changes.entriesPut.filter(({ message }) => message === event.message).length
          : 0
      finished += changes.entriesRemoved.length
      const asked = actions.map(
        ({ _tag, actionId, determinedBy }) => `${_tag} ${actionId} (${determinedBy.requirement})`,
      )
      log('step', { recipient: recipient.uri, event: event._tag, actions: asked })
      perform(recipient, actions)
      return 'settled'
    }
    queues.forget(recipient)
    if (outcome._tag === 'Conflict') {
      return 'conflict'
    }
    log('not stored', { recipient: recipient.uri, error: outcome.error })
    return 'failed'
  }

  const happen: Recipients['happen'] = (recipient, occurrence) =>
    turns.take(recipient, async () => {
      for (let number = 1; ; ) {
        try {
          const end = await attempt(recipient, occurrence)
          if (end === 'settled') {
            return true
          }
          if (end === 'conflict') {
            // Another process was first; of those that meet one gets on every time.
            await wait(Math.random() * conflictPause)
            continue
          }
        } catch (thrown) {
          queues.forget(recipient)
          log('step failed', { recipient: recipient.uri, reason: reasonOf(thrown) })
        }
        const now = ports.alarmClock.now()
        const next = nextAttempt(defaultRetryPolicy, { attempt: number, at: now, chance: Math.random() })
        if (next._tag === 'GiveUp') {
          return false
        }
        number += 1
        await wait(next.at - now)
      }
    })

  const tell: Recipients['tell'] = async (recipient, event) => {
    while (!(await happen(recipient, () => event))) {
      log('event not stored yet', { recipient: recipient.uri, event: event._tag })
    }
  }

  const resume = async (): Promise<number> => {
    let count = 0
    let after: CpmAddress | undefined
    for (;;) {
      const page = await ports.deferredMessageStore.recipientsWithPending(pageOfRecipients, after)()
      const recipients = page._tag === 'Right' ? page.right : []
      for (const recipient of recipients) {
        const outcome = await performing.pending(recipient)
        for (const event of outcome._tag === 'Performed' ? outcome.events : []) {
          await tell(recipient, event)
        }
        count += 1
      }
      after = recipients.at(-1)
      if (after === undefined) {
        return count
      }
    }
  }

  return {
    happen,
    tell,
    inTurn: turns.take,
    resume,
    tally: () => ({ taken, finished }),
    planOf: (recipient, now) =>
      turns.take(recipient, async () =>
        plan(await queues.load(recipient), await people.recipient(recipient), policy, now),
      ),
    idle: async () => {
      for (let all = [...turns.open(), ...underWay]; all.length > 0; all = [...turns.open(), ...underWay]) {
        await Promise.allSettled(all)
      }
    },
  }
}
