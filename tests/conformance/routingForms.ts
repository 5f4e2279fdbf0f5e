import type { JsonObject } from '../../src/conformance/index.js'
import type { RequirementId } from '../../src/requirements.js'
import type { Canary } from './canaries/Canary.js'
import { broken } from './canaries/Canary.js'
import { own } from './own.js'

/** Any schedule, as a document writes it. */
export interface ScheduleForm {
  readonly zone: string
  readonly days?: readonly string[] | undefined
  readonly from: string
  readonly to: string
}

/** A condition on time. */
export interface DuringForm {
  readonly schedules?: readonly ScheduleForm[] | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
}

/** A condition on the originator. */
export interface OriginatorForm {
  readonly one?: readonly string[] | undefined
  readonly domains?: readonly string[] | undefined
  readonly except?: readonly string[] | undefined
}

/** The conditions of a device. */
export interface DeviceForm {
  readonly deliver?: boolean | undefined
  readonly kinds?: readonly string[] | undefined
  readonly contentTypes?: readonly string[] | undefined
  readonly largerThan?: number | undefined
  readonly smallerThan?: number | undefined
  readonly during?: DuringForm | undefined
}

/** The conditions of a rule. */
export interface WhenForm extends Omit<DeviceForm, 'deliver'> {
  readonly originator?: OriginatorForm | undefined
  readonly undisclosed?: boolean | undefined
  readonly subjectContains?: readonly string[] | undefined
  readonly sphere?: readonly string[] | undefined
  readonly registered?: boolean | undefined
}

/** What is wanted done. */
export interface HandlingForm {
  readonly action: string
  readonly to?: string | undefined
  readonly breakthrough?: boolean | undefined
  readonly silence?: boolean | undefined
}

/** A rule. */
export interface RuleForm {
  readonly id: string
  readonly when?: WhenForm | undefined
  readonly then: HandlingForm
}

/** Do-not-disturb. */
export interface DoNotDisturbForm {
  readonly on?: boolean | undefined
  readonly until?: string | undefined
  readonly schedules?: readonly ScheduleForm[] | undefined
}

/** User preferences. */
export interface PreferencesForm {
  readonly owner: string
  readonly rules?: readonly RuleForm[] | undefined
  readonly otherwise?: HandlingForm | undefined
  readonly doNotDisturb?: DoNotDisturbForm | undefined
  readonly recordIncoming?: boolean | undefined
  readonly devices?: Readonly<Record<string, DeviceForm>> | undefined
  readonly deferred?: { readonly option?: string | undefined; readonly onExpiry?: string | undefined } | undefined
}

/** A client. */
export interface ClientForm {
  readonly deviceId: string
  readonly registered: boolean
  readonly registeredAt?: string
  readonly services?: readonly string[] | undefined
  readonly connectivity?: string | undefined
  readonly capabilities?: {
    readonly contentTypes?: readonly string[] | undefined
    readonly maxSize?: number | undefined
  }
}

/** A message. */
export interface MessageForm {
  readonly kind: string
  readonly originator: {
    readonly address?: string | undefined
    readonly displayName?: string
    readonly undisclosed?: boolean
  }
  readonly recipient: string
  readonly targetAddressPresent?: boolean
  readonly subject?: string
  readonly receivedAt: string
  readonly expiresAt?: string | undefined
  readonly size: number
  readonly contentType?: string | undefined
  readonly history?: readonly string[] | undefined
}

/** A policy. */
export interface PolicyForm {
  readonly whenNoRuleApplies?: string | undefined
  readonly onExpiry?: string | undefined
  readonly longestHolding?: string | undefined
  readonly coreInsertsTargetAddress?: boolean
  readonly rejectStatus?: number | undefined
  readonly servicesWhenUnknown?: string | readonly string[] | undefined
  readonly limitedPreventsDelivery?: boolean
  readonly longestQueue?: number | undefined
  readonly clients?: DeviceForm | undefined
  readonly interpretations?: Readonly<Record<string, string>> | undefined
}

/** The document that is asked about. */
export interface RequestForm {
  readonly message: MessageForm
  readonly recipient: {
    readonly preferences?: PreferencesForm | undefined
    readonly clients: readonly ClientForm[]
    readonly sphere?: readonly string[]
    readonly waiting?: number
  }
  readonly policy: PolicyForm
  readonly now: string
}

