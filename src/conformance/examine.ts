import { answered, forms } from './answered.js'
import { checkDecision } from './checkDecision.js'
import type { Examination } from './Examination.js'
import { compared, ended } from './Examination.js'
import { examineScenario } from './examineScenario.js'
import type { Comparison } from './mismatchesOf.js'
import type { Capability, Introduction } from './Protocol.js'
import type { DecisionVector, Vector } from './Vector.js'

const examineDecision = (vector: DecisionVector, comparison: Comparison): Examination => ({
  _tag: 'Asking',
  request: { cmd: 'decide', given: vector.given },
  hear: answered(vector, [], forms.decision, (decision) =>
    compared(vector, checkDecision(vector.expect, decision, comparison), [decision]),
  ),
})

const roleCapability = { PF: 'scenario', MSS: 'messageStorageServer', Client: 'cpmClient' } as const

const capabilitiesFor = ({ kind, role, timed }: Vector): readonly Capability[] => [
  kind === 'decision' ? 'decision' : roleCapability[role],
  ...(timed === true ? (['virtualTime'] as const) : []),
]

/** Why an implementation is not asked, if it is not. */
const reasonToSkip = (vector: Vector, { capabilities, unsupported }: Introduction): string | undefined => {
  const [own] = vector.requirements
  const missing = capabilitiesFor(vector).filter((capability) => !capabilities.includes(capability))
  return (
    unsupported.find(({ requirement }) => requirement === own)?.reason ??
    (missing.length === 0 ? undefined : `it does not have the capability ${missing.join(' and ')}`)
  )
}

/**
 * Begins to examine an implementation by one vector: the first request, or at once the word that it is not asked.
 *
 * @param vector the vector
 * @param introduction what the implementation has said of itself
 */
export const examine = (vector: Vector, introduction: Introduction): Examination => {
  const reason = reasonToSkip(vector, introduction)
  if (reason !== undefined) {
    return ended(vector, 'Skipped', reason)
  }
  const comparison = { reasons: introduction.capabilities.includes('reasons') }
  return vector.kind === 'decision' ? examineDecision(vector, comparison) : examineScenario(vector, comparison)
}
