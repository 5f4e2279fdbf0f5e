import type { DeferredMessageNotice, Discard, Remove } from 'cpm-routing'
import type { Books } from './createBooks.js'
import type { Storage } from './createStorage.js'
import type { Counter } from './Totals.js'

/** Looks at what the library asks for, and counts what it may not ask for. */
export interface Auditor {
  /** A message goes to a device without being asked for there. */
  readonly sees: (entryId: string, at: number) => void
  readonly seesNotices: (notices: readonly DeferredMessageNotice[], at: number) => void
  /** Devices are told how many messages wait. */
  readonly seesSummary: (at: number) => void
  /** A message leaves the queue. */
  readonly seesEnd: (remark: Remove | Discard, at: number) => void
}

/** What is never to be counted. */
export const violations = [
  'lost',
  'held after its expiry',
  'answered twice',
  'pushed under do-not-disturb',
  'removed before it was done',
] as const

export const createAuditor = (
  isDisturbed: (at: number) => boolean,
  books: Books,
  storage: Storage,
  { count }: Counter,
): Auditor => {
  const sees: Auditor['sees'] = (entryId, at) => {
    if (isDisturbed(at) && !books.breaksThrough(entryId)) {
      count('pushed under do-not-disturb')
    }
  }
  return {
    sees,
    seesNotices: (notices, at) => {
      for (const { entryId } of notices) {
        sees(entryId, at)
      }
    },
    seesSummary: (at) => {
      if (isDisturbed(at) && !books.someBreaksThrough()) {
        count('pushed under do-not-disturb')
      }
    },
    seesEnd: (remark, at) => {
      const { entryId } = remark
      if (remark._tag === 'Discard') {
        books.ends(entryId, remark.cause === 'expired' ? 'expired' : 'discarded', at)
        return
      }
      // Where a copy was recorded before, that is the one storage operation.
      if (remark.cause === 'stored' && storage.holds(entryId)) {
        books.ends(entryId, 'stored', at)
      }
      if (!books.hasEnded(entryId)) {
        count('removed before it was done')
      }
    },
  }
}
