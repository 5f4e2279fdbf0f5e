import fc from 'fast-check'
import { callPort, type PortAction } from '../../src/effects/callPort.js'
import type { PortsAtOnce } from '../../src/effects/index.js'
import { inMemoryPorts, perform, performAsync, performSync } from '../../src/effects/index.js'
import { sampleStep } from '../../src/contracts/sampleSteps.js'
import { now, owner } from '../support/builders.js'
import { portActions, portOf, remarks } from '../support/effects.js'
import { recordingPorts } from '../support/recordingPorts.js'
import { runs, seed } from '../support/campaign.js'

const callOf = ({ _tag, actionId }: PortAction): string => `${portOf[_tag]} ${actionId} ${owner.canonical}`

/** A step of any actions, in any order, each with an id of its own. */
const actions = fc
  .array(fc.constantFrom(...portActions, ...remarks), { maxLength: 20 })
  .map((all) => all.map((action, place) => ({ ...action, actionId: `${action._tag}/${place}` })))

const asked = (all: readonly (typeof portActions | typeof remarks)[number][]): readonly PortAction[] =>
  all.flatMap((action) => (action._tag in portOf ? [action as PortAction] : []))

describe('perform calls each port once', () => {
  it.each(portActions)('for $_tag, the one that it is for', async (action) => {
    const { ports, calls } = recordingPorts()
    await perform(action, owner)(ports)()
    expect(calls).toEqual([callOf(action)])
  })

  it.each(remarks)('for $_tag, none', async (action) => {
    const { ports, calls } = recordingPorts()
    expect(await perform(action, owner)(ports)()).toEqual({ _tag: 'Right', right: [] })
    expect(calls).toEqual([])
  })

  it('for every action of a step, answers first', async () => {
    await fc.assert(
      fc.asyncProperty(actions, async (all) => {
        const { ports, calls } = recordingPorts()
        await performAsync(ports).step(owner, { actions: all, changes: sampleStep(0) })
        const expected = asked(all)
        const isAnswer = ({ _tag }: PortAction) => _tag === 'Respond'
        expect(calls).toEqual(
          [...expected.filter(isAnswer), ...expected.filter((action) => !isAnswer(action))].map(callOf),
        )
      }),
      { numRuns: runs(300), seed: seed(20_260_203) },
    )
  })

  it('at once as well as with promises, to the same effect and with the same events', async () => {
    await fc.assert(
      fc.asyncProperty(actions, async (all) => {
        const step = { actions: all, changes: sampleStep(0) }
        const one = inMemoryPorts({ now: () => now })
        const other = inMemoryPorts({ now: () => now })
        expect(performSync(one.atOnce).step(owner, step)).toEqual(await performAsync(other.ports).step(owner, step))
        expect(one.tookEffect()).toEqual(other.tookEffect())
        expect(one.stored()).toEqual(other.stored())
      }),
      { numRuns: runs(300), seed: seed(20_260_203) },
    )
  })

  it('again on a repetition, which takes effect once at ports that know the id', async () => {
    const memory = inMemoryPorts({ now: () => now })
    let calls = 0
    const counting: PortsAtOnce = {
      ...memory.atOnce,
      sipIpCore: {
        ...memory.atOnce.sipIpCore,
        respond: (action, recipient) => {
          calls += 1
          return callPort(memory.atOnce, action, recipient)
        },
      },
    }
    const [respond] = portActions
    const first = performSync(counting).action(respond!, owner)
    expect(performSync(counting).action(respond!, owner)).toEqual(first)
    expect(calls).toBe(2)
    expect(memory.tookEffect()).toEqual([{ recipient: owner, action: respond }])
  })
})
