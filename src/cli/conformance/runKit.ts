import type { ConformanceResult, ExpectedFailures, Surprise, Vector } from '../../conformance/index.js'
import { isExpectedFailures, staleEntries, surprises } from '../../conformance/index.js'
import { messageLine } from '../messageLine.js'
import { readDocument, writeErrors } from '../readDocument.js'
import { exitStatus, type Terminal } from '../Terminal.js'
import { decodeAs } from './decodeAs.js'
import { examineTarget } from './examineTarget.js'
import type { Kit } from './readKit.js'
import { readKit } from './readKit.js'
import type { RunOptions } from './runOptions.js'
import { defaultPatience } from './startTarget.js'
import { writeOut } from './writeOut.js'

const decodeExpectedFailures = decodeAs(
  'a list of expected failures: { "expected": [{ "vector", "verdict": "Fail" | "Errored", "path"?, "because" }] }',
  isExpectedFailures,
)

const isWanted = ({ id, requirements: [own] }: Vector, only: readonly string[]): boolean =>
  only.length === 0 || only.includes(id) || only.includes(own)

const unknownIds = ({ vectors }: Kit, only: readonly string[]): readonly string[] =>
  only.filter((wanted) => !vectors.some((vector) => isWanted(vector, [wanted])))

const report = (terminal: Terminal, found: readonly Surprise[]): void => {
  for (const { vector, because } of found) {
    terminal.writeMessage(messageLine([vector], because))
  }
}

/** Examines the target by the vectors that are wanted, and writes the result; gives the exit status. */
const examine = async (
  terminal: Terminal,
  kit: Kit,
  expected: ExpectedFailures,
  { target, format, only, out, perAnswer }: RunOptions,
): Promise<number> => {
  const vectors = kit.vectors.filter((vector) => isWanted(vector, only))
  const patience = { ...defaultPatience, perAnswer }
  const examined = await examineTarget(terminal.startChild, { kit, vectors, command: target, patience })
  if (examined._tag === 'Left') {
    terminal.writeMessage(messageLine([target], `cannot be examined: ${examined.left}`))
    return exitStatus.unexpected
  }
  const result: ConformanceResult = examined.right
  const isWritten = await writeOut(terminal, out, format(result, vectors))
  const found = surprises(result.records, expected)
  report(terminal, found)
  terminal.writeMessage(messageLine([result.implementation.name], result.summary.line))
  return !isWritten ? exitStatus.badDocument : found.length > 0 ? exitStatus.unexpected : exitStatus.answered
}

/**
 * Examines an implementation in a process of its own: the result goes where it is asked for, and its last line to the person.
 *
 * @param misuse What becomes of a command that is not understood.
 */
export const runKit = async (
  terminal: Terminal,
  options: RunOptions,
  misuse: (why: string) => number,
): Promise<number> => {
  const kit = await readKit(terminal)
  if (kit._tag === 'Left') {
    return writeErrors(terminal, kit.left)
  }
  const unknown = unknownIds(kit.right, options.only)
  if (unknown.length > 0) {
    return misuse(`there is no requirement with vectors, and no vector, ${unknown.join(', ')}`)
  }
  if (options.expectedFailures === undefined) {
    return examine(terminal, kit.right, { expected: [] }, options)
  }
  const expected = await readDocument(terminal, options.expectedFailures, decodeExpectedFailures)
  if (expected._tag === 'Left') {
    return writeErrors(terminal, expected.left)
  }
  const stale = staleEntries(
    expected.right,
    kit.right.vectors.map(({ id }) => id),
  )
  report(terminal, stale)
  return stale.length > 0 ? exitStatus.badDocument : examine(terminal, kit.right, expected.right, options)
}
