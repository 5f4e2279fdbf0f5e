import type { DecisionVector, Introduction, ScenarioVector, VectorStep } from '../../../src/conformance/index.js'
import { capabilities } from '../../../src/conformance/index.js'

/** An implementation that can do everything. */
export const introduction: Introduction = {
  implementation: { name: 'it', version: '1' },
  capabilities,
  unsupported: [],
}

const parts = {
  requirements: ['TERM-12'],
  role: 'PF',
  level: 'shall',
  case: 'positive',
  title: 'defers under do-not-disturb',
  because: 'the user does not want to be disturbed',
} as const

/** A vector about one decision. */
export const decisionVector = (change: Partial<DecisionVector> = {}): DecisionVector => ({
  ...parts,
  id: 'TERM-12/1',
  kind: 'decision',
  given: { now: '2030-01-01T10:00:00Z' },
  expect: { decision: { _tag: 'Defer' } },
  ...change,
})

/** A vector about what happens next. */
export const scenarioVector = (
  steps: readonly VectorStep[],
  change: Partial<Omit<ScenarioVector, 'steps'>> = {},
): ScenarioVector => ({
  ...parts,
  id: 'PSH-05/1',
  requirements: ['PSH-05'],
  kind: 'scenario',
  given: {},
  ...change,
  steps,
})

/** A step at which nothing is asked. */
export const step = (change: Partial<VectorStep> = {}): VectorStep => ({
  event: { _tag: 'TimeReached', at: '2030-01-01T10:00:00Z' },
  expect: {},
  ...change,
})
