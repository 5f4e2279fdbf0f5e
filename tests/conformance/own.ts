import { ownImplementation } from '../../src/cli/conformance/ownImplementation.js'
import type { Implementation } from '../../src/conformance/index.js'

/** This library. */
export const own: Implementation = ownImplementation('0.0.0')
