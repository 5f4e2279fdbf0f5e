import type { RequirementId } from '../../../src/requirements.js'
import type { DecisionForm, HandlingForm, PreferencesForm, RequestForm } from '../routingForms.js'
import { decided, misdeciding, misreading, withMessage, withPreferences, withRules } from '../routingForms.js'
import type { Canary } from './Canary.js'

const outcomes = {
  reject: 'TERM-03',
  interwork: 'TERM-05',
  store: 'TERM-06',
  forward: 'TERM-08',
  defer: 'TERM-11',
} as const satisfies Record<string, RequirementId>

/** Which decision is a diversion by preference. */
const diversions: readonly (string | undefined)[] = ['TERM-03', 'TERM-05', 'TERM-06', 'TERM-08']

const isDiverted = (decision: DecisionForm): boolean => diversions.includes(decision.determinedBy?.requirement)

const preferencesOf = ({ recipient }: RequestForm): PreferencesForm => recipient.preferences ?? { owner: 'sip:nobody' }

const isUnderDoNotDisturb = (request: RequestForm): boolean =>
  decided({
    ...request,
    recipient: {
      ...request.recipient,
      preferences: { ...preferencesOf(request), rules: [], otherwise: { action: 'deliver' } },
    },
  }).reason === 'DoNotDisturb'

const send = (to: readonly string[], decision: DecisionForm): DecisionForm => ({
  ...decision,
  _tag: 'Send',
  to,
  insertTargetAddress: true,
})

const deferred = (decision: DecisionForm): DecisionForm => ({ ...decision, _tag: 'Defer', reason: 'DoNotDisturb' })

/** What would be decided if the preferences said to deliver. */
const delivered = (request: RequestForm): DecisionForm =>
  decided(withPreferences((preferences) => ({ ...preferences, rules: [], otherwise: { action: 'deliver' } }))(request))

const registeredIds = ({ recipient }: RequestForm): readonly string[] =>
  recipient.clients.filter(({ registered }) => registered).map(({ deviceId }) => deviceId)

const withFallback = (change: (otherwise: HandlingForm, preferences: PreferencesForm) => HandlingForm) =>
  withPreferences((preferences) =>
    preferences.otherwise === undefined
      ? preferences
      : { ...preferences, otherwise: change(preferences.otherwise, preferences) },
  )

const isAlone = ({ rules }: PreferencesForm): boolean => rules?.length === 1

const ignoresLoneRule = (action: string, breaks: readonly RequirementId[]): Canary =>
  misreading(
    `ignores a rule without conditions that stands alone and says ${action}`,
    breaks,
    withRules((rule, request) =>
      rule.then.action === action && rule.when === undefined && isAlone(preferencesOf(request)) ? undefined : rule,
    ),
  )

const ignoresConditions = (action: string, breaks: readonly RequirementId[]): Canary =>
  misreading(
    `ignores the conditions of a rule that says ${action}`,
    breaks,
    withRules((rule) => (rule.then.action === action ? { ...rule, when: undefined } : rule)),
  )

const decidesAtAll: readonly Canary[] = [
  misdeciding('drops a message to somebody unknown', ['TERM-02'], (decision, { recipient }) =>
    recipient.preferences === undefined && recipient.clients.length === 0 ? { _tag: 'Drop' } : decision,
  ),
  misdeciding('drops a message without content type', ['TERM-02'], (decision, { message }) =>
    message.kind === 'large' && message.contentType === undefined ? { _tag: 'Drop' } : decision,
  ),
  misdeciding(
    'gives up where rules contradict one another',
    ['TERM-02', 'AMB-01'],
    (decision, { recipient, policy }) =>
      policy.interpretations === undefined &&
      recipient.preferences?.rules?.every(({ when }) => when === undefined) === true &&
      new Set(recipient.preferences.rules.map(({ then }) => then.action)).size > 1
        ? { _tag: 'Conflict' }
        : decision,
  ),
  misdeciding('sends besides what else it does', ['TERM-02'], (decision, request) =>
    ['Reject', 'Store', 'Defer'].includes(decision._tag) ? { ...decision, to: registeredIds(request) } : decision,
  ),
]

