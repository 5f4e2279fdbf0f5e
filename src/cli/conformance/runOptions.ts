import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { ConformanceResult, Vector } from '../../conformance/index.js'
import { htmlReport, junitReport, textReport } from '../../conformance/index.js'
import type { Arguments } from '../Arguments.js'
import { defaultPatience } from './startTarget.js'

/** How a result is written. */
export type Format = (result: ConformanceResult, vectors: readonly Vector[]) => string

const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['text', textReport],
  ['json', (result) => `${JSON.stringify(result)}\n`],
  ['junit', junitReport],
  ['html', (result, vectors) => htmlReport(vectors, [result])],
])

/** What `conformance run` is asked to do. */
export interface RunOptions {
  readonly target: string
  readonly format: Format
  /** The ids of requirements and vectors that are asked; empty means all. */
  readonly only: readonly string[]
  readonly expectedFailures: string | undefined
  readonly out: string | undefined
  /** How long an answer may take, in milliseconds. */
  readonly perAnswer: number
}

const secondsOf = (text: string): number => (/^\d{1,4}(\.\d{1,3})?$/.test(text) ? Number(text) * 1_000 : 0)

/** Reads what stands after `conformance run`, or says what is wrong with it. */
export const runOptions = (ids: readonly string[], values: Arguments['values']): Either<string, RunOptions> => {
  const { target, format = 'text', only, out, timeout } = values
  const written = formats.get(format)
  const perAnswer = timeout === undefined ? defaultPatience.perAnswer : secondsOf(timeout)
  if (target === undefined || target === '') {
    return left('it takes --target with the command that starts an implementation')
  }
  if (written === undefined) {
    return left(`--format takes one of ${[...formats.keys()].join(', ')}`)
  }
  if (perAnswer === 0) {
    return left('--timeout takes a number of seconds, such as 5 or 0.5')
  }
  if (only === undefined && ids.length > 0) {
    return left(`${ids.join(' ')} stands alone; ids go after --only`)
  }
  return right({
    target,
    format: written,
    only: [...(only?.split(',') ?? []), ...ids].filter((id) => id !== ''),
    expectedFailures: values['expected-failures'],
    out,
    perAnswer,
  })
}
