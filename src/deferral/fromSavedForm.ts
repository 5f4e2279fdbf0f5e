import { isRight } from 'fp-ts/lib/Either.js'
import { parse } from 'fp-ts/lib/Json.js'
import { none, type SeenClient } from './DeferredMessageQueue.js'
import type { Entry } from './Entry.js'
import { sharedReason } from './sharedReason.js'
import { isSeenClient } from './isSavedQueue.js'
import type { FirstEntry, FirstSeenClient, QueueHead, ReadableQueue } from './SavedForm.js'

/** Lists that are empty are one and the same: most are, and each would take room of its own in every queue. */
const orNone = <A>(list: readonly A[]): readonly A[] => (list.length === 0 ? none : list)

const copyOf = (entry: FirstEntry | Entry): Entry['copy'] =>
  'copy' in entry ? entry.copy : entry.recorded ? 'asked' : entry.decision.record ? 'wanted' : 'none'

/** An entry as it is in a queue, from whichever form. */
export const entryFromSavedForm = (entry: FirstEntry | Entry): Entry => ({
  sequence: entry.sequence,
  message: entry.message,
  state: entry.state,
  by: sharedReason(entry.by),
  answerBy: 'answered' in entry && entry.answered ? undefined : entry.answerBy,
  expiresAt: entry.expiresAt,
  frozen: entry.frozen,
  copy: copyOf(entry),
  copyId: entry.copyId,
  flights: orNone(entry.flights),
  suspended: orNone(entry.suspended),
  occasion: entry.occasion,
  refusedBy: orNone(entry.refusedBy),
  notifiedInBand: orNone(entry.notifiedInBand),
  notifiedOutOfBand: orNone(entry.notifiedOutOfBand),
  deferredOn: entry.deferredOn,
  taken: entry.taken,
  ending: entry.ending,
})

const listFrom = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** A client whose mark cannot be read counts as one that becomes available when it is seen next. In a mark null stands for what is absent. */
const seenFromMark = ({ deviceId, mark }: FirstSeenClient): SeenClient => {
  const parsed = parse(mark)
  const [services, connectivity, capabilities, contact] = listFrom(isRight(parsed) ? parsed.right : undefined)
  const parts = Object.entries({ services, connectivity, capabilities, contact })
  const seen = { deviceId, ...Object.fromEntries(parts.filter(([, part]) => part !== null && part !== undefined)) }
  return isSeenClient(seen) ? seen : { deviceId }
}

/** A head as it is in a queue, from whichever form. */
export const headFromSavedForm = (head: ReadableQueue['head']): QueueHead => ({
  version: head.version,
  lastAt: head.lastAt,
  nextSequence: head.nextSequence,
  triggers: head.triggers,
  lines: orNone(head.lines),
  sessions: orNone(head.sessions),
  repeats: head.repeats,
  seen: orNone(head.seen.map((seen) => ('mark' in seen ? seenFromMark(seen) : seen))),
  doNotDisturb: head.doNotDisturb,
  preferencesMark: head.preferencesMark,
  toldDoNotDisturb: head.toldDoNotDisturb,
  conditionsChangeAt: head.conditionsChangeAt,
  wakeAt: head.wakeAt,
  finished: orNone(head.finished),
  recipientRemoved: head.recipientRemoved,
})
