import type { Codec } from './Codec.js'
import type { Json } from './Json.js'

/**
 * Writes a value as the JSON form of its codec: instants and durations as text, addresses as they were written.
 *
 * @example
 * ```ts
 * import { encode, InstantCodec } from 'cpm-routing/wire'
 *
 * console.log(encode(InstantCodec)(1_770_112_800_000))
 * // => 2026-02-03T10:00:00Z
 * ```
 */
export const encode =
  <A>(codec: Codec<A>) =>
  (value: A): Json =>
    codec.encode(value)
