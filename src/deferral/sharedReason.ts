import type { DeterminedBy } from '../model/RoutingDecision.js'

const deferred = {
  'TERM-11': { requirement: 'TERM-11' },
  'TERM-12': { requirement: 'TERM-12' },
  'TERM-13': { requirement: 'TERM-13' },
} as const

/** The same reason, in one object for all messages that are deferred for it without a rule: most of a million queues hold just those. */
export const sharedReason = (by: DeterminedBy): DeterminedBy =>
  by.rule === undefined &&
  (by.requirement === 'TERM-11' || by.requirement === 'TERM-12' || by.requirement === 'TERM-13')
    ? deferred[by.requirement]
    : by
