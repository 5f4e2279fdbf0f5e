import type { Entry } from './Entry.js'

/**
 * Which waiting messages nobody may hear of at a step: while do-not-disturb is in force all but those that break through, and those that
 * a rule silences at any time.
 *
 * @spec NTF-01 PSH-01 AMB-04 AMB-06 AMB-30
 */
export interface Silence {
  readonly inForce: boolean
  /** Whether it covers every message but notifications and system messages. */
  readonly coversAll: boolean
  readonly covers: (entry: Entry) => boolean
}
