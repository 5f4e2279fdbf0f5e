import type { Entry } from './Entry.js'
import {
  emptyTrie,
  firstKeyFrom,
  getFromTrie,
  type NumberTrie,
  putInTrie,
  removeFromTrie,
  trieValues,
} from './collections/NumberTrie.js'
import { emptyMap, getFromMap, putInMap, removeFromMap, type TextMap } from './collections/TextMap.js'
import { identityOf } from './identityOf.js'

/**
 * Entries in the order of arrival: a plain list while they are few, which is the cheapest there is, and indexes once they are many.
 *
 * ```
 * 1 … 32     [1] [2] [3]                            looked through from the first
 * 33 …       by sequence, by id, by identity        found at once; a list again at 16
 * ```
 */
export type Entries = readonly Entry[] | ManyEntries

interface ManyEntries {
  readonly bySequence: NumberTrie<Entry>
  readonly sequences: TextMap<number>
  /** By originator and Message-ID (AMB-32). */
  readonly identities: TextMap<number>
}

const mostInList = 32
const leastInIndexes = 16

/** Whether entries are held in indexes, and not in a list. */
export const isMany = (entries: Entries): entries is ManyEntries => 'bySequence' in entries

/** How many entries there are. */
export const countOf = (entries: Entries): number => (isMany(entries) ? entries.bySequence.size : entries.length)

/** All entries in the order of arrival. */
export const entriesInOrder = (entries: Entries): readonly Entry[] =>
  isMany(entries) ? trieValues(entries.bySequence) : entries

/** The entry at a place in the order of arrival. */
export const entryAt = (entries: Entries, sequence: number): Entry | undefined => {
  if (isMany(entries)) {
    return getFromTrie(entries.bySequence, sequence)
  }
  for (const entry of entries) {
    if (entry.sequence === sequence) {
      return entry
    }
  }
  return undefined
}

/** The first entry from a place in the order of arrival on. */
export const entryFrom = (entries: Entries, from: number): Entry | undefined => {
  if (isMany(entries)) {
    const sequence = firstKeyFrom(entries.bySequence, from)
    return sequence === undefined ? undefined : getFromTrie(entries.bySequence, sequence)
  }
  for (const entry of entries) {
    if (entry.sequence >= from) {
      return entry
    }
  }
  return undefined
}

/** The entry with an id. */
export const entryOfId = (entries: Entries, entryId: string): Entry | undefined => {
  if (isMany(entries)) {
    const sequence = getFromMap(entries.sequences, entryId)
    return sequence === undefined ? undefined : getFromTrie(entries.bySequence, sequence)
  }
  for (const entry of entries) {
    if (entry.message.entryId === entryId) {
      return entry
    }
  }
  return undefined
}

/** The entry of the same originator and Message-ID as a message has. @spec AMB-32 */
export const entryOfIdentity = (entries: Entries, message: Entry['message']): Entry | undefined => {
  const identity = identityOf(message)
  if (identity === undefined) {
    return undefined
  }
  if (isMany(entries)) {
    const sequence = getFromMap(entries.identities, identity)
    return sequence === undefined ? undefined : getFromTrie(entries.bySequence, sequence)
  }
  for (const entry of entries) {
    if (entry.message.messageId === message.messageId && identityOf(entry.message) === identity) {
      return entry
    }
  }
  return undefined
}

const putInIndexes = (entries: ManyEntries, entry: Entry): ManyEntries => {
  const { sequence, message } = entry
  const bySequence = putInTrie(entries.bySequence, sequence, entry)
  if (bySequence.size === entries.bySequence.size) {
    return { bySequence, sequences: entries.sequences, identities: entries.identities }
  }
  const identity = identityOf(message)
  return {
    bySequence,
    sequences: putInMap(entries.sequences, message.entryId, sequence),
    identities: identity === undefined ? entries.identities : putInMap(entries.identities, identity, sequence),
  }
}

const noEntries: ManyEntries = { bySequence: emptyTrie, sequences: emptyMap, identities: emptyMap }

/** The entries with one in place of what it was, or as the latest. */
export const withEntry = (entries: Entries, entry: Entry): Entries => {
  if (isMany(entries)) {
    return putInIndexes(entries, entry)
  }
  const list = entries.slice()
  for (let place = list.length - 1; place >= 0; place -= 1) {
    if (list[place]?.sequence === entry.sequence) {
      list[place] = entry
      return list
    }
  }
  list.push(entry)
  return list.length <= mostInList ? list : list.reduce(putInIndexes, noEntries)
}

/** The entries without one. */
export const withoutEntry = (entries: Entries, { sequence, message }: Entry): Entries => {
  if (!isMany(entries)) {
    return entries.filter((entry) => entry.sequence !== sequence)
  }
  const identity = identityOf(message)
  const bySequence = removeFromTrie(entries.bySequence, sequence)
  return bySequence.size <= leastInIndexes
    ? trieValues(bySequence)
    : {
        bySequence,
        sequences: removeFromMap(entries.sequences, message.entryId),
        identities: identity === undefined ? entries.identities : removeFromMap(entries.identities, identity),
      }
}

/**
 * Entries from a list in any order.
 *
 * @param most How many stay a list.
 */
export const entriesOf = (list: readonly Entry[], most: number = mostInList): Entries =>
  list.length <= most
    ? [...list].sort((one, other) => one.sequence - other.sequence)
    : list.reduce(putInIndexes, noEntries)
