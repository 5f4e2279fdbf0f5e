import type { CpmAddress } from '../model/CpmAddress.js'
import type { Awaited, DeterminedBy, RoutingDecision } from '../model/RoutingDecision.js'
import type { Handling } from '../model/UserPreferences.js'
import type { RequirementId } from '../requirements.js'
import { actionUponExpiration, effectiveExpiry } from './expiry.js'
import { instantText } from './explainConditions.js'
import type { Question } from './Question.js'
import { isExempt } from './Question.js'
import type { FinalStatus } from './response.js'
import { responses } from './response.js'
import type { ClientConsidered, DoNotDisturbConsidered } from './Trace.js'

/** All that was found out before the outcome is chosen. */
export interface Considered {
  readonly question: Question
  /** What the rule, or what stands in its place, asks for. */
  readonly handling: Handling
  readonly rule: string | undefined
  readonly doNotDisturb: DoNotDisturbConsidered
  readonly clients: readonly ClientConsidered[]
}

/** One question on the way to a decision, and the decision if it settles the matter. */
export interface Consideration {
  readonly requirement: RequirementId
  readonly question: string
  readonly seen: (facts: Considered) => string
  readonly decision: (facts: Considered) => RoutingDecision | undefined
}

const by = (requirement: RequirementId, { rule }: Considered): DeterminedBy => ({
  requirement,
  ...(rule === undefined ? {} : { rule }),
})

const recordsCopy = ({ question }: Considered): boolean => question.preferences?.recordIncoming === true

const rejected = (requirement: RequirementId, facts: Considered, status: FinalStatus): RoutingDecision => ({
  _tag: 'Reject',
  determinedBy: by(requirement, facts),
  record: false,
  response: responses[status],
})

const accepted = (requirement: RequirementId, facts: Considered) => ({
  determinedBy: by(requirement, facts),
  record: recordsCopy(facts),
  response: responses[202],
})

const stored = (requirement: RequirementId, facts: Considered): RoutingDecision => ({
  _tag: 'Store',
  determinedBy: by(requirement, facts),
  record: false,
  response: responses[202],
})

const deferred = (
  requirement: RequirementId,
  reason: 'Preference' | 'DoNotDisturb' | 'NoApplicableClient',
  facts: Considered,
): RoutingDecision => {
  const { question, doNotDisturb, clients } = facts
  const { message, preferences, policy } = question
  const preferred = preferences?.deferred?.option ?? policy.deferredOption ?? 'push'
  const option = isExempt(message.kind) ? 'push' : preferred
  const awaited: readonly (readonly [boolean, Awaited])[] = [
    [option === 'store', 'Nothing'],
    [doNotDisturb.inForceForMessage, 'DoNotDisturbEnds'],
    [option === 'push', 'ClientRegisters'],
    [clients.every(({ applicable }) => !applicable), 'ClientRegisters'],
  ]
  const awaits = awaited.find(([holds]) => holds)?.[1] ?? 'ClientActs'
  const expiresAt = effectiveExpiry(message, policy)
  const onExpiry = actionUponExpiration(message, preferences, policy)
  const { until } = doNotDisturb
  return {
    _tag: 'Defer',
    ...accepted(requirement, facts),
    reason,
    plan: {
      option,
      onExpiry,
      awaits,
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(awaits === 'DoNotDisturbEnds' && until !== undefined ? { until } : {}),
    },
  }
}

const action = ({ handling }: Considered): string => handling.action

const asks = (wanted: Handling['action'], { handling }: Considered): boolean => handling.action === wanted

const applicable = ({ clients }: Considered): readonly string[] =>
  clients.filter((client) => client.applicable).map(({ deviceId }) => deviceId)

const passedAlready = ({ question }: Considered): readonly CpmAddress[] => [
  question.message.recipient,
  ...(question.message.history ?? []),
]

