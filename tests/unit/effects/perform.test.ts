import { left, right } from 'fp-ts/lib/Either.js'
import type { PortError, TaskAnswer } from '../../../src/effects/index.js'
import { outcomeEvent, outcomeUnknown, perform, refused, unavailable } from '../../../src/effects/index.js'
import { now, owner } from '../../support/builders.js'
import { effectActions, portActions } from '../../support/effects.js'
import { recordingPorts } from '../../support/recordingPorts.js'

const respond = effectActions[0]!
const send = effectActions[1]!
const wakeAt = portActions.at(-1)!
const answering = (answer: TaskAnswer) => recordingPorts(() => answer).ports

describe('perform', () => {
  it('gives the outcome as an event with the client, the status and the instant of the answer', async () => {
    expect(await perform(send, owner)(answering(async () => right({ status: 200 })))()).toEqual(
      right([{ _tag: 'ActionSucceeded', actionId: 'Send', deviceId: 'phone', status: 200, at: now }]),
    )
    expect(await perform(respond, owner)(answering(async () => right({})))()).toEqual(
      right([{ _tag: 'ActionSucceeded', actionId: 'Respond', at: now }]),
    )
  })

  it('leaves out what is not there', async () => {
    const answer = await perform(send, owner)(answering(async () => right({})))()
    expect(answer._tag === 'Right' && Object.keys(answer.right[0]!)).toEqual(['_tag', 'at', 'actionId', 'deviceId'])
  })

  it.each<[PortError, string]>([
    [refused({ status: 486 }), 'ActionFailed'],
    [outcomeUnknown({ status: 408 }), 'ActionUnknown'],
  ])('gives %j as an event', async (error, _tag) => {
    expect(await perform(respond, owner)(answering(async () => left(error)))()).toEqual(
      right([{ _tag, actionId: 'Respond', status: error.status, at: now }]),
    )
  })

  it('keeps on the left what was not asked for', async () => {
    const error = unavailable({ reason: 'no route' })
    expect(await perform(respond, owner)(answering(async () => left(error)))()).toEqual(left(error))
    expect(outcomeEvent(respond, left(error), now)).toEqual({ _tag: 'ActionUnknown', actionId: 'Respond', at: now })
  })

  it('has no event for an alarm', async () => {
    expect(await perform(wakeAt, owner)(answering(async () => right({})))()).toEqual(right([]))
  })

  it('does nothing before its task runs', async () => {
    const { ports, calls } = recordingPorts()
    const task = perform(respond, owner)(ports)
    expect(calls).toEqual([])
    await task()
    await task()
    expect(calls).toHaveLength(2)
  })
})
