import type { CpmClient } from '../model/CpmClient.js'
import { isApplicable } from '../routing/isApplicable.js'
import type { Line } from './DeferredMessageQueue.js'
import { entryFrom } from './Entries.js'
import type { Entry } from './Entry.js'
import { push } from './flight.js'
import { isFrozen, optionOf, preferredOption } from './optionOf.js'
import { putLine, reopenLine } from './lines.js'
import type { Silence } from './Silence.js'
import { questionAbout, type Step } from './Step.js'

/** Has each client that is registered looked at for the messages from a place in the order of arrival on. @spec PSH-05 AMB-07 AMB-34 */
export const openLines = (step: Step, from: number): void => {
  const registered = (step.recipient.clients ?? []).filter((client) => client.registered)
  step.queue.lines = registered.reduce((lines, { deviceId }) => reopenLine(lines, deviceId, from), step.queue.lines)
}

const isDue = (step: Step, entry: Entry, deviceId: string, silence: Silence): boolean =>
  entry.state === 'waiting' &&
  entry.taken === undefined &&
  entry.ending === undefined &&
  entry.deferredOn < step.queue.triggers &&
  !entry.refusedBy.includes(deviceId) &&
  optionOf(entry, step.recipient, step.policy) === 'push' &&
  !silence.covers(entry)

/** Whether nothing that waits can be due, so that no line needs to be gone along. */
const isNothingDue = ({ recipient, policy, queue }: Step, silence: Silence): boolean =>
  queue.waitingExempt === 0 &&
  (silence.coversAll || (!isFrozen(policy) && preferredOption(recipient, policy) !== 'push'))

/** Goes along a line until something is pushed, or to its end. */
const advance = (step: Step, { deviceId, next }: Line, client: CpmClient, silence: Silence): Line => {
  const isAtEnd = next === undefined || !client.registered || isNothingDue(step, silence)
  let entry = isAtEnd ? undefined : entryFrom(step.queue.entries, next)
  let actionId: string | undefined
  while (entry !== undefined && actionId === undefined) {
    const isNext = isDue(step, entry, deviceId, silence) && isApplicable(client, questionAbout(step, entry.message))
    actionId = isNext ? push(step, entry, deviceId) : undefined
    entry = entryFrom(step.queue.entries, entry.sequence + 1)
  }
  return { deviceId, actionId, next: entry?.sequence }
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
    if (line.actionId === undefined) {
      const client = step.recipient.clients?.find(({ deviceId }) => deviceId === line.deviceId)
      const advanced = client === undefined ? { ...line, next: undefined } : advance(step, line, client, silence)
      step.queue.lines = putLine(step.queue.lines, advanced)
    }
  }
}
