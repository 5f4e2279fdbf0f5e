import { isJsonObject } from '../conformance/Json.js'
import type { Arguments } from './Arguments.js'
import { decodeAs } from './conformance/decodeAs.js'
import { ownImplementation } from './conformance/ownImplementation.js'
import { reportResults } from './conformance/reportResults.js'
import { runKit } from './conformance/runKit.js'
import { runOptions } from './conformance/runOptions.js'
import { serve } from './conformance/serve.js'
import { readDocument, writeErrors } from './readDocument.js'
import type { Terminal } from './Terminal.js'

/** The options of all that `conformance` does. */
export const conformanceOptions: readonly string[] = ['target', 'format', 'expected-failures', 'only', 'out', 'timeout']

const hasVersion = (value: unknown): value is { readonly version: string } =>
  isJsonObject(value) && typeof value['version'] === 'string'

const serveOwn = async (terminal: Terminal): Promise<number> => {
  const manifest = `${terminal.packageFolder}/package.json`
  const read = await readDocument(terminal, manifest, decodeAs('a manifest with a version', hasVersion))
  return read._tag === 'Left'
    ? writeErrors(terminal, read.left)
    : serve(terminal, ownImplementation(read.right.version))
}

/**
 * Judges an implementation by the vectors, answers them for this library, or makes one page of several results.
 *
 * @param misuse What becomes of a command that is not understood.
 */
export const runConformance = (
  { operands, values }: Arguments,
  terminal: Terminal,
  misuse: (why: string) => number,
): number | Promise<number> => {
  const [what, ...rest] = operands
  const names = Object.keys(values)
  if (what === 'run') {
    const options = runOptions(rest, values)
    return options._tag === 'Left' ? misuse(options.left) : runKit(terminal, options.right, misuse)
  }
  if (what === 'serve' && rest.length + names.length === 0) {
    return serveOwn(terminal)
  }
  if (what === 'report' && rest.length > 0 && names.every((name) => name === 'out')) {
    return reportResults(terminal, rest, values['out'])
  }
  return misuse('it takes run with --target, or serve, or report with RESULT.json')
}
