import { isJsonList, isJsonObject } from './Json.js'

/** One vector, or several by `*`, that an implementation is known not to follow yet. */
export interface ExpectedFailure {
  /** The id of a vector, in which `*` stands for any characters. */
  readonly vector: string
  readonly verdict: 'Fail' | 'Errored'
  /** Where it fails: the path of a mismatch. */
  readonly path?: string
  readonly because: string
}

/** What is known to fail: a document. */
export interface ExpectedFailures {
  readonly expected: readonly ExpectedFailure[]
}

const isExpectedFailure = (value: unknown): boolean =>
  isJsonObject(value) &&
  typeof value['vector'] === 'string' &&
  (value['verdict'] === 'Fail' || value['verdict'] === 'Errored') &&
  (value['path'] === undefined || typeof value['path'] === 'string') &&
  typeof value['because'] === 'string'

/** Whether what came out of a JSON text says what is known to fail. */
export const isExpectedFailures = (value: unknown): value is ExpectedFailures =>
  isJsonObject(value) && isJsonList(value['expected']) && value['expected'].every(isExpectedFailure)
