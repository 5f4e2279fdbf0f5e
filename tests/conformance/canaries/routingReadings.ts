import type { RequirementId } from '../../../src/requirements.js'
import type { DecisionForm, HandlingForm, PolicyForm, PreferencesForm, RequestForm, RuleForm } from '../routingForms.js'
import {
  decided,
  misdeciding,
  misreading,
  withMessage,
  withPolicy,
  withPreferences,
  withRules,
} from '../routingForms.js'
import type { Canary } from './Canary.js'

const preferencesOf = ({ recipient }: RequestForm): PreferencesForm => recipient.preferences ?? { owner: 'sip:nobody' }
const rulesOf = (request: RequestForm): readonly RuleForm[] => preferencesOf(request).rules ?? []
const isByOutcome = ({ policy }: RequestForm): boolean => policy.interpretations?.['AMB-01'] === 'outcomeOrder'
const isExempt = ({ message }: RequestForm): boolean => message.kind === 'notification' || message.kind === 'system'

const withInterpretation = (id: string, value: string, policy: PolicyForm): PolicyForm => ({
  ...policy,
  interpretations: { ...policy.interpretations, [id]: value },
})

const onPolicy = (
  name: string,
  breaks: readonly RequirementId[],
  change: (policy: PolicyForm, request: RequestForm) => PolicyForm,
): Canary => misreading(name, breaks, withPolicy(change))

const onSeveralRules: readonly Canary[] = [
  misreading(
    'lets the last rule decide',
    ['AMB-01'],
    withPreferences((preferences, request) =>
      isByOutcome(request) ? preferences : { ...preferences, rules: preferences.rules?.toReversed() },
    ),
  ),
  onPolicy('knows no order of outcomes', ['AMB-01'], (policy) => withInterpretation('AMB-01', 'firstMatch', policy)),
  misreading(
    'lets the last of equal outcomes decide',
    ['AMB-01'],
    withPreferences((preferences, request) =>
      isByOutcome(request) ? { ...preferences, rules: preferences.rules?.toReversed() } : preferences,
    ),
  ),
  misreading(
    'weighs the fallback against the rules',
    ['AMB-01'],
    withPreferences((preferences, request) =>
      isByOutcome(request) && preferences.otherwise !== undefined
        ? { ...preferences, rules: [...rulesOf(request), { id: 'otherwise', then: preferences.otherwise }] }
        : preferences,
    ),
  ),
  misdeciding('does not name the rule', ['AMB-01'], ({ determinedBy, ...decision }) => ({
    ...decision,
    determinedBy: { requirement: determinedBy?.requirement },
  })),
  misreading(
    'stops at the first rule, whether it applies or not',
    ['AMB-01'],
    withPreferences((preferences, request) =>
      isByOutcome(request) || preferences.rules?.[0]?.when?.kinds === undefined
        ? preferences
        : { ...preferences, rules: preferences.rules.slice(0, 1) },
    ),
  ),
]

const onNoRule: readonly Canary[] = [
  onPolicy('delivers where there are no preferences, whatever policy says', ['AMB-02'], (policy, { recipient }) =>
    recipient.preferences === undefined ? { ...policy, whenNoRuleApplies: undefined } : policy,
  ),
  onPolicy('asks policy only where there are no preferences', ['AMB-02'], (policy, { recipient }) =>
    recipient.preferences === undefined ? policy : { ...policy, whenNoRuleApplies: undefined },
  ),
  onPolicy('rejects where policy says nothing', ['AMB-02'], (policy, { recipient }) =>
    recipient.preferences === undefined
      ? { ...policy, whenNoRuleApplies: policy.whenNoRuleApplies ?? 'reject' }
      : policy,
  ),
  onPolicy('defers where policy says deliver', ['AMB-02'], (policy) =>
    policy.whenNoRuleApplies === 'deliver' ? { ...policy, whenNoRuleApplies: 'defer' } : policy,
  ),
  misreading(
    'asks policy before the fallback',
    ['AMB-02'],
    withPreferences((preferences, { policy }) =>
      policy.whenNoRuleApplies === undefined ? preferences : { ...preferences, otherwise: undefined },
    ),
  ),
  misreading(
    'asks policy before the rules',
    ['AMB-02'],
    withPreferences((preferences, { policy }) =>
      policy.whenNoRuleApplies === undefined || preferences.otherwise !== undefined
        ? preferences
        : { ...preferences, rules: [] },
    ),
  ),
]

