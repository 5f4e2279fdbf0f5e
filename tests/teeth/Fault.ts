import type { transition } from '../../src/deferral/transition.js'
import type { route } from '../../src/routing/route.js'

/** What may notice a fault: tables of every case, every state of small worlds, runs by chance, the oracle, the simulation, the vectors. */
export type Checker = 'E' | 'M' | 'P' | 'O' | 'S' | 'V'

/** One thing that is broken on purpose, the law that it breaks, and by what that must be noticed. */
export interface Fault {
  /** What is wrong, in a few words. */
  readonly name: string
  readonly law: string
  readonly noticedBy: readonly Checker[]
  readonly routes?: (right: typeof route) => typeof route
  readonly steps?: (right: typeof transition) => typeof transition
  /** Law by which the auditor of the simulation calls it, where that is another name. */
  readonly auditedAs?: string
  /** Broken implementations of the conformance kit with the same fault, by a part of their names. */
  readonly canaries?: readonly string[]
}
