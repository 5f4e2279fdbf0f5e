import type { CorpusRow, Judgement } from './Judgement.js'
import type { Decoding, InputError } from '../../src/wire/InputError.js'

/** Errors in one line. */
export const told = (errors: readonly InputError[]): string =>
  errors.map((error) => `${error.code} ${error.path}: ${error.actual}`).join('; ')

/** Compares what a row states with what was read; a fact that nobody knows how to look up is not met. */
export const compareFacts = (
  facts: Readonly<Record<string, unknown>>,
  read: Readonly<Record<string, unknown>>,
): readonly string[] =>
  Object.entries(facts).flatMap(([name, wanted]) => {
    if (!(name in read)) {
      return [`${name}: nothing to compare with`]
    }
    const found = JSON.stringify(read[name] ?? null)
    return found === JSON.stringify(wanted) ? [] : [`${name}: ${found} instead of ${JSON.stringify(wanted)}`]
  })

/** Judges what was refused: right where the row asks for it, by `unsupported` alone where another method or document is out of scope. */
export const judgeRefusal = (row: CorpusRow, errors: readonly InputError[]): Judgement => {
  const scope = errors.every((error) => error.code === 'unsupported')
  return {
    met: row.verdict === 'reject' || (row.verdict === 'refuse-scope' && scope),
    found: `refused: ${told(errors)}`,
  }
}

/** Judges facts that were looked up in a value that was read. */
export const judgeFacts = (wrong: readonly string[], found: string): Judgement => ({
  met: wrong.length === 0,
  found: wrong.length === 0 ? found : wrong.join('; '),
})

/** The value, or a line that says why there is none. */
export const valueOr = <A>(decoding: Decoding<A>): A | string =>
  decoding._tag === 'Right' ? decoding.right.value : told(decoding.left)
