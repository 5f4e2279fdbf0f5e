import type { RoutingDecision } from '../../../src/model/RoutingDecision.js'
import { numbersOption, option } from '../support/figures.js'
import type { Contestant } from '../support/race.js'
import { worked } from '../support/race.js'
import type { Arrival, Person, Work } from './people.js'
import { arrivalsOf, peopleOf } from './people.js'

/** The work that this process was asked for. */
export const workAsked = (): Work => ({
  people: numbersOption('people', [1000])[0]!,
  rules: numbersOption('rules', [10])[0]!,
  plain: option('plain') !== undefined,
})

/** A value as text, whatever the order of its members. */
const canonical = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(canonical)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([one], [other]) => (one < other ? -1 : 1))
            .map(([key, member]) => [key, canonical(member)]),
        )
      : value

const memory = (): number => {
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

type Decide = (arrival: Arrival) => Promise<RoutingDecision> | RoutingDecision

const arrivals = 10_000

/**
 * A contestant that decides what becomes of messages. Each pass goes through messages decoded anew, as they are on a server: their texts have
 * never been looked up before.
 */
export const deciding = async (
  prepare: (people: Iterable<Person>) => Promise<Decide> | Decide,
  isLater = false,
): Promise<Contestant> => {
  const work = workAsked()
  const text = arrivalsOf(work, arrivals)
  const fresh = (): readonly Arrival[] => JSON.parse(text) as readonly Arrival[]
  const before = memory()
  const decide = await prepare(peopleOf(work))
  const bytes = (memory() - before) / work.people
  let seen = 0
  return {
    bytes,
    answers: async (count) => {
      const decisions: string[] = []
      for (const arrival of fresh().slice(0, count)) {
        decisions.push(JSON.stringify(canonical(await decide(arrival))))
      }
      return decisions
    },
    pass: async (milliseconds) => {
      let done = 0
      let taken = 0
      while (taken < milliseconds) {
        const messages = fresh()
        const began = worked()
        let spent = 0
        for (let place = 0; place < messages.length && taken + spent < milliseconds; ) {
          const stop = isLater ? place + 1 : Math.min(place + 100, messages.length)
          for (; place < stop; place += 1) {
            const decision = decide(messages[place]!)
            seen += (decision instanceof Promise ? await decision : decision)._tag.length
            done += 1
          }
          spent = worked() - began
        }
        taken += spent
      }
      return seen === 0 ? 0 : (taken * 1e6) / done
    },
  }
}
