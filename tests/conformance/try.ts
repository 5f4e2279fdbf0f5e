// Tries vectors on this library, and says of each what is not as expected:
//
//   npx tsx tests/conformance/try.ts                                       all vectors
//   npx tsx tests/conformance/try.ts src/conformance/vectors/TERM-09.json  some files
//   npx tsx tests/conformance/try.ts --canaries [name of a file]           the broken implementations, and what each fails
import { readFileSync } from 'node:fs'
import type { Vector, VerdictRecord } from '../../src/conformance/index.js'
import { isAsExpected, isVectorFile, runVectors } from '../../src/conformance/index.js'
import { allCanaries } from './canaries.js'
import { judgeCanary } from './teeth.js'
import { own } from './own.js'
import { allVectors, handWrittenVectors } from './vectors.js'

const print = (text: string): void => void process.stdout.write(`${text}\n`)

const describeRecord = ({ vector, verdict, reason, mismatches = [], ways }: VerdictRecord): string =>
  [
    `${verdict} ${vector} ${reason ?? ''} ${ways === undefined ? '' : `way ${ways.join()}`}`.trimEnd(),
    ...mismatches.map(
      ({ path, expected, came }) =>
        `  ${path}\n    expected ${JSON.stringify(expected)}\n    came     ${JSON.stringify(came)}`,
    ),
  ].join('\n')

const tryVectors = (vectors: readonly Vector[]): void => {
  const records = runVectors(vectors, own)
  for (const record of records.filter((each) => !isAsExpected(each) || each.verdict !== 'Pass')) {
    print(describeRecord(record))
  }
  print(`${records.filter(isAsExpected).length} of ${records.length} as expected`)
}

const readVectors = (file: string): readonly Vector[] => {
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!isVectorFile(read)) {
    print(`${file} is no file of vectors`)
    return []
  }
  return read.vectors
}

const tryCanaries = async (wanted: string): Promise<void> => {
  const handWritten = handWrittenVectors()
  const followed = runVectors(handWritten, own)
  const vectors = handWritten.filter((_, at) => followed[at] !== undefined && isAsExpected(followed[at]))
  const killed = new Set<string>()
  for (const canary of await allCanaries(wanted)) {
    const { failed, missed, unrelated } = judgeCanary(canary, vectors)
    for (const id of failed) {
      killed.add(id)
    }
    print(
      `${missed.length + unrelated.length === 0 ? 'ok  ' : 'FAIL'} ${canary.name} fails ${failed.join(' ')}` +
        (missed.length === 0 ? '' : `\n     breaks ${missed.join(' ')}, of which no vector fails`) +
        (unrelated.length === 0 ? '' : `\n     fails ${unrelated.join(' ')}, which are of other requirements`),
    )
  }
  const kept = vectors.filter(({ id }) => !killed.has(id)).map(({ id }) => id)
  print(`kills nothing: ${kept.join(' ')}`)
}

const words = process.argv.slice(2)
if (words[0] === '--canaries') {
  await tryCanaries(words[1] ?? '')
} else {
  tryVectors(words.length === 0 ? allVectors() : words.flatMap(readVectors))
}
