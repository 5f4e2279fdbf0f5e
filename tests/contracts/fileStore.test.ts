import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { right } from 'fp-ts/lib/Either.js'
import type { Interruption, StoreUnderTest } from '../../src/contracts/index.js'
import { storeContract } from '../../src/contracts/index.js'
import { sampleRecipient } from '../../src/contracts/samples.js'
import { sampleQueue, sampleStep } from '../../src/contracts/sampleSteps.js'
import { type Append, type FileStore, openFileStore } from '../support/fileStore.js'

let folder = ''
let opened: FileStore[] = []
let files = 0

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cpm-routing-'))
})
afterEach(async () => {
  await Promise.all(opened.map(({ close }) => close()))
  opened = []
  await rm(folder, { recursive: true })
})

const newPath = (): string => {
  files += 1
  return join(folder, `store-${files}.jsonl`)
}

const openAt = async (path: string, append?: Append): Promise<FileStore> => {
  const fileStore = await openFileStore(path, append)
  opened.push(fileStore)
  return fileStore
}

const underTest = async (append?: Append): Promise<StoreUnderTest> => {
  const path = newPath()
  const { store } = await openAt(path, append)
  return { store, restart: async () => (await openAt(path)).store }
}

/** Writes as always, but what is written second is cut off. */
const cutOff = (moment: Interruption): Append => {
  let lines = 0
  return async (file, line) => {
    lines += 1
    const share = { beforeWriting: 0, whileWriting: 0.5, afterWriting: 1 }[moment]
    await file.appendFile(lines === 2 ? line.subarray(0, Math.floor(line.length * share)) : line)
    await file.datasync()
    if (lines === 2) {
      throw new Error('the machine stops')
    }
  }
}

describe('the deferred message store in a file', () => {
  for (const { name, run } of storeContract({
    open: () => underTest(),
    openInterrupted: (moment) => underTest(cutOff(moment)),
  })) {
    it(name, run)
  }

  it('recovers from a last line that is torn at any octet', async () => {
    const path = newPath()
    const { store } = await openAt(path)
    await store.apply(sampleRecipient, sampleStep(0, { put: ['e-1'], note: 'é 😀' }))()
    const whole = await readFile(path)
    await store.apply(sampleRecipient, sampleStep(1, { put: ['e-2'], note: 'é 😀' }))()
    const last = (await readFile(path)).subarray(whole.length)
    for (let length = 0; length < last.length; length += 7) {
      const torn = newPath()
      await writeFile(torn, Buffer.concat([whole, last.subarray(0, length)]))
      const recovered = await openFileStore(torn)
      expect(await recovered.store.load(sampleRecipient)()).toEqual(right(sampleQueue(1, ['e-1'], [], 'é 😀')))
      expect(await recovered.store.apply(sampleRecipient, sampleStep(1, { put: ['e-2'], note: 'é 😀' }))()).toEqual(
        right('stored'),
      )
      await recovered.close()
      expect((await readFile(torn)).equals(await readFile(path))).toBe(true)
    }
  })

  it('is not opened where a line in the middle is damaged', async () => {
    const path = newPath()
    await appendFile(path, '{"recipient":\n{}\n')
    await expect(openFileStore(path)).rejects.toThrow(SyntaxError)
  })

  it('writes nothing after a line that may be torn', async () => {
    const path = newPath()
    const { store } = await openAt(path, cutOff('whileWriting'))
    await store.apply(sampleRecipient, sampleStep(0))()
    expect(await store.apply(sampleRecipient, sampleStep(1))()).toEqual(right('unknown'))
    const before = await readFile(path)
    expect(await store.apply(sampleRecipient, sampleStep(1))()).toMatchObject({ left: { _tag: 'Unavailable' } })
    expect(await store.outcomeOf(sampleRecipient, 'step-1')()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } })
    expect((await readFile(path)).equals(before)).toBe(true)
  })
})
