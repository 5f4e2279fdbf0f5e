import type { SeenClient } from './DeferredMessageQueue.js'
import type { Entry } from './Entry.js'
import type { QueueChanges } from './QueueChanges.js'
import type { FirstEntry, FirstHead, FirstSavedQueue, FirstSeenClient, QueueHead, SavedQueue } from './SavedForm.js'

const asFirstSeen = ({ deviceId, services, connectivity, capabilities, contact }: SeenClient): FirstSeenClient => ({
  deviceId,
  mark: JSON.stringify([services, connectivity, capabilities, contact]),
})

const asFirstHead = (head: QueueHead): FirstHead => ({ ...head, seen: head.seen.map(asFirstSeen) })

const states = { sending: 'Send', diverting: 'Forward', storing: 'Store', waiting: 'Defer' } as const

const asFirstEntry = ({ copy, ...entry }: Entry): FirstEntry => ({
  ...entry,
  decision: {
    _tag: entry.state === 'diverting' && entry.by.requirement === 'TERM-05' ? 'Interwork' : states[entry.state],
    determinedBy: entry.by,
    record: copy !== 'none',
  },
  answered: entry.answerBy === undefined,
  recorded: copy === 'asked',
})

/** The changes of a step in the first form. */
export interface FirstQueueChanges extends Omit<QueueChanges, 'form' | 'head' | 'entriesPut'> {
  readonly form: 1
  readonly head: FirstHead
  readonly entriesPut: readonly FirstEntry[]
}

/**
 * The changes of a step as an earlier version of the library can read them: what is stored while servers of both versions are at work.
 *
 * @param changes From `transition`.
 * @returns The same changes in form 1.
 */
export const changesAsFirstForm = (changes: QueueChanges): FirstQueueChanges => ({
  ...changes,
  form: 1,
  head: asFirstHead(changes.head),
  entriesPut: changes.entriesPut.map(asFirstEntry),
})

/**
 * A saved queue as an earlier version of the library can read it.
 *
 * @example
 * ```ts
 * import { asFirstForm, emptyQueue, save } from 'cpm-routing/deferral'
 *
 * console.log(save(emptyQueue).form, asFirstForm(save(emptyQueue)).form)
 * // => 2 1
 * ```
 */
export const asFirstForm = ({ head, entries, pending }: SavedQueue): FirstSavedQueue => ({
  form: 1,
  head: asFirstHead(head),
  entries: entries.map(asFirstEntry),
  pending,
})
