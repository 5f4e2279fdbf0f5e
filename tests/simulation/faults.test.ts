import { runFaults, shortest, stepsOf } from '../support/faultyServer.js'

const seeds = 500
const steps = 60

describe('with ports that fail, answers that are lost, doubled and late, and crashes between any two steps', () => {
  it('nothing accepted is lost, no id has two effects, nobody is disturbed, and all comes to its end', () => {
    const failures: string[] = []
    for (let seed = 1; seed <= seeds && failures.length < 3; seed += 1) {
      const { complaints } = runFaults(seed, stepsOf(seed, steps))
      if (complaints.length > 0) {
        const few = shortest(seed, stepsOf(seed, steps))
        const run = runFaults(seed, few)
        failures.push([`seed ${seed}, steps ${few.join(', ')}`, ...run.complaints, ...run.log].join('\n'))
      }
    }
    expect(failures.join('\n\n')).toBe('')
  })

  it('the same seed gives the same run', () => {
    expect(runFaults(7, stepsOf(7, steps))).toEqual(runFaults(7, stepsOf(7, steps)))
  })
})