/** The document that is answered. */
export interface DecisionForm {
  readonly _tag: string
  readonly determinedBy?: { readonly requirement: string; readonly rule?: string }
  readonly record?: boolean
  readonly response?: { readonly status: number; readonly reason: string }
  readonly to?: string | readonly string[]
  readonly insertTargetAddress?: boolean
  readonly reason?: string
  readonly plan?: {
    readonly option?: string
    readonly expiresAt?: string | undefined
    readonly onExpiry?: string
    readonly awaits?: string
    readonly until?: string | undefined
  }
}

/** Another request than the one that was asked. */
export type Misreads = (request: RequestForm) => RequestForm

/** Another decision than the one that follows. */
export type Misdecides = (decision: DecisionForm, request: RequestForm) => object

/** A document without the members that are undefined. */
const document = (value: object): JsonObject => JSON.parse(JSON.stringify(value))

/** The document as it is asked about: the policy and the clients may be absent. */
interface AskedForm extends Omit<RequestForm, 'recipient' | 'policy'> {
  readonly recipient: Omit<RequestForm['recipient'], 'clients'> & { readonly clients?: readonly ClientForm[] }
  readonly policy?: PolicyForm
}

const requestIn = (given: JsonObject): RequestForm => {
  const { recipient, policy = {}, ...others } = given as unknown as AskedForm
  return { ...others, policy, recipient: { ...recipient, clients: recipient.clients ?? [] } }
}

/** What this library decides about a request. */
export const decided = (request: RequestForm): DecisionForm =>
  Reflect.get(own.decide(document(request)), 'decision') ?? { _tag: 'none' }

/** This library, deciding about another request. */
export const misreading = (name: string, breaks: readonly RequirementId[], misreads: Misreads): Canary =>
  broken(name, breaks, { reads: (given) => document(misreads(requestIn(given))) })

/** This library, giving another decision. */
export const misdeciding = (name: string, breaks: readonly RequirementId[], misdecides: Misdecides): Canary =>
  broken(name, breaks, {
    decides: (decision, given) => document(misdecides(decision as unknown as DecisionForm, requestIn(given))),
  })

/** With other preferences, where there are any. */
export const withPreferences =
  (change: (preferences: PreferencesForm, request: RequestForm) => PreferencesForm): Misreads =>
  (request) => {
    const { preferences } = request.recipient
    return preferences === undefined
      ? request
      : { ...request, recipient: { ...request.recipient, preferences: change(preferences, request) } }
  }

/** With other rules; one that becomes undefined is left out. */
export const withRules = (change: (rule: RuleForm, request: RequestForm) => RuleForm | undefined): Misreads =>
  withPreferences((preferences, request) => ({
    ...preferences,
    rules: preferences.rules?.flatMap((rule) => change(rule, request) ?? []),
  }))

/** With other conditions of rules; a rule whose conditions become undefined never applies. */
export const withWhen = (change: (when: WhenForm, request: RequestForm) => WhenForm | undefined): Misreads =>
  withRules((rule, request) => {
    const when = rule.when === undefined ? rule.when : change(rule.when, request)
    return rule.when !== undefined && when === undefined ? undefined : { ...rule, when }
  })

/** With other clients. */
export const withClients =
  (change: (client: ClientForm, request: RequestForm) => ClientForm): Misreads =>
  (request) => ({
    ...request,
    recipient: { ...request.recipient, clients: request.recipient.clients.map((client) => change(client, request)) },
  })

/** With another message. */
export const withMessage =
  (change: (message: MessageForm, request: RequestForm) => MessageForm): Misreads =>
  (request) => ({ ...request, message: change(request.message, request) })

/** With another policy. */
export const withPolicy =
  (change: (policy: PolicyForm, request: RequestForm) => PolicyForm): Misreads =>
  (request) => ({ ...request, policy: change(request.policy, request) })

/** With other do-not-disturb, where there is any. */
export const withDoNotDisturb = (
  change: (doNotDisturb: DoNotDisturbForm, request: RequestForm) => DoNotDisturbForm | undefined,
): Misreads =>
  withPreferences((preferences, request) =>
    preferences.doNotDisturb === undefined
      ? preferences
      : { ...preferences, doNotDisturb: change(preferences.doNotDisturb, request) },
  )

/** With other schedules of do-not-disturb; one that becomes undefined is left out. */
export const withSchedules = (
  change: (schedule: ScheduleForm, request: RequestForm) => ScheduleForm | undefined,
): Misreads =>
  withDoNotDisturb((doNotDisturb, request) => ({
    ...doNotDisturb,
    schedules: doNotDisturb.schedules?.flatMap((schedule) => change(schedule, request) ?? []),
  }))
