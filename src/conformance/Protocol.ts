import type { JsonObject } from './Json.js'
import type { VectorRole } from './Vector.js'

/** What the kit asks an implementation in a vector; over a line each request has a `seq` that the answer repeats. */
export type Request =
  | { readonly cmd: 'decide'; readonly given: JsonObject }
  | { readonly cmd: 'begin'; readonly role: VectorRole; readonly given: JsonObject }
  | StepRequest
  | { readonly cmd: 'end' }

/** Something has happened; recipient and policy are those in force after it. */
export type StepRequest = {
  readonly cmd: 'step'
  readonly event: JsonObject
  /** For the Participating Function alone. */
  readonly recipient?: JsonObject
  readonly policy: JsonObject
}

/** What an implementation can do; what it does not name is not asked of it. */
export type Capability = 'decision' | 'scenario' | 'messageStorageServer' | 'cpmClient' | 'reasons' | 'virtualTime'

/** Every {@link Capability}. */
export const capabilities: readonly Capability[] = [
  'decision',
  'scenario',
  'messageStorageServer',
  'cpmClient',
  'reasons',
  'virtualTime',
]

/** What an implementation says of itself at the start. */
export interface Introduction {
  readonly implementation: { readonly name: string; readonly version: string; readonly language?: string }
  readonly capabilities: readonly Capability[]
  readonly unsupported: readonly { readonly requirement: string; readonly reason: string }[]
}
