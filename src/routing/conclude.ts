import type { CpmAddress } from '../model/CpmAddress.js'
import type { Instant } from '../model/Instant.js'
import type {
  Awaited,
  DeferReason,
  DeferralPlan,
  DeterminedBy,
  RoutingDecision,
  SipResponse,
} from '../model/RoutingDecision.js'
import type {
  ActionUponExpiration,
  DeferHandling,
  DeferredOption,
  DeliverHandling,
  Handling,
} from '../model/UserPreferences.js'
import type { RequirementId } from '../requirements.js'
import { compiledEnds, doNotDisturbEnds, isCompiledInForce, isDoNotDisturbInForce } from './doNotDisturb.js'
import { actionUponExpiration, effectiveExpiry, isExpired } from './expiry.js'
import { isApplicable } from './isApplicable.js'
import type { Question } from './Question.js'
import { isExempt } from './Question.js'
import { responses } from './response.js'
import { insertsTargetAddress } from './targetAddress.js'

const determinedBy = (requirement: RequirementId, rule: string | undefined): DeterminedBy =>
  rule === undefined ? { requirement } : { requirement, rule }

const reject = (requirement: RequirementId, rule: string | undefined, response: SipResponse): RoutingDecision => ({
  _tag: 'Reject',
  determinedBy: determinedBy(requirement, rule),
  record: false,
  response,
})

const store = (requirement: RequirementId, rule: string | undefined): RoutingDecision => ({
  _tag: 'Store',
  determinedBy: determinedBy(requirement, rule),
  record: false,
  response: responses[202],
})

/** Whether forwarding there would go round in a circle: it is the recipient, or it forwarded the message already (AMB-27). */
export const isForwardingLoop = (to: CpmAddress, question: Question): boolean =>
  to.canonical === question.message.recipient.canonical ||
  question.message.history?.some((address) => address.canonical === to.canonical) === true

const applicableClients = (question: Question): readonly string[] => {
  const to: string[] = []
  for (const client of question.clients) {
    if (isApplicable(client, question)) {
      to.push(client.deviceId)
    }
  }
  return to
}

const deferralPlan = (
  option: DeferredOption,
  expiresAt: Instant | undefined,
  onExpiry: ActionUponExpiration,
  awaits: Awaited,
  until: Instant | undefined,
): DeferralPlan =>
  expiresAt === undefined
    ? until === undefined
      ? { option, onExpiry, awaits }
      : { option, onExpiry, awaits, until }
    : until === undefined
      ? { option, expiresAt, onExpiry, awaits }
      : { option, expiresAt, onExpiry, awaits, until }

const isRecipientSilent = ({ preferences, prepared, now, zones }: Question): boolean =>
  prepared === undefined
    ? isDoNotDisturbInForce(preferences?.doNotDisturb, now, zones)
    : prepared.silence !== undefined && isCompiledInForce(prepared.silence, now, zones)

const silenceEnds = ({ preferences, prepared, now, zones }: Question, inForce: boolean): Instant | undefined => {
  const doNotDisturb = preferences?.doNotDisturb
  if (doNotDisturb === undefined || !inForce) {
    return undefined
  }
  return prepared?.silence === undefined
    ? doNotDisturbEnds(doNotDisturb, now, zones)
    : compiledEnds(prepared.silence, now, zones)
}

/** Do-not-disturb as it counts for a message, and whether the recipient's own is in force. */
interface Silence {
  readonly forMessage: boolean
  readonly inForce: boolean
}

