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

/** Whether what came out of a JSON text is a result, as far as a page about it needs it to be. */
export const isConformanceResult = (value: unknown): value is ConformanceResult =>
  isJsonObject(value) &&
  isJsonObject(value['kit']) &&
  isJsonObject(value['implementation']) &&
  isJsonObject(value['summary']) &&
  isJsonList(value['records']) &&
  value['records'].every((record) => isJsonObject(record) && isJsonList(record['requirements']))
