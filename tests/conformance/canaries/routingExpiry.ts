import type { DecisionForm, PreferencesForm, RequestForm } from '../routingForms.js'
import { decided, misdeciding, misreading, withMessage, withPolicy, withPreferences } from '../routingForms.js'
import type { Canary } from './Canary.js'

const deferredOf = ({ recipient }: RequestForm): NonNullable<PreferencesForm['deferred']> =>
  recipient.preferences?.deferred ?? {}

const later = (request: RequestForm, seconds: number): RequestForm => ({
  ...request,
  now: new Date(Date.parse(request.now) + seconds * 1000).toISOString(),
})

const isByExpiry = ({ determinedBy }: DecisionForm): boolean => determinedBy?.requirement === 'AMB-14'

const withExpiry = (decision: DecisionForm, expiresAt: string | undefined): DecisionForm => ({
  ...decision,
  plan: { ...decision.plan, expiresAt },
})

const unlimited = (request: RequestForm): RequestForm => ({
  ...request,
  policy: { ...request.policy, longestHolding: undefined },
})

const onArrival: readonly Canary[] = [
  misdeciding('takes a message for expired only after its expiry time', ['AMB-14'], (decision, request) =>
    isByExpiry(decision) ? decided(later(request, -1)) : decision,
  ),
  misdeciding('takes a message for expired a second early', ['AMB-14'], (decision, request) =>
    request.message.expiresAt !== undefined && isByExpiry(decided(later(request, 1)))
      ? decided(later(request, 1))
      : decision,
  ),
  misdeciding('looks at expiry before it diverts', ['AMB-14'], (decision, request) => {
    const { expiresAt } = request.message
    const isLate = expiresAt !== undefined && Date.parse(expiresAt) <= Date.parse(request.now)
    return isLate && ['Forward', 'Reject'].includes(decision._tag) && !isByExpiry(decision)
      ? { ...decision, _tag: deferredOf(request).onExpiry === 'store' ? 'Store' : 'Reject' }
      : decision
  }),
  misreading(
    'looks at expiry whatever policy says',
    ['AMB-14'],
    withPolicy((policy) => ({ ...policy, interpretations: { ...policy.interpretations, 'AMB-14': 'checked' } })),
  ),
  misreading(
    'looks at expiry only where policy says nothing',
    ['AMB-14'],
    withPolicy((policy) =>
      policy.interpretations?.['AMB-14'] === undefined
        ? policy
        : { ...policy, interpretations: { 'AMB-14': 'literal' } },
    ),
  ),
]

const onExpiryTimes: readonly Canary[] = [
  misreading(
    'knows only how long policy holds a message',
    ['AMB-15'],
    withMessage((message, { now }) =>
      message.expiresAt !== undefined && Date.parse(message.expiresAt) - Date.parse(now) > 3_600_000
        ? { ...message, expiresAt: undefined }
        : message,
    ),
  ),
  misreading('ignores the longest holding time', ['AMB-15', 'AMB-14'], unlimited),
  misreading(
    'holds a message as long as policy does, even past its expiry',
    ['AMB-15'],
    withMessage((message, { policy }) =>
      policy.longestHolding === undefined ? message : { ...message, expiresAt: undefined },
    ),
  ),
  misdeciding('takes the later of the two expiry times', ['AMB-15'], (decision, request) =>
    request.message.expiresAt !== undefined && request.policy.longestHolding === 'PT72H' && decision.plan !== undefined
      ? withExpiry(
          decision,
          Date.parse(request.message.expiresAt) > Date.parse(decision.plan.expiresAt ?? '')
            ? request.message.expiresAt
            : '2030-01-04T10:00:00Z',
        )
      : decision,
  ),
  misdeciding('plans an expiry of its own where there is none', ['AMB-15'], (decision) =>
    decision.plan !== undefined && decision.plan.expiresAt === undefined
      ? withExpiry(decision, '2030-01-08T10:00:00Z')
      : decision,
  ),
]

const onExpiryActions: readonly Canary[] = [
  misreading(
    'stores what expires where nobody says anything',
    ['AMB-16'],
    withPolicy((policy) => ({ ...policy, onExpiry: policy.onExpiry ?? 'store' })),
  ),
  misreading(
    'discards what expires whatever policy says',
    ['AMB-16'],
    withPolicy((policy) => ({ ...policy, onExpiry: undefined })),
  ),
  misreading(
    'stores what expires where policy says anything',
    ['AMB-16'],
    withPolicy((policy, request) =>
      policy.onExpiry === 'discard' && deferredOf(request).onExpiry === undefined
        ? { ...policy, onExpiry: 'store' }
        : policy,
    ),
  ),
  misreading(
    'asks policy before the recipient what becomes of what expires',
    ['AMB-16'],
    withPreferences((preferences, { policy }) =>
      policy.onExpiry === undefined
        ? preferences
        : { ...preferences, deferred: { ...preferences.deferred, onExpiry: policy.onExpiry } },
    ),
  ),
]

const capOf = ({ policy }: RequestForm): number => policy.longestQueue ?? Infinity

const isFull = (request: RequestForm): boolean => (request.recipient.waiting ?? 0) >= capOf(request)

const turnedAway = (decision: DecisionForm): DecisionForm => ({ ...decision, _tag: 'Reject' })

const uncapped = (request: RequestForm): RequestForm => ({
  ...request,
  policy: { ...request.policy, longestQueue: undefined },
})

const onTheCap: readonly Canary[] = [
  misdeciding('turns away only what is beyond the cap', ['AMB-33'], (decision, request) =>
    request.recipient.waiting === capOf(request) ? decided(uncapped(request)) : decision,
  ),
  misdeciding('turns away only what would wait', ['AMB-33'], (decision, request) =>
    isFull(request) && decided(uncapped(request))._tag === 'Send' ? decided(uncapped(request)) : decision,
  ),
  misdeciding('looks at do-not-disturb before the cap', ['AMB-33'], (decision, request) =>
    isFull(request) && decided(uncapped(request)).reason === 'DoNotDisturb' ? decided(uncapped(request)) : decision,
  ),
  misdeciding('turns away as it rejects by preference', ['AMB-33'], (decision, request) =>
    isFull(request) && decision.response?.status === 480
      ? { ...decision, response: { status: request.policy.rejectStatus ?? 480, reason: decision.response.reason } }
      : decision,
  ),
  misdeciding('counts a message twice against the cap', ['AMB-33'], (decision, request) =>
    decision._tag === 'Defer' && (request.recipient.waiting ?? 0) + 1 === capOf(request)
      ? turnedAway(decision)
      : decision,
  ),
  misdeciding('has a cap where policy sets none', ['AMB-33'], (decision, request) =>
    (request.recipient.waiting ?? 0) > 1000 ? turnedAway(decision) : decision,
  ),
  misdeciding('looks at the cap before it diverts', ['AMB-33'], (decision, request) =>
    isFull(request) && decision._tag === 'Store' && !isByExpiry(decision) ? turnedAway(decision) : decision,
  ),
  misdeciding('looks at the cap before expiry', ['AMB-33'], (decision, request) =>
    isFull(request) && isByExpiry(decision) ? turnedAway(decision) : decision,
  ),
]

/** Broken where a message expires, or where the queue is full. */
export const canaries: readonly Canary[] = [...onArrival, ...onExpiryTimes, ...onExpiryActions, ...onTheCap]
