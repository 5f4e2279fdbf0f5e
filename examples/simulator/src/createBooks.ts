import type { CpmAddress, StandaloneMessage } from 'cpm-routing'
import { minute } from './Day.js'
import type { Counter } from './Totals.js'

/** How a message ends; the first end that a model sees is the one that counts. */
export type End = 'delivered' | 'stored' | 'forwarded' | 'interworked' | 'discarded' | 'expired' | 'failed'

interface Account {
  /** Whether do-not-disturb does not hold for it. */
  readonly breaksThrough: boolean
  readonly expiresAt: number | undefined
  status?: number
  end?: End
  waits?: boolean
}

/**
 * The books of one recipient: what the originators, the devices and the storage saw, each for itself.
 *
 * They never look into the queue, so what the queue loses is missed here.
 */
export interface Books {
  readonly arrives: (message: StandaloneMessage) => void
  /** The originator's side has its final answer. */
  readonly answered: (entryId: string, status: number, at: number) => void
  /** Gives whether this is the first end. */
  readonly ends: (entryId: string, end: End, at: number) => boolean
  readonly hasEnded: (entryId: string) => boolean
  readonly breaksThrough: (entryId: string) => boolean
  /** Whether some message that waits breaks through. */
  readonly someBreaksThrough: () => boolean
  /** Balances the books at the end of the day against what the store holds. */
  readonly close: (held: ReadonlySet<string>, at: number) => void
}

/** How long after its expiry a message may be held, since what is under way comes to its end first. */
const grace = 10 * minute

const isAccepted = (status: number): boolean => status < 300

export const createBooks = (closest: CpmAddress | undefined, { count, mark }: Counter): Books => {
  const accounts = new Map<string, Account>()

  const answered: Books['answered'] = (entryId, status, at) => {
    const account = accounts.get(entryId)
    if (account === undefined || account.status !== undefined) {
      count('answered twice')
      return
    }
    account.status = status
    if (isAccepted(status) && account.end === undefined) {
      account.waits = true
      mark('begins', at)
    }
  }

  const ends: Books['ends'] = (entryId, end, at) => {
    const account = accounts.get(entryId)
    if (account === undefined || account.end !== undefined) {
      return false
    }
    account.end = end
    if (end === 'expired' && account.expiresAt !== undefined && account.expiresAt + grace < at) {
      count('held after its expiry')
    }
    if (account.waits === true) {
      mark('ceases', at)
    }
    return true
  }

  const closeAccount = ({ status, end, expiresAt }: Account, isHeld: boolean, at: number): void => {
    if (
      status !== undefined &&
      isAccepted(status) &&
      end === undefined &&
      expiresAt !== undefined &&
      expiresAt + grace < at
    ) {
      count('held after its expiry')
    }
    if (status === undefined) {
      count(isHeld ? 'unanswered' : 'lost')
    } else if (!isAccepted(status)) {
      count('turned away')
      count(`turned away with ${status}`)
    } else {
      count('accepted')
      count(end ?? (isHeld ? 'waiting' : 'lost'))
    }
  }

  return {
    arrives: ({ entryId, originator, expiresAt }) => {
      const breaksThrough =
        closest !== undefined && originator.address !== undefined && originator.address.canonical === closest.canonical
      accounts.set(entryId, { breaksThrough, expiresAt })
    },
    answered,
    ends,
    hasEnded: (entryId) => accounts.get(entryId)?.end !== undefined,
    breaksThrough: (entryId) => accounts.get(entryId)?.breaksThrough === true,
    someBreaksThrough: () =>
      [...accounts.values()].some(({ breaksThrough, end }) => breaksThrough && end === undefined),
    close: (held, at) => {
      for (const [entryId, account] of accounts) {
        closeAccount(account, held.has(entryId), at)
      }
    },
  }
}