const asksPreferences: readonly Canary[] = [
  ignoresLoneRule('reject', ['TERM-03']),
  ignoresLoneRule('interwork', ['TERM-05']),
  ignoresLoneRule('store', ['TERM-06', 'TERM-04']),
  ignoresLoneRule('forward', ['TERM-08']),
  ignoresLoneRule('defer', ['TERM-11']),
  ignoresLoneRule('deliver', ['TERM-12', 'TERM-15']),
  ignoresConditions('reject', ['TERM-03', 'TERM-04']),
  ignoresConditions('interwork', ['TERM-05', 'TERM-04']),
  ignoresConditions('forward', ['TERM-08', 'TERM-04']),
  ignoresConditions('defer', ['TERM-11', 'TERM-04']),
  misreading(
    'delivers where there are rules and none applies',
    Object.values(outcomes),
    withFallback((otherwise, { rules }) => (rules?.length === 1 ? { action: 'deliver' } : otherwise)),
  ),
]

const mistakesOneOutcomeForAnother: readonly Canary[] = [
  misdeciding('rejects where no client is known', ['TERM-03', 'TERM-13'], (decision, { recipient }) =>
    decision.reason === 'NoApplicableClient' && recipient.clients.length === 0
      ? { ...decision, _tag: 'Reject', reason: undefined }
      : decision,
  ),
  misdeciding('rejects as busy under do-not-disturb', ['TERM-03', 'TERM-12'], (decision, request) =>
    decision.reason === 'DoNotDisturb' &&
    preferencesOf(request).doNotDisturb?.on === true &&
    preferencesOf(request).deferred === undefined &&
    preferencesOf(request).doNotDisturb?.until === undefined
      ? { ...decision, _tag: 'Reject', reason: undefined }
      : decision,
  ),
  misdeciding('interworks what is too large for every client', ['TERM-05'], (decision, { message, recipient }) =>
    decision.reason === 'NoApplicableClient' && message.kind === 'large' && recipient.clients.length > 0
      ? { ...decision, _tag: 'Interwork' }
      : decision,
  ),
  misdeciding('stores what is only to be recorded', ['TERM-06', 'TERM-07', 'TERM-18'], (decision) =>
    decision._tag === 'Send' && decision.record === true ? { ...decision, _tag: 'Store' } : decision,
  ),
  misdeciding('stores at once what is to be handed over', ['TERM-06'], (decision, request) =>
    decision.reason === 'Preference' &&
    preferencesOf(request).deferred?.option === 'store' &&
    preferencesOf(request).doNotDisturb === undefined
      ? { ...decision, _tag: 'Store' }
      : decision,
  ),
  misdeciding('sends what could be sent instead of storing it', ['TERM-06', 'TERM-15'], (decision, request) =>
    decision.determinedBy?.requirement === 'TERM-06' && delivered(request)._tag === 'Send'
      ? delivered(request)
      : decision,
  ),
  misreading(
    'defers whatever the fallback defers, rule or not',
    ['TERM-11'],
    withPreferences((preferences) =>
      preferences.otherwise?.action === 'defer' ? { ...preferences, rules: [] } : preferences,
    ),
  ),
  misreading(
    'forwards everything to the first forward-to address',
    ['TERM-08'],
    withPreferences((preferences) => {
      const first = preferences.rules?.find(({ then }) => then.action === 'forward')?.then
      return {
        ...preferences,
        rules: preferences.rules?.map((rule) =>
          rule.then.action === 'forward' ? { ...rule, then: first ?? rule.then } : rule,
        ),
      }
    }),
  ),
]

const doNotDisturb: readonly Canary[] = [
  misdeciding('defers under do-not-disturb before it diverts', ['TERM-09'], (decision, request) =>
    isDiverted(decision) && isUnderDoNotDisturb(request) ? deferred(decision) : decision,
  ),
  misreading(
    'ignores do-not-disturb that is on without an end',
    ['TERM-12', 'AMB-05'],
    withPreferences((preferences) => {
      const { on, until, schedules } = preferences.doNotDisturb ?? {}
      return on === true && until === undefined && schedules === undefined
        ? { ...preferences, doNotDisturb: undefined }
        : preferences
    }),
  ),
  misdeciding('takes a setting of do-not-disturb for do-not-disturb', ['TERM-12'], (decision, request) =>
    decision._tag === 'Send' && preferencesOf(request).doNotDisturb?.on === false ? deferred(decision) : decision,
  ),
]

