import type { CpmClient } from '../model/CpmClient.js'
import { isApplicable } from '../routing/isApplicable.js'
import { type Line, none } from './DeferredMessageQueue.js'
import { entryAt, entryFrom } from './Entries.js'
import type { Entry } from './Entry.js'
import { push } from './flight.js'
import { isFrozen, optionOf, preferredOption } from './optionOf.js'
import { openLineFor, putLine, reopenLine } from './lines.js'
import type { Silence } from './Silence.js'
import { questionAbout, type Step } from './Step.js'

/** Has each client that is registered looked at for all messages. @spec PSH-05 AMB-07 AMB-34 */
export const openLines = (step: Step): void => {
  for (const { deviceId, registered } of step.recipient.clients ?? none) {
    if (registered) {
      step.queue.lines = reopenLine(step.queue.lines, deviceId)
    }
  }
}

/** Has each client that is registered looked at for one message that came to wait after a trigger. @spec PSH-05 AMB-07 AMB-34 */
export const openLinesFor = (step: Step, sequence: number): void => {
  const isLatest = sequence === step.queue.nextSequence - 1
  for (const { deviceId, registered } of step.recipient.clients ?? none) {
    if (registered) {
      step.queue.lines = openLineFor(step.queue.lines, deviceId, sequence, isLatest)
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

/** Whether nothing that waits can be due, so that no line needs to be gone along. */
const isNothingDue = ({ recipient, policy, queue }: Step, silence: Silence): boolean =>
  queue.waitingExempt === 0 &&
  (silence.coversAll || (!isFrozen(policy) && preferredOption(recipient, policy) !== 'push'))

/** Pushes a message to a client if it may have it now; gives the id of that. */
const offer = (step: Step, entry: Entry, client: CpmClient, silence: Silence): string | undefined =>
  isDue(step, entry, client.deviceId, silence) && isApplicable(client, questionAbout(step, entry.message))
    ? push(step, entry, client.deviceId)
    : undefined

/** Goes along a line until something is pushed, or to its end. */
const advance = (step: Step, { deviceId, next, late = none }: Line, client: CpmClient, silence: Silence): Line => {
  let actionId: string | undefined
  if (!client.registered || isNothingDue(step, silence)) {
    return { deviceId, actionId, next: undefined, late: undefined }
  }
  // INVARIANT: what is late stands before what is next.
  let seen = 0
  for (const sequence of late) {
    const entry = actionId === undefined ? entryAt(step.queue.entries, sequence) : undefined
    seen += actionId === undefined ? 1 : 0
    if (entry !== undefined) {
      actionId = offer(step, entry, client, silence)
    }
  }
  let entry = next === undefined ? undefined : entryFrom(step.queue.entries, next)
  while (entry !== undefined && actionId === undefined) {
    actionId = offer(step, entry, client, silence)
    entry = entryFrom(step.queue.entries, entry.sequence + 1)
  }
  return { deviceId, actionId, next: entry?.sequence, late: seen === late.length ? undefined : late.slice(seen) }
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
      const advanced =
        client === undefined ? { ...line, next: undefined, late: undefined } : advance(step, line, client, silence)
      step.queue.lines = putLine(step.queue.lines, advanced)
    }
  }
}