const defer = (
  question: Question,
  reason: DeferReason,
  by: DeterminedBy,
  silent: Silence,
  isAnyApplicable: boolean,
): RoutingDecision => {
  const { message, preferences, policy } = question
  const option = isExempt(message.kind) ? 'push' : (preferences?.deferred?.option ?? policy.deferredOption ?? 'push')
  const expiresAt = effectiveExpiry(message, policy)
  const awaits: Awaited =
    option === 'store'
      ? 'Nothing'
      : silent.forMessage
        ? 'DoNotDisturbEnds'
        : option === 'push' || !isAnyApplicable
          ? 'ClientRegisters'
          : 'ClientActs'
  const until = awaits === 'DoNotDisturbEnds' ? silenceEnds(question, silent.inForce) : undefined
  return {
    _tag: 'Defer',
    determinedBy: by,
    record: preferences?.recordIncoming === true,
    response: responses[202],
    reason,
    plan: deferralPlan(option, expiresAt, actionUponExpiration(message, preferences, policy), awaits, until),
  }
}

/** After a message was not diverted: expired, over the cap, deferred, or sent. */
const deferOrSend = (
  question: Question,
  handling: DeferHandling | DeliverHandling,
  rule: string | undefined,
): RoutingDecision => {
  const { message, preferences, policy, waiting, now } = question
  // Interpretation AMB-14: expiry is looked at before anything else is done with the message.
  if (policy.interpretations?.['AMB-14'] !== 'literal' && isExpired(effectiveExpiry(message, policy), now)) {
    return actionUponExpiration(message, preferences, policy) === 'store'
      ? store('AMB-14', rule)
      : reject('AMB-14', rule, responses[408])
  }
  // Interpretation AMB-33: what was accepted is never evicted, so a full queue is told before the answer.
  if (!isExempt(message.kind) && policy.longestQueue !== undefined && waiting >= policy.longestQueue) {
    return reject('AMB-33', rule, responses[480])
  }
  const inForce = isRecipientSilent(question)
  const isDeliver = handling.action === 'deliver'
  // Interpretation AMB-04: a rule may take its messages out of do-not-disturb, or put them under it.
  const forMessage = isDeliver ? handling.silence === true || (inForce && handling.breakthrough !== true) : inForce
  const silent: Silence = { forMessage, inForce }
  if (isDeliver && forMessage) {
    return defer(question, 'DoNotDisturb', determinedBy('TERM-12', rule), silent, false)
  }
  const to = applicableClients(question)
  if (!isDeliver) {
    return defer(question, 'Preference', determinedBy('TERM-11', rule), silent, to.length > 0)
  }
  return to.length === 0
    ? defer(question, 'NoApplicableClient', determinedBy('TERM-13', rule), silent, false)
    : {
        _tag: 'Send',
        determinedBy: determinedBy('TERM-15', rule),
        record: preferences?.recordIncoming === true,
        response: responses[200],
        to,
        insertTargetAddress: insertsTargetAddress(message, policy),
      }
}

/**
 * The decision that follows once it is known what the preferences ask for: diversion first, whatever do-not-disturb says, and then
 * expiry, the cap, deferral, sending.
 *
 * @spec TERM-02 TERM-03 TERM-05 TERM-06 TERM-07 TERM-08 TERM-09 TERM-11 TERM-12 TERM-13 TERM-15 TERM-18
 * @spec AMB-06 AMB-14 AMB-19 AMB-21 AMB-27 AMB-28 AMB-33
 */
export const conclude = (question: Question, handling: Handling, rule: string | undefined): RoutingDecision => {
  const record = question.preferences?.recordIncoming === true
  switch (handling.action) {
    case 'reject':
      return reject('TERM-03', rule, responses[question.policy.rejectStatus ?? 403])
    case 'interwork':
      return { _tag: 'Interwork', determinedBy: determinedBy('TERM-05', rule), record, response: responses[202] }
    case 'store':
      return store('TERM-06', rule)
    case 'forward':
      return isForwardingLoop(handling.to, question)
        ? reject('AMB-27', rule, responses[482])
        : {
            _tag: 'Forward',
            determinedBy: determinedBy('TERM-08', rule),
            record,
            response: responses[202],
            to: handling.to,
          }
    case 'defer':
    case 'deliver':
      return deferOrSend(question, handling, rule)
  }
}