const clients: readonly Canary[] = [
  misdeciding('sends to a client that is not registered', ['TERM-13'], (decision, { recipient }) =>
    decision.reason === 'NoApplicableClient' &&
    recipient.clients.length > 0 &&
    recipient.clients.every((client) => !client.registered)
      ? send(
          recipient.clients.map(({ deviceId }) => deviceId),
          decision,
        )
      : decision,
  ),
  misreading('takes all clients for registered once one is', ['TERM-13', 'TERM-15'], (request) =>
    registeredIds(request).length === 0
      ? request
      : {
          ...request,
          recipient: {
            ...request.recipient,
            clients: request.recipient.clients.map((client) => ({ ...client, registered: true })),
          },
        },
  ),
  misdeciding('defers where only one client is registered', ['TERM-13', 'TERM-15'], (decision, request) =>
    decision._tag === 'Send' && request.message.kind === 'pager' && registeredIds(request).length === 1
      ? deferred(decision)
      : decision,
  ),
  misdeciding(
    'defers unless all clients are applicable',
    ['TERM-13', 'TERM-15', 'TERM-16'],
    (decision, { recipient }) =>
      decision._tag === 'Send' && decision.to?.length !== recipient.clients.length ? deferred(decision) : decision,
  ),
  misdeciding('sends to one client only', ['TERM-15'], (decision) =>
    decision._tag === 'Send' && decision.to !== undefined ? { ...decision, to: decision.to.slice(0, 1) } : decision,
  ),
  misdeciding('sends to the client that registered last', ['TERM-15'], (decision, { recipient }) => {
    const [last] = recipient.clients
      .filter(({ registeredAt }) => registeredAt !== undefined)
      .toSorted((one, other) => Date.parse(other.registeredAt ?? '') - Date.parse(one.registeredAt ?? ''))
    return decision._tag === 'Send' && last !== undefined ? { ...decision, to: [last.deviceId] } : decision
  }),
  misdeciding('sends to all registered clients once one is applicable', ['TERM-16', 'TERM-15'], (decision, request) =>
    decision._tag === 'Send' ? { ...decision, to: registeredIds(request) } : decision,
  ),
]

const isOff = (request: RequestForm): boolean =>
  Object.values(preferencesOf(request).devices ?? {}).some(({ deliver }) => deliver === false)

const devices: readonly Canary[] = [
  misdeciding('diverts only where a device would get it', ['TERM-17'], (decision, request) =>
    isDiverted(decision) && isOff(request) ? { ...decision, _tag: 'Defer' } : decision,
  ),
  misdeciding('rejects what the user keeps from the only device', ['TERM-17', 'TERM-13'], (decision, request) =>
    decision.reason === 'NoApplicableClient' && isOff(request) && request.recipient.clients.length === 1
      ? { ...decision, _tag: 'Reject' }
      : decision,
  ),
]

const copies: readonly Canary[] = [
  misdeciding('stores and records', ['TERM-07'], (decision, request) =>
    decision._tag === 'Store' && preferencesOf(request).recordIncoming === true
      ? { ...decision, record: true }
      : decision,
  ),
  misdeciding('loses the copy of what it sends', ['TERM-07', 'TERM-18'], (decision) =>
    decision._tag === 'Send' ? { ...decision, record: false } : decision,
  ),
  misdeciding('loses the copy of what it defers', ['TERM-18'], (decision) =>
    decision._tag === 'Defer' ? { ...decision, record: false } : decision,
  ),
  misdeciding('records where nobody asked for it', ['TERM-18'], (decision, { message }) =>
    ['Send', 'Defer'].includes(decision._tag) && message.kind === 'pager' ? { ...decision, record: true } : decision,
  ),
]

const targetAddress: readonly Canary[] = [
  misdeciding('never inserts the target address', ['TERM-19'], (decision) =>
    decision._tag === 'Send' ? { ...decision, insertTargetAddress: false } : decision,
  ),
  misreading('inserts the target address although the core does', ['TERM-19'], (request) => ({
    ...request,
    policy: { ...request.policy, coreInsertsTargetAddress: false },
  })),
  misreading(
    'inserts a target address that is there',
    ['TERM-19'],
    withMessage((message) => ({ ...message, targetAddressPresent: false })),
  ),
]

/** Broken where the outcome is chosen, and in what goes with it. */
export const canaries: readonly Canary[] = [
  ...decidesAtAll,
  ...asksPreferences,
  ...mistakesOneOutcomeForAnother,
  ...doNotDisturb,
  ...clients,
  ...devices,
  ...copies,
  ...targetAddress,
]
