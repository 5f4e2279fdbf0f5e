import { isApplicable } from '../routing/isApplicable.js'
import { firstKeyFrom, getFromTrie } from './collections/NumberTrie.js'
import { getFromMap } from './collections/TextMap.js'
import { entryWithId, type Line } from './DeferredMessageQueue.js'
import type { Entry } from './Entry.js'
import { push } from './flight.js'
import { optionOf } from './optionOf.js'
import type { Deliver } from './QueueAction.js'
import { type Silence, silenceAt } from './silence.js'
import { putPending, questionAbout, type Step } from './Step.js'

const putLine = (step: Step, line: Line): void => {
  const others = step.queue.lines.filter(({ deviceId }) => deviceId !== line.deviceId)
  const isIdle = line.actionId === undefined && line.next === undefined
  step.queue = { ...step.queue, lines: isIdle ? others : [...others, line] }
}

/** Begins anew with the oldest message for every client. @spec PSH-05 AMB-07 AMB-34 */
export const openLines = (step: Step): void => {
  for (const { deviceId, registered } of step.recipient.clients ?? []) {
    const line = step.queue.lines.find((known) => known.deviceId === deviceId)
    if (registered) {
      putLine(step, { deviceId, actionId: line?.actionId, next: 0 })
    }
  }
}

/** A client has answered: its line may go on. */
export const releaseLine = (step: Step, actionId: string): void => {
  const line = step.queue.lines.find((known) => known.actionId === actionId)
  if (line !== undefined) {
    step.queue = {
      ...step.queue,
      lines: step.queue.lines.map((known) => (known === line ? { ...line, actionId: undefined } : known)),
    }
  }
}

const isDue = (step: Step, entry: Entry, deviceId: string, silence: Silence): boolean =>
  entry.state === 'waiting' &&
  entry.taken === undefined &&
  entry.ending === undefined &&
  entry.deferredOn < step.queue.triggers &&
  !entry.refusedBy.includes(deviceId) &&
  optionOf(entry, step.recipient, step.policy) === 'push' &&
  !silence.covers(entry)

/** Whether a push that was under way may be asked for again now: its client is there, and the message is not silenced. @spec PSH-01 */
export const mayPush = (step: Step, { entryId, deviceId }: Deliver): boolean => {
  const entry = entryWithId(step.queue, entryId)
  const client = step.recipient.clients?.find((known) => known.deviceId === deviceId)
  return entry !== undefined && client?.registered === true && !silenceAt(step).covers(entry)
}

/** Asks again for pushes that were suspended; their ids stay. */
const resume = (step: Step, line: Line): void => {
  const pending = line.actionId === undefined ? undefined : getFromMap(step.queue.pending, line.actionId)
  if (pending?.suspended === true && pending.action._tag === 'Deliver' && mayPush(step, pending.action)) {
    putPending(step, { ...pending, suspended: false })
    step.actions.push(pending.action)
  }
}

/**
 * Goes on with the line of each client that is registered and has nothing in flight: the oldest deferred message that it may have is pushed to it.
 *
 * ```
 * queue     1  2  3  4  5          first in, first out; one in flight for each client
 * phone     ✓  ·  →                2 is too large for the phone
 * tablet       →                   1 was delivered by the phone and is gone
 * ```
 *
 * @spec PSH-01 PSH-02 PSH-05 PSH-06 PSH-08 AMB-13 AMB-34
 */
export const pushWhenAvailable = (step: Step, silence: Silence): void => {
  for (const line of step.queue.lines) {
    resume(step, line)
    const client = step.recipient.clients?.find(({ deviceId }) => deviceId === line.deviceId)
    if (line.actionId === undefined && client?.registered === true) {
      let key = line.next === undefined ? undefined : firstKeyFrom(step.queue.entries, line.next)
      let actionId: string | undefined
      while (key !== undefined && actionId === undefined) {
        const entry = getFromTrie(step.queue.entries, key)
        const isNext =
          entry !== undefined &&
          isDue(step, entry, line.deviceId, silence) &&
          isApplicable(client, questionAbout(step, entry.message))
        actionId = isNext ? push(step, entry, line.deviceId) : undefined
        key = firstKeyFrom(step.queue.entries, key + 1)
      }
      putLine(step, { deviceId: line.deviceId, actionId, next: key })
    } else if (line.actionId === undefined) {
      putLine(step, { ...line, next: undefined })
    }
  }
}
