import type { AlarmClock, WakeAt } from '../effects/index.js'
import type { CpmAddress } from '../model/CpmAddress.js'
import type { Instant } from '../model/Instant.js'
import type { ContractCase } from './ContractCase.js'
import { contractCase, deviation } from './ContractCase.js'
import { otherRecipient, sameRecipient, sampleRecipient } from './samples.js'

/** An alarm clock with a view of what is set. */
export interface AlarmClockUnderTest {
  readonly alarmClock: AlarmClock
  /** When the recipient is woken next, if at all. */
  readonly wakesAt: (recipient: CpmAddress) => Promise<Instant | undefined>
}

/** Far enough ahead that no alarm of a contract goes off while it runs: two days, in milliseconds. */
const ahead = 172_800_000

const wakeAt = (actionId: string, at: Instant): WakeAt => ({
  _tag: 'WakeAt',
  actionId,
  determinedBy: { requirement: 'DEF-03' },
  at,
})

/**
 * What a server's alarm clock promises.
 *
 * @param open Opens a clock on which nothing is set.
 */
export const alarmClockContract = (open: () => Promise<AlarmClockUnderTest>): readonly ContractCase[] => [
  contractCase('now is an instant in whole milliseconds', async () => {
    const { alarmClock } = await open()
    return deviation('whether it is whole', true, Number.isSafeInteger(alarmClock.now()))
  }),
  contractCase('wakeAt sets an alarm for one recipient', async () => {
    const { alarmClock, wakesAt } = await open()
    const at = alarmClock.now() + ahead
    const answer = await alarmClock.wakeAt(wakeAt('w-1', at), sampleRecipient)()
    return [
      ...deviation('the answer', 'Right', answer._tag),
      ...deviation('the alarms', [at, null], [await wakesAt(sampleRecipient), await wakesAt(otherRecipient)]),
    ]
  }),
  contractCase('wakeAt takes the place of the alarm before, be the new one earlier or later', async () => {
    const { alarmClock, wakesAt } = await open()
    const at = alarmClock.now() + ahead
    await alarmClock.wakeAt(wakeAt('w-1', at), sampleRecipient)()
    await alarmClock.wakeAt(wakeAt('w-2', at - 1), sameRecipient)()
    const earlier = await wakesAt(sampleRecipient)
    await alarmClock.wakeAt(wakeAt('w-3', at + 1), sampleRecipient)()
    return deviation('the alarms', [at - 1, at + 1], [earlier, await wakesAt(sampleRecipient)])
  }),
  contractCase('wakeAt for one recipient leaves the alarm of another', async () => {
    const { alarmClock, wakesAt } = await open()
    const at = alarmClock.now() + ahead
    await alarmClock.wakeAt(wakeAt('w-1', at), sampleRecipient)()
    await alarmClock.wakeAt(wakeAt('w-1', at + 1), otherRecipient)()
    return deviation('the alarms', [at, at + 1], [await wakesAt(sampleRecipient), await wakesAt(otherRecipient)])
  }),
]
