import type { ConformanceResult } from '../../conformance/index.js'
import { htmlReport, isConformanceResult } from '../../conformance/index.js'
import { readDocument, writeErrors } from '../readDocument.js'
import { exitStatus, type Terminal } from '../Terminal.js'
import { decodeAs } from './decodeAs.js'
import { readKit } from './readKit.js'
import { writeOut } from './writeOut.js'

const decodeResult = decodeAs('a result as conformance run --format json writes it', isConformanceResult)

/** Writes one page about the results of several implementations; gives the exit status. */
export const reportResults = async (
  terminal: Terminal,
  files: readonly string[],
  out: string | undefined,
): Promise<number> => {
  const kit = await readKit(terminal)
  if (kit._tag === 'Left') {
    return writeErrors(terminal, kit.left)
  }
  const results: ConformanceResult[] = []
  for (const file of files) {
    const read = await readDocument(terminal, file, decodeResult)
    if (read._tag === 'Left') {
      return writeErrors(terminal, read.left)
    }
    results.push(read.right)
  }
  const isWritten = await writeOut(terminal, out, htmlReport(kit.right.vectors, results))
  return isWritten ? exitStatus.answered : exitStatus.badDocument
}
