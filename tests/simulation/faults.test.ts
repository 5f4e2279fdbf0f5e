import type { QueueAction } from '../../src/deferral/index.js'
import { transition } from '../../src/deferral/index.js'
import { runs, seed as seedOf } from '../support/campaign.js'
import { reportOf, usualSteps as steps } from '../support/faults.js'
import { runFaults, stepsOf } from '../support/faultyServer.js'

const seeds = runs(500)
const firstSeed = seedOf(1)

/** The laws that a server breaks in the first runs. */
const broken = (decide: typeof transition): ReadonlySet<string> =>
  new Set(
    Array.from({ length: 20 }, (_, seed) => runFaults(seed + 1, stepsOf(seed + 1, steps), decide).complaints)
      .flat()
      .map((complaint) => complaint.split(':')[0] ?? ''),
  )

describe('with ports that fail, answers that are lost, doubled and late, and crashes between any two steps', () => {
  it('nothing accepted is lost, no id has two effects, nobody is disturbed, and all comes to its end', () => {
    const failures: string[] = []
    for (let seed = firstSeed; seed < firstSeed + seeds && failures.length < 3; seed += 1) {
      if (runFaults(seed, stepsOf(seed, steps)).complaints.length > 0) {
        failures.push(reportOf(seed).join('\n'))
      }
    }
    expect(failures.join('\n\n')).toBe('')
  })

  it('the same seed gives the same run', () => {
    expect(runFaults(7, stepsOf(7, steps))).toEqual(runFaults(7, stepsOf(7, steps)))
  })

  it('a run ends with messages delivered, stored, diverted, thrown away and turned away', () => {
    const logs = Array.from({ length: 20 }, (_, seed) => runFaults(seed + 1, stepsOf(seed + 1, steps)).log).flat()
    for (const word of [/Remove .* delivered/, /Remove .* stored/, /Remove .* retrieved/, /Interwork/, /Forward/]) {
      expect(logs.some((line) => word.test(line))).toBe(true)
    }
    for (const word of [
      /Discard .* expired/,
      /Discard .* revoked/,
      /Respond .* 403/,
      /crash/,
      /answer lost/,
      /again/,
    ]) {
      expect(logs.some((line) => word.test(line))).toBe(true)
    }
  })
})

describe('the auditor notices a server that', () => {
  it('forgets a message after it has answered', () => {
    const forgetful: typeof transition = (queue, event, recipient, policy) => {
      const [next, actions, changes] = transition(queue, event, recipient, policy)
      return [event._tag === 'MessageRouted' ? queue : next, actions, changes]
    }
    expect(broken(forgetful)).toContain('losesNothing')
  })

  it('disturbs the user', () => {
    const rude: typeof transition = (queue, event, { preferences, ...recipient }, policy) => {
      const { doNotDisturb: _, ...rest } = preferences ?? { owner: { uri: '', canonical: '' } }
      return transition(queue, event, { ...recipient, preferences: rest }, policy)
    }
    expect(broken(rude)).toContain('silentUnderDoNotDisturb')
  })

  it('gives one id to different actions', () => {
    const careless: typeof transition = (queue, event, recipient, policy) => {
      const [next, actions, changes] = transition(queue, event, recipient, policy)
      return [next, actions.map((action): QueueAction => ({ ...action, actionId: action._tag })), changes]
    }
    expect(broken(careless)).toContain('oneIdOneAction')
  })

  it('removes a message before it is delivered', () => {
    const hasty: typeof transition = (queue, event, recipient, policy) => {
      const [next, actions, changes] = transition(queue, event, recipient, policy)
      return [
        next,
        actions.flatMap((action): readonly QueueAction[] =>
          action._tag === 'Deliver' ? [{ ...action, _tag: 'Remove', cause: 'delivered' }] : [action],
        ),
        changes,
      ]
    }
    expect(broken(hasty)).toContain('removesAfterwards')
  })

  it('throws away what nobody wanted thrown away', () => {
    const wasteful: typeof transition = (queue, event, recipient, policy) => {
      const [next, actions, changes] = transition(queue, event, recipient, policy)
      return [
        next,
        actions.map(
          (action): QueueAction =>
            action._tag === 'Deliver' ? { ...action, _tag: 'Discard', cause: 'revoked' } : action,
        ),
        changes,
      ]
    }
    expect(broken(wasteful)).toContain('throwsNothingAwayUnasked')
  })

  it('never comes back', () => {
    const sleepy: typeof transition = (queue, event, recipient, policy) => {
      const [next, actions, changes] = transition(queue, event, recipient, policy)
      return [event._tag === 'ActionSucceeded' ? queue : next, actions, changes]
    }
    expect(broken(sleepy)).toContain('neverStuck')
  })
})
