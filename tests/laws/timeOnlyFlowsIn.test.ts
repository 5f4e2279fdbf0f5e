import fc from 'fast-check'
import { transition } from '../../src/deferral/transition.js'
import { itHolds } from '../support/law.js'
import { anyChoices, anySetting, walk } from '../support/walk.js'
import { now } from '../support/builders.js'
import type { Setting } from '../support/world.js'
import { runs, seed } from '../support/campaign.js'

const week = 7 * 86_400_000

/** The same with every instant a week later. */
const aWeekLater = <A>(value: A): A =>
  JSON.parse(
    JSON.stringify(value, (_, member: unknown) =>
      typeof member === 'number' && member > now / 2 && member < now * 2 ? member + week : member,
    ),
  ) as A

describe('timeOnlyFlowsIn: what happens depends on the instants of the events alone', () => {
  it('is the same a week later, by as much later', () => {
    fc.assert(
      fc.property(anySetting, anyChoices, (setting: Setting, choices) => {
        const today = walk(setting, choices).map(({ actions }) => actions)
        const later = walk({ ...aWeekLater(setting), at: now + week }, choices).map(({ actions }) => actions)
        expect(JSON.stringify(later)).toBe(JSON.stringify(aWeekLater(today)))
      }),
      { numRuns: runs(200), seed: seed(20_260_203) },
    )
  })
})

describe('time does not go back: an event from before the last counts as of the last, and nothing is due in the past', () => {
  itHolds(({ before, event, recipient, result, actions, after }) => {
    const past = actions.find((action) => action._tag === 'WakeAt' && action.at <= after.clock)
    if (past !== undefined) {
      return `${past.actionId} lies in the past`
    }
    if (before.fates.length === 0 || before.queue.lastAt !== event.at) {
      return undefined
    }
    const [queue, again] = transition(before.queue, { ...event, at: event.at - 1000 }, recipient, before.policy)
    return queue.version === result[0].version && JSON.stringify(again) === JSON.stringify(result[1])
      ? undefined
      : `${event._tag} from before does something else`
  })
})
