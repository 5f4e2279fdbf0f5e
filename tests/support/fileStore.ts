import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { left, right } from 'fp-ts/lib/Either.js'
import type { DeferredMessageStore, StepChanges, StoreAnswer } from '../../src/effects/index.js'
import { inMemoryStore, outcomeUnknown, unavailable } from '../../src/effects/index.js'
import type { CpmAddress } from '../../src/model/CpmAddress.js'

/** A step as a line of the file. */
interface Line {
  readonly recipient: CpmAddress
  readonly changes: StepChanges
}

/** Writes a line so that it outlives a crash of the machine. */
export type Append = (file: FileHandle, line: Buffer) => Promise<void>

export interface FileStore {
  readonly store: DeferredMessageStore
  readonly close: () => Promise<void>
}

const appendDurably: Append = async (file, line) => {
  await file.appendFile(line)
  await file.datasync()
}

/** Makes a new file's name outlive a crash as well. */
const synchroniseFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r')
  await folder.sync()
  await folder.close()
}

const newline = 0x0a

/**
 * A deferred message store in one file: a step is a line of JSON, written and synchronised before it is answered.
 *
 * ```
 * {"recipient":…,"changes":…}⏎      read again at the start, in order
 * {"recipient":…,"changes":…}⏎
 * {"recipient":…,"chan               a crash came in between: was never answered, is cut off
 * ```
 *
 * One process uses a file at a time.
 */
export const openFileStore = async (path: string, append: Append = appendDurably): Promise<FileStore> => {
  const memory = inMemoryStore()
  const file = await open(path, 'a+')
  try {
    const content = await file.readFile()
    const length = content.lastIndexOf(newline) + 1
    for (const text of content.subarray(0, length).toString('utf8').split('\n').slice(0, -1)) {
      const { recipient, changes }: Line = JSON.parse(text)
      memory.store.apply(recipient, changes)
    }
    await file.truncate(length)
    await file.datasync()
    await synchroniseFolder(dirname(path))
  } catch (damage) {
    await file.close()
    throw damage
  }

  let isBroken = false
  let last: Promise<unknown> = Promise.resolve()
  /** Runs one after the other: between looking at the version and writing nobody else writes. */
  const inTurn = <A>(work: () => Promise<A>): Promise<A> => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }

  const expected = (recipient: CpmAddress, { stepId, expectedVersion }: StepChanges): StoreAnswer | 'new' => {
    const outcome = memory.store.outcomeOf(recipient, stepId)
    const loaded = memory.store.load(recipient)
    if (outcome._tag === 'Right' && outcome.right === 'stored') {
      return 'stored'
    }
    const version = loaded._tag === 'Right' ? (loaded.right?.version ?? 0) : 0
    return version === expectedVersion ? 'new' : 'conflict'
  }

  const write = async (recipient: CpmAddress, changes: StepChanges): Promise<StoreAnswer> => {
    const line = Buffer.from(`${JSON.stringify({ recipient, changes } satisfies Line)}\n`, 'utf8')
    try {
      await append(file, line)
    } catch {
      // How much of the line is in the file is anybody's guess: nothing more is written after it, until the file is opened again.
      isBroken = true
      return 'unknown'
    }
    // What was stored is what a restart finds: data that went through JSON.
    const { changes: stored }: Line = JSON.parse(line.toString('utf8'))
    memory.store.apply(recipient, stored)
    return 'stored'
  }

  const store: DeferredMessageStore = {
    load: (recipient) => async () => memory.store.load(recipient),
    apply: (recipient, changes) => () =>
      inTurn(async () => {
        if (isBroken) {
          return left(unavailable({ reason: 'the file must be opened again' }))
        }
        const answer = expected(recipient, changes)
        return right(answer === 'new' ? await write(recipient, changes) : answer)
      }),
    outcomeOf: (recipient, stepId) => async () =>
      isBroken
        ? left(outcomeUnknown({ reason: 'the file must be opened again' }))
        : memory.store.outcomeOf(recipient, stepId),
    pending: (recipient) => async () => memory.store.pending(recipient),
    recipientsWithPending: (limit, after) => async () => memory.store.recipientsWithPending(limit, after),
  }
  return { store, close: () => file.close() }
}