const knownConditions = [
  ...['originator', 'undisclosed', 'kinds', 'contentTypes', 'largerThan', 'smallerThan', 'subjectContains', 'during'],
  ...[
    'sphere',
    'registered',
    'deliver',
    'one',
    'domains',
    'except',
    'schedules',
    'from',
    'until',
    'zone',
    'days',
    'to',
  ],
]

/** A value without the members that these forms do not have. */
const knownPart = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(knownPart)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([name]) => knownConditions.includes(name))
            .map(([name, member]) => [name, knownPart(member)]),
        )
      : value

const widened = <A>(conditions: A): A => knownPart(conditions) as A

const onUnknownConditions: readonly Canary[] = [
  misreading(
    'drops the unknown conditions of a rule',
    ['AMB-03'],
    withRules((rule) => (rule.when === undefined ? rule : { ...rule, when: widened(rule.when) })),
  ),
  misreading(
    'drops the unknown conditions of a device',
    ['AMB-03'],
    withPreferences((preferences) => ({
      ...preferences,
      devices:
        preferences.devices === undefined
          ? undefined
          : Object.fromEntries(
              Object.entries(preferences.devices).map(([deviceId, device]) => [deviceId, widened(device)]),
            ),
    })),
  ),
  onPolicy('drops the unknown conditions of the provider', ['AMB-03'], (policy) => ({
    ...policy,
    clients: policy.clients === undefined ? undefined : widened(policy.clients),
  })),
  misreading(
    'gives up all rules for one with unknown conditions',
    ['AMB-03'],
    withPreferences((preferences) =>
      preferences.rules?.some(({ when }) => when !== undefined && 'roaming' in when) === true
        ? { ...preferences, rules: [] }
        : preferences,
    ),
  ),
]

const withThen = (change: (then: HandlingForm) => HandlingForm) =>
  withPreferences((preferences) => ({
    ...preferences,
    rules: preferences.rules?.map((rule) => ({ ...rule, then: change(rule.then) })),
    otherwise: preferences.otherwise === undefined ? undefined : change(preferences.otherwise),
  }))

/** The flag of any rule carried over to the fallback. */
const spreads = (flag: 'breakthrough' | 'silence'): Canary =>
  misreading(
    `takes a rule with ${flag} for all messages`,
    ['AMB-04'],
    withPreferences((preferences) =>
      preferences.rules?.some(({ then }) => then[flag] === true) === true
        ? { ...preferences, otherwise: { action: 'deliver', [flag]: true } }
        : preferences,
    ),
  )

const onSilence: readonly Canary[] = [
  misreading(
    'lets nothing break through',
    ['AMB-04'],
    withThen((then) => ({ ...then, breakthrough: undefined })),
  ),
  misreading(
    'silences nothing',
    ['AMB-04'],
    withThen((then) => ({ ...then, silence: undefined })),
  ),
  spreads('breakthrough'),
  spreads('silence'),
  misdeciding('sends what breaks through, client or not', ['AMB-04'], (decision, request) =>
    decision.reason === 'NoApplicableClient' && preferencesOf(request).otherwise?.breakthrough === true
      ? { ...decision, _tag: 'Send', to: [] }
      : decision,
  ),
  misdeciding('awaits a client for what is silenced', ['AMB-04'], (decision, request) =>
    decision.reason === 'DoNotDisturb' && preferencesOf(request).doNotDisturb === undefined
      ? { ...decision, plan: { ...decision.plan, awaits: 'ClientRegisters' } }
      : decision,
  ),
  misdeciding('takes a device that is switched off for do-not-disturb', ['AMB-04'], (decision, request) =>
    decision.reason === 'NoApplicableClient' && preferencesOf(request).devices !== undefined
      ? { ...decision, reason: 'DoNotDisturb' }
      : decision,
  ),
]

