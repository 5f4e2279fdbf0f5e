import { left, right } from 'fp-ts/lib/Either.js'
import type { DeviceAnswer, EffectAction } from '../../../src/effects/index.js'
import { inMemoryPorts, outcomeEvents, perform, performSync, refused } from '../../../src/effects/index.js'
import { now, owner } from '../../support/builders.js'

const inBand: EffectAction = {
  _tag: 'NotifyInBand',
  actionId: 'n-1',
  determinedBy: { requirement: 'NTF-06' },
  to: ['phone', 'tablet', 'watch'],
  messages: [],
}
const outOfBand: EffectAction = {
  _tag: 'NotifyOutOfBand',
  actionId: 'n-2',
  determinedBy: { requirement: 'NTF-04' },
  to: [{ deviceId: 'phone', pushAddress: 'push:phone' }],
  form: 'summary',
  count: 1,
}
const end: EffectAction = {
  _tag: 'EndSession',
  actionId: 's-1/EndSession',
  determinedBy: { requirement: 'NTF-11' },
  sessionId: 's-1',
}

const of = (action: EffectAction, ...devices: readonly DeviceAnswer[]) =>
  outcomeEvents(action, right({ devices }), now).map(({ _tag, deviceId = 'the others', status }) => [
    _tag,
    deviceId,
    status,
  ])

describe('the outcome of a notification to several devices', () => {
  it('is one event where the port says the same of all', () => {
    expect(of(inBand)).toEqual([['ActionSucceeded', 'the others', undefined]])
    expect(outcomeEvents(inBand, left(refused({ status: 480 })), now)).toEqual([
      { _tag: 'ActionFailed', at: now, actionId: 'n-1', status: 480 },
    ])
  })

  it('is one event for each device that the port names, and one for the others', () => {
    expect(
      of(inBand, { deviceId: 'tablet', result: 'refused', status: 480 }, { deviceId: 'watch', result: 'unknown' }),
    ).toEqual([
      ['ActionFailed', 'tablet', 480],
      ['ActionUnknown', 'watch', undefined],
      ['ActionSucceeded', 'the others', undefined],
    ])
  })

  it('says nothing of others where the port names all', () => {
    expect(of(outOfBand, { deviceId: 'phone', result: 'done', status: 200 })).toEqual([
      ['ActionSucceeded', 'phone', 200],
    ])
  })

  it('leaves out devices that were not asked for, and what is said of one again', () => {
    expect(
      of(
        inBand,
        { deviceId: 'fridge', result: 'refused' },
        { deviceId: 'phone', result: 'refused' },
        { deviceId: 'phone', result: 'done' },
      ),
    ).toEqual([
      ['ActionFailed', 'phone', undefined],
      ['ActionSucceeded', 'the others', undefined],
    ])
    expect(of(end, { deviceId: 'phone', result: 'refused' })).toEqual([['ActionSucceeded', 'the others', undefined]])
  })

  it('comes from perform, step by step and at once', async () => {
    const memory = inMemoryPorts({
      now: () => now,
      answerOf: () => ({ devices: [{ deviceId: 'phone', result: 'refused' }] }),
    })
    const events = outcomeEvents(inBand, right({ devices: [{ deviceId: 'phone', result: 'refused' }] }), now)
    expect(events).toHaveLength(2)
    expect(await perform(inBand, owner)(memory.ports)()).toEqual(right(events))
    expect(performSync(memory.atOnce).action(inBand, owner).events).toEqual(events)
  })
})
