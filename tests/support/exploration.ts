import type { Entry } from '../../src/deferral/Entry.js'
import type { Instant } from '../../src/model/Instant.js'
import { save } from '../../src/deferral/SavedQueue.js'
import { begin, type Edge, happen, movesOf, type Setting, type World } from './world.js'

/** Every state of a small world that can be reached, and every step between them. */
export interface Exploration {
  readonly states: number
  readonly steps: number
  /** What happened on a shortest way to a state. */
  readonly pathTo: (state: number) => readonly string[]
}

const withoutOccasion = (text: string): string => text.replaceAll(/\/\d+"/g, '"')

const sorted = <A>(items: readonly A[]): readonly A[] =>
  [...items].sort((one, other) => (String(one) < String(other) ? -1 : 1))

/** How long it is until an instant: what is past is past. */
const until = (instant: Instant | undefined, clock: Instant): number | undefined =>
  instant === undefined ? undefined : Math.max(0, instant - clock)

const entryKey = (entry: Entry, triggers: number, clock: Instant): unknown => [
  entry.message.entryId,
  entry.state,
  entry.by.requirement,
  entry.answerBy === undefined ? 'answered' : until(entry.answerBy, clock),
  until(entry.expiresAt, clock),
  entry.copy === 'asked',
  sorted(entry.flights),
  entry.suspended,
  sorted(entry.refusedBy),
  sorted(entry.notifiedInBand),
  sorted(entry.notifiedOutOfBand),
  entry.deferredOn < triggers,
  entry.taken,
  entry.ending,
  entry.frozen,
]

/** Text that is the same for two states of the world with the same future: counters, ids of occasions and versions left out. */
export const keyOf = (world: World): string => {
  const { head, entries, pending } = save(world.queue)
  return withoutOccasion(
    JSON.stringify([
      sorted(head.lines.map(({ deviceId, actionId, next }) => [deviceId, actionId, next])),
      sorted(
        head.sessions.map(({ deviceId, selections }) => [
          deviceId,
          sorted(selections.map(({ entryId, action, result, reported }) => [entryId, action, reported || result])),
        ]),
      ),
      sorted(head.seen.map(({ deviceId }) => deviceId)),
      [head.doNotDisturb, head.toldDoNotDisturb, until(head.wakeAt, world.clock), head.recipientRemoved],
      entries.map((entry) => entryKey(entry, head.triggers, world.clock)),
      pending.map(({ action, retryAt, suspended }) => [
        action.actionId,
        until(retryAt, world.clock),
        suspended,
        action._tag === 'NotifyInBand' && action.to,
      ]),
      until(world.wakeAt, world.clock),
      world.fates.length === 0 && world.clock,
      (world.recipient.clients ?? []).map(({ registered }) => registered),
      world.recipient.preferences?.doNotDisturb?.on === true,
      world.recipient.preferences?.deferred,
      world.fates.map(({ answers, outcome, notifications }) => [answers.length, outcome, notifications]),
      sorted(world.open.map(({ action: { actionId }, state }) => [actionId, state])),
      world.told,
      world.refused,
      world.unknowns,
      sorted(world.sessions),
      world.removed,
    ]),
  )
}

/** Visits a world breadth first, and has every step looked at. */
export const explore = (setting: Setting, look: (edge: Edge, from: number, to: number) => void): Exploration => {
  const worlds: World[] = [begin(setting)]
  const numbers = new Map<string, number>(worlds.map((world, place) => [keyOf(world), place]))
  const origins: { readonly from: number; readonly text: string }[] = [{ from: -1, text: '' }]
  let steps = 0
  for (let from = 0; from < worlds.length; from += 1) {
    const world = worlds[from] ?? begin(setting)
    for (const move of movesOf(setting, world)) {
      const edge = happen(world, move)
      const key = keyOf(edge.after)
      const to = numbers.get(key) ?? worlds.length
      if (to === worlds.length) {
        numbers.set(key, to)
        worlds.push(edge.after)
        origins.push({ from, text: move.text })
      }
      steps += 1
      look(edge, from, to)
    }
  }
  const pathTo = (state: number): readonly string[] => {
    const path: string[] = []
    for (let at = state; at > 0; at = origins[at]?.from ?? 0) {
      path.unshift(origins[at]?.text ?? '')
    }
    return path
  }
  return { states: worlds.length, steps, pathTo }
}