const awaiting = (decision: DecisionForm, awaits: string): DecisionForm => ({
  ...decision,
  plan: { ...decision.plan, awaits },
})
const isPreferredUnderDoNotDisturb = (decision: DecisionForm, request: RequestForm): boolean =>
  decision.reason === 'Preference' && preferencesOf(request).doNotDisturb?.on === true

const onDeferredByPreference: readonly Canary[] = [
  misdeciding('calls it do-not-disturb where a preference defers', ['AMB-06'], (decision, request) =>
    isPreferredUnderDoNotDisturb(decision, request) ? { ...decision, reason: 'DoNotDisturb' } : decision,
  ),
  misdeciding('silences only what do-not-disturb defers', ['AMB-06'], (decision, request) =>
    isPreferredUnderDoNotDisturb(decision, request) && decision.plan?.option !== 'store'
      ? awaiting(decision, 'ClientRegisters')
      : decision,
  ),
  misdeciding('hands nothing over under do-not-disturb', ['AMB-06'], (decision, request) =>
    isPreferredUnderDoNotDisturb(decision, request) ? awaiting(decision, 'DoNotDisturbEnds') : decision,
  ),
  misdeciding('awaits the end of do-not-disturb that is off', ['AMB-06'], (decision, request) =>
    decision.reason === 'Preference' && preferencesOf(request).doNotDisturb?.on === false
      ? awaiting(decision, 'DoNotDisturbEnds')
      : decision,
  ),
]

const onWhatIsAwaited: readonly Canary[] = [
  misdeciding('looks at the clients before all else', ['AMB-04', 'AMB-06'], (decision, request) =>
    decision._tag === 'Defer' && request.recipient.clients.length === 0
      ? { ...decision, reason: 'NoApplicableClient' }
      : decision,
  ),
  misdeciding('awaits a registration before it notifies', ['AMB-06'], (decision) =>
    decision.plan?.awaits === 'ClientActs' ? awaiting(decision, 'ClientRegisters') : decision,
  ),
  misdeciding('awaits an answer before it has notified', ['AMB-06'], (decision) =>
    decision.plan?.awaits === 'ClientRegisters' && decision.plan.option === 'notify'
      ? awaiting(decision, 'ClientActs')
      : decision,
  ),
]

const onCopies: readonly Canary[] = [
  misdeciding('records what it rejects', ['AMB-21'], (decision, request) =>
    decision._tag === 'Reject' && preferencesOf(request).recordIncoming === true
      ? { ...decision, record: true }
      : decision,
  ),
  misdeciding('records only what reaches the recipient', ['AMB-21'], (decision) =>
    ['Interwork', 'Forward'].includes(decision._tag) ? { ...decision, record: false } : decision,
  ),
  misdeciding('records whatever leaves', ['AMB-21'], (decision) =>
    ['Interwork', 'Forward'].includes(decision._tag) ? { ...decision, record: true } : decision,
  ),
]

const withoutHistory = (request: RequestForm): RequestForm => ({
  ...request,
  message: { ...request.message, history: [] },
})

const onLoops: readonly Canary[] = [
  misreading('does not look at who forwarded a message', ['AMB-27'], withoutHistory),
  misdeciding('forwards a message to whom it is addressed', ['AMB-27'], (decision, request) =>
    decision.response?.status === 482 && request.message.history === undefined
      ? { ...decision, _tag: 'Forward', to: request.message.recipient }
      : decision,
  ),
  misdeciding('compares forward-to addresses as they are written', ['AMB-27'], (decision, request) =>
    request.message.history?.some((address) => address.includes('user=phone')) === true
      ? decided(withoutHistory(request))
      : decision,
  ),
  misdeciding('tries another rule after a loop', ['AMB-27'], (decision, request) =>
    decision.response?.status === 482 && rulesOf(request).length > 1
      ? decided(withRules((rule) => (rule.then.action === 'forward' ? undefined : rule))(request))
      : decision,
  ),
  misdeciding('takes any message that was forwarded for a loop', ['AMB-27'], (decision, { message }) =>
    decision._tag === 'Forward' && message.history !== undefined ? { ...decision, _tag: 'Reject' } : decision,
  ),
  misdeciding('takes a message that came back for a loop', ['AMB-27'], (decision, { message }) =>
    message.history?.includes(message.recipient) === true ? { ...decision, _tag: 'Reject' } : decision,
  ),
]

