import type { Json, JsonObject } from './Json.js'
import { isJsonList, isJsonObject } from './Json.js'
import type { Introduction } from './Protocol.js'
import type { Summary } from './Summary.js'
import type { VerdictRecord } from './Verdict.js'

/** Which vectors an implementation was examined by. */
export interface KitIdentity {
  readonly version: string
  /** SHA-256 of the files of vectors, in the order of the index, in hexadecimal. */
  readonly digest: string
}

/** What the kit says of one implementation: plain JSON data. */
export interface ConformanceResult extends Introduction {
  readonly kit: KitIdentity
  readonly summary: Summary
  readonly records: readonly VerdictRecord[]
}

const isObjects = (value: Json | undefined): value is readonly JsonObject[] =>
  isJsonList(value) && value.every(isJsonObject)

const isNamed = (value: Json | undefined): boolean =>
  isJsonObject(value) && typeof value['name'] === 'string' && typeof value['version'] === 'string'

const isSummary = (value: Json | undefined): boolean =>
  isJsonObject(value) &&
  typeof value['line'] === 'string' &&
  isObjects(value['sections']) &&
  isObjects(value['requirements']) &&
  value['requirements'].every(({ verdicts }) => isJsonObject(verdicts))

/** Whether what came out of a JSON text is a result, as far as a page about it needs it to be. */
export const isConformanceResult = (value: unknown): value is ConformanceResult =>
  isJsonObject(value) &&
  isNamed(value['implementation']) &&
  isJsonObject(value['kit']) &&
  typeof value['kit']['digest'] === 'string' &&
  isSummary(value['summary']) &&
  isObjects(value['records']) &&
  value['records'].every(({ requirements }) => isJsonList(requirements))
