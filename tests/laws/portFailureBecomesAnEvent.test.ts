import { left, right } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import type { PortError, TaskAnswer } from '../../src/effects/index.js'
import {
  outcomeUnknown,
  perform,
  performAsync,
  portsFromPromises,
  portsThrough,
  refused,
  unavailable,
} from '../../src/effects/index.js'
import { sampleStep } from '../../src/contracts/sampleSteps.js'
import { now, owner } from '../support/builders.js'
import { effectActions, portActions } from '../support/effects.js'
import { recordingPorts } from '../support/recordingPorts.js'
import { runs, seed } from '../support/campaign.js'

/** Every way in which a port can fail, and the event that says so. */
const failures: Readonly<Record<string, { readonly answer: () => TaskAnswer; readonly event: string }>> = {
  refused: { answer: () => async () => left(refused({ status: 486 })), event: 'ActionFailed' },
  'outcome unknown': { answer: () => async () => left(outcomeUnknown({ status: 408 })), event: 'ActionUnknown' },
  unavailable: { answer: () => async () => left(unavailable()), event: 'ActionUnknown' },
  rejecting: { answer: () => () => Promise.reject(new Error('broken')), event: 'ActionUnknown' },
  'rejecting with nothing': { answer: () => () => Promise.reject(), event: 'ActionUnknown' },
  'throwing in its task': {
    answer: () => () => {
      throw new Error('broken')
    },
    event: 'ActionUnknown',
  },
  'throwing at once': {
    answer: () => {
      throw new Error('broken')
    },
    event: 'ActionUnknown',
  },
}

describe('a port failure becomes an event', () => {
  for (const [name, { answer, event }] of Object.entries(failures)) {
    it.each(effectActions)(`where the port is ${name}, for $_tag`, async (action) => {
      const { ports } = recordingPorts(answer)
      const { events, failures: noted } = await performAsync(ports).action(action, owner)
      expect(events).toEqual([expect.objectContaining({ _tag: event, actionId: action.actionId, at: now })])
      expect(noted).toEqual([
        { actionId: action.actionId, error: expect.objectContaining({ _tag: expect.any(String) }) },
      ])
    })
  }

  it('of each action for itself: one outcome for every action that has one, in the order in which they came', async () => {
    const kinds = Object.values(failures)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: kinds.length }), { minLength: 13, maxLength: 13 }), async (faults) => {
        const { ports } = recordingPorts((action) => {
          const fault = kinds[faults[portActions.indexOf(action)]!]
          return fault === undefined ? async () => right({}) : fault.answer()
        })
        const outcome = await performAsync(ports).step(owner, { actions: portActions, changes: sampleStep(0) })
        expect(outcome._tag === 'Performed' && outcome.events.map(({ actionId }) => actionId)).toEqual(
          effectActions.map(({ actionId }) => actionId),
        )
        expect(outcome._tag === 'Performed' && outcome.events.map(({ _tag }) => _tag)).toEqual(
          effectActions.map((action) => kinds[faults[portActions.indexOf(action)]!]?.event ?? 'ActionSucceeded'),
        )
      }),
      { numRuns: runs(200), seed: seed(20_260_203) },
    )
  })

  it('whatever a promise rejects with', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (reason) => {
        const { ports } = recordingPorts()
        const promised = portsFromPromises({
          ...portsThrough(
            () => Promise.reject(reason),
            () => now,
          ),
          deferredMessageStore: {
            load: () => Promise.reject(reason),
            apply: () => Promise.reject(reason),
            outcomeOf: () => Promise.reject(reason),
            pending: () => Promise.reject(reason),
            recipientsWithPending: () => Promise.reject(reason),
          },
        })
        const { events } = await performAsync({ ...ports, ...promised }).action(effectActions[0]!, owner)
        expect(events).toEqual([{ _tag: 'ActionUnknown', actionId: 'Respond', at: now }])
        expect(await performAsync(promised).step(owner, { actions: [], changes: sampleStep(0) })).toMatchObject({
          _tag: 'NotPerformed',
        })
      }),
      { numRuns: runs(300), seed: seed(20_260_203) },
    )
  })

  it.each<[PortError]>([[refused()], [outcomeUnknown()], [unavailable()]])(
    'but for an alarm, which has none: %j is on the left',
    async (error) => {
      const { ports } = recordingPorts(() => async () => left(error))
      expect(await perform(portActions.at(-1)!, owner)(ports)()).toEqual(left(error))
      expect(await performAsync(ports).action(portActions.at(-1)!, owner)).toEqual({
        _tag: 'Performed',
        events: [],
        failures: [{ actionId: 'WakeAt', error }],
      })
    },
  )
})