const answering = (name: string, breaks: readonly RequirementId[], from: number, to: number): Canary =>
  misdeciding(name, breaks, (decision) =>
    decision.response?.status === from ? { ...decision, response: { status: to, reason: 'Other' } } : decision,
  )

const onAnswers: readonly Canary[] = [
  answering('answers 603 instead of 403', ['AMB-28'], 403, 603),
  onPolicy('knows no other status than 403', ['AMB-28'], (policy) => ({ ...policy, rejectStatus: undefined })),
  answering('answers 200 to what it has only accepted', ['AMB-28'], 202, 200),
  answering('answers 202 to what it delivers', ['AMB-28'], 200, 202),
]

/** An exempt message as one of the user, and its client as one for such messages. */
const asMessage = (request: RequestForm): RequestForm =>
  isExempt(request)
    ? {
        ...request,
        message: { ...request.message, kind: 'pager', expiresAt: undefined },
        policy: { ...request.policy, longestQueue: undefined },
        recipient: {
          ...request.recipient,
          clients: request.recipient.clients.map((client) => ({
            ...client,
            services: client.services?.map((service) =>
              service === 'systemmsg' ? 'msg' : request.message.kind === 'system' ? 'largemsg' : service,
            ),
          })),
        },
      }
    : request

const onExemptions: readonly Canary[] = [
  misdeciding('exempts nothing from preferences', ['AMB-30'], (decision, request) =>
    isExempt(request) && decision._tag === 'Send' ? decided(asMessage(request)) : decision,
  ),
  misdeciding('counts notifications against the cap', ['AMB-30'], (decision, request) =>
    isExempt(request) && request.policy.longestQueue !== undefined ? { ...decision, _tag: 'Reject' } : decision,
  ),
  misdeciding('sends system messages by the service for pager mode', ['AMB-30', 'AMB-10'], (decision, request) =>
    request.message.kind === 'system'
      ? decided({ ...request, message: { ...request.message, kind: 'notification' } })
      : decision,
  ),
  misdeciding('plans for a notification as for a message', ['AMB-30'], (decision, request) =>
    isExempt(request) && decision._tag === 'Defer'
      ? { ...decision, plan: { ...decision.plan, ...preferencesOf(request).deferred } }
      : decision,
  ),
  misdeciding('stores an expired notification', ['AMB-30', 'AMB-14'], (decision, request) =>
    isExempt(request) && decision.response?.status === 408 ? { ...decision, _tag: 'Store' } : decision,
  ),
]

const onHiddenOriginators: readonly Canary[] = [
  misreading(
    'matches the identity that an originator hides',
    ['AMB-31'],
    withMessage((message, request) =>
      rulesOf(request).some(({ when }) => when?.originator !== undefined) && message.originator.address !== undefined
        ? { ...message, originator: { address: message.originator.address } }
        : message,
    ),
  ),
  misreading(
    'takes an originator without address for one of all others',
    ['AMB-31'],
    withMessage((message) =>
      message.originator.address === undefined
        ? {
            ...message,
            originator: {
              address: 'sip:anonymous@anonymous.invalid',
              undisclosed: message.originator.undisclosed !== true,
            },
          }
        : message,
    ),
  ),
  misreading(
    'takes a name for an identity',
    ['AMB-31'],
    withMessage((message) =>
      message.originator.displayName === 'Anonymous'
        ? { ...message, originator: { ...message.originator, undisclosed: true } }
        : message,
    ),
  ),
]

/** Broken in how the silent places of the standard are read. */
export const canaries: readonly Canary[] = [
  ...onSeveralRules,
  ...onNoRule,
  ...onUnknownConditions,
  ...onSilence,
  ...onDeferredByPreference,
  ...onWhatIsAwaited,
  ...onCopies,
  ...onLoops,
  ...onAnswers,
  ...onExemptions,
  ...onHiddenOriginators,
]
