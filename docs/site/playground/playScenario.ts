import type { Transcript } from 'cpm-routing/simulation'
import { ScenarioCodec, simulate } from 'cpm-routing/simulation'
import type { InputError } from 'cpm-routing/wire'
import { decodeJson } from 'cpm-routing/wire'

/** A scenario as it went, or what is wrong in its text. */
export interface Played {
  readonly transcript?: Transcript
  readonly errors: readonly InputError[]
  readonly warnings: readonly string[]
}

const read = decodeJson(ScenarioCodec)

/** Reads a scenario and plays it to its end. */
export const playScenario = (text: string): Played => {
  const decoded = read(text)
  return decoded._tag === 'Left'
    ? { errors: decoded.left, warnings: [] }
    : {
        transcript: simulate(decoded.right.value),
        errors: [],
        warnings: decoded.right.warnings.map(({ path, message }) => `${path}: ${message}`),
      }
}
