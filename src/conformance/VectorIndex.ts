import { isJsonList, isJsonObject } from './Json.js'

/** How many vectors there are of each kind. */
export interface VectorCounts {
  readonly vectors: number
  readonly handWritten: number
  readonly generated: number
  readonly regressions: number
  /** How many requirements have vectors of their own. */
  readonly requirements: number
}

/** What belongs to the kit. */
export interface VectorIndex {
  /** That of the kit, not of the package: a changed expectation is a major version. */
  readonly version: string
  readonly counts: VectorCounts
  /** SHA-256 of the files one after the other, in hexadecimal. */
  readonly digest: string
  /** The files of vectors, in order, beside the index. */
  readonly files: readonly string[]
}

/** Whether what came out of a JSON text is an index. */
export const isVectorIndex = (value: unknown): value is VectorIndex =>
  isJsonObject(value) &&
  typeof value['version'] === 'string' &&
  typeof value['digest'] === 'string' &&
  isJsonObject(value['counts']) &&
  isJsonList(value['files']) &&
  value['files'].every((file) => typeof file === 'string')