/** Each way a message can be diverted, whatever do-not-disturb says. */
const diversions: readonly Consideration[] = [
  {
    requirement: 'TERM-03',
    question: 'Do the preferences ask for rejection?',
    seen: action,
    decision: (facts) =>
      asks('reject', facts) ? rejected('TERM-03', facts, facts.question.policy.rejectStatus ?? 403) : undefined,
  },
  {
    requirement: 'TERM-05',
    question: 'Do the preferences ask for interworking?',
    seen: action,
    decision: (facts) => (asks('interwork', facts) ? { _tag: 'Interwork', ...accepted('TERM-05', facts) } : undefined),
  },
  {
    requirement: 'TERM-06',
    question: 'Do the preferences ask for delivery to the Message Storage Server?',
    seen: action,
    decision: (facts) => (asks('store', facts) ? stored('TERM-06', facts) : undefined),
  },
  {
    requirement: 'AMB-27',
    question: 'Would forwarding go round in a circle?',
    seen: (facts) =>
      passedAlready(facts)
        .map(({ uri }) => uri)
        .join(', '),
    decision: (facts) => {
      const { handling } = facts
      const loops =
        handling.action === 'forward' &&
        passedAlready(facts).some(({ canonical }) => canonical === handling.to.canonical)
      return loops ? rejected('AMB-27', facts, 482) : undefined
    },
  },
]

/** What is looked at once a message is not diverted. */
const delays: readonly Consideration[] = [
  {
    requirement: 'AMB-14',
    question: 'Has the message expired?',
    seen: ({ question }) => {
      const expiresAt = effectiveExpiry(question.message, question.policy)
      return expiresAt === undefined ? 'no expiry' : `expires at ${instantText(expiresAt)}`
    },
    decision: (facts) => {
      const { message, preferences, policy, now } = facts.question
      const expiresAt = effectiveExpiry(message, policy)
      const isPast = expiresAt !== undefined && expiresAt <= now && policy.interpretations?.['AMB-14'] !== 'literal'
      const isKept = actionUponExpiration(message, preferences, policy) === 'store'
      return isPast ? (isKept ? stored('AMB-14', facts) : rejected('AMB-14', facts, 408)) : undefined
    },
  },
  {
    requirement: 'AMB-33',
    question: 'Is the deferred message queue full?',
    seen: ({ question: { waiting, policy } }) => `${waiting} waiting, ${policy.longestQueue ?? 'any number'} allowed`,
    decision: (facts) => {
      const { message, waiting, policy } = facts.question
      const isFull = policy.longestQueue !== undefined && policy.longestQueue <= waiting
      return isFull && !isExempt(message.kind) ? rejected('AMB-33', facts, 480) : undefined
    },
  },
  {
    requirement: 'TERM-11',
    question: 'Do the preferences ask for deferral?',
    seen: action,
    decision: (facts) => (asks('defer', facts) ? deferred('TERM-11', 'Preference', facts) : undefined),
  },
  {
    requirement: 'TERM-12',
    question: 'Is do-not-disturb in force for the message?',
    seen: ({ doNotDisturb }) => (doNotDisturb.inForceForMessage ? 'in force' : 'not in force'),
    decision: (facts) =>
      facts.doNotDisturb.inForceForMessage ? deferred('TERM-12', 'DoNotDisturb', facts) : undefined,
  },
  {
    requirement: 'TERM-13',
    question: 'Is no applicable client registered?',
    seen: (facts) => `${applicable(facts).length} of ${facts.clients.length} applicable`,
    decision: (facts) =>
      applicable(facts).length === 0 ? deferred('TERM-13', 'NoApplicableClient', facts) : undefined,
  },
]

const forwarding: Consideration = {
  requirement: 'TERM-08',
  question: 'Do the preferences ask for forwarding?',
  seen: action,
  decision: (facts) =>
    facts.handling.action === 'forward'
      ? { _tag: 'Forward', ...accepted('TERM-08', facts), to: facts.handling.to }
      : undefined,
}

/** What is done with a message that nothing diverts or delays. */
export const sent = (facts: Considered): RoutingDecision => {
  const { message, policy } = facts.question
  return {
    _tag: 'Send',
    determinedBy: by('TERM-15', facts),
    record: recordsCopy(facts),
    response: responses[200],
    to: applicable(facts),
    insertTargetAddress: !(policy.coreInsertsTargetAddress === true || message.targetAddressPresent === true),
  }
}

/**
 * What is asked on the way to a decision, in the order of the standard; the first that settles it ends the way, and sending is what remains.
 *
 * @spec TERM-02 TERM-03 TERM-05 TERM-06 TERM-08 TERM-09 TERM-11 TERM-12 TERM-13 TERM-15
 * @spec AMB-14 AMB-27 AMB-33
 */
export const considerations: readonly Consideration[] = [...diversions, forwarding, ...delays]
