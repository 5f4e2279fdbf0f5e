import { sequenceS, sequenceT } from 'fp-ts/lib/Apply.js'
import type { Either } from 'fp-ts/lib/Either.js'
import { getApplicativeValidation, map, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { getSemigroup } from 'fp-ts/lib/ReadonlyArray.js'
import type { Finding, LintReport } from '../analysis/index.js'
import { lint } from '../analysis/index.js'
import type { UserPreferences } from '../model/UserPreferences.js'
import { encode, RoutingRequestCodec } from '../wire/documents/index.js'
import type { Arguments } from './Arguments.js'
import { decodePreferences } from './decodeDocuments.js'
import { messageLine } from './messageLine.js'
import type { DocumentError } from './readDocument.js'
import { readDocument } from './readDocument.js'
import { readPolicyOf } from './readPolicyOf.js'
import { exitStatus, type Terminal } from './Terminal.js'
import { writeAnswer } from './writeAnswer.js'

type Read<A> = Either<readonly DocumentError[], A>

const allErrors = getApplicativeValidation(getSemigroup<DocumentError>())

const readAll = async (terminal: Terminal, files: readonly string[]): Promise<Read<readonly UserPreferences[]>> => {
  let all: Read<readonly UserPreferences[]> = right([])
  for (const file of files) {
    const next = await readDocument(terminal, file, decodePreferences)
    all = pipe(
      sequenceT(allErrors)(all, next),
      map(([documents, document]) => [...documents, document]),
    )
  }
  return all
}

const findingForm = (finding: Finding): unknown =>
  'witness' in finding ? { ...finding, witness: encode(RoutingRequestCodec)(finding.witness) } : finding

/** A place with the name of the file in which it lies. */
const placeIn = (path: string, files: readonly string[]): string =>
  path
    .replace(/^\/documents\/([0-9]+)/, (_, number: string) => `${files[Number(number)]} `)
    .replace(/^\/policy/, '--policy ')
    .trim()

const tell = (terminal: Terminal, { findings, undecided }: LintReport, files: readonly string[]): void => {
  for (const { path, severity, code, message } of findings) {
    terminal.writeMessage(messageLine([placeIn(path, files)], `${severity} ${code}: ${message}`))
  }
  for (const { path, question } of undecided) {
    terminal.writeMessage(messageLine([placeIn(path, files)], `not decided: ${question}`))
  }
}

/**
 * Lints preferences, several documents together: the findings are the result, and each is told to the person.
 *
 * @param misuse What becomes of a command that is not understood.
 */
export const runLint = async (
  { operands: files, values }: Arguments,
  terminal: Terminal,
  misuse: (why: string) => number,
): Promise<number> => {
  if (files.length === 0) {
    return misuse('it takes one PREFERENCES.json or more')
  }
  if ([...files, values['policy']].filter((file) => file === '-').length > 1) {
    return misuse('standard input can be read once only')
  }
  const documents = await readAll(terminal, files)
  const policy = await readPolicyOf(terminal, values['policy'])
  const report = pipe(
    sequenceS(allErrors)({ documents, policy }),
    map((given) => lint(given.documents, given.policy)),
  )
  const isBad = report._tag === 'Right' && report.right.findings.some(({ severity }) => severity === 'error')
  if (report._tag === 'Right') {
    tell(terminal, report.right, files)
  }
  return writeAnswer(
    terminal,
    report,
    ({ findings, undecided }) => ({
      findings: findings.map(findingForm),
      ...(undecided.length === 0 ? {} : { undecided }),
    }),
    isBad ? exitStatus.unexpected : exitStatus.answered,
  )
}
