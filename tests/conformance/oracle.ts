import type { Implementation } from '../../src/conformance/index.js'
import { oracleRoute } from '../oracle/routingOracle.cjs'

/** The second implementation of the routing decision; it knows nothing of what happens afterwards. */
export const oracle: Implementation = {
  introduction: {
    implementation: { name: 'oracle', version: '0.0.0', language: 'JavaScript' },
    capabilities: ['decision', 'reasons'],
    unsupported: [],
  },
  decide: (given) => ({ decision: oracleRoute(given) }),
  begin: () => {
    const scenario = { step: () => [scenario, { skipped: 'it decides only' }] as const, end: () => ({ held: [] }) }
    return scenario
  },
}
