import type { DeviceConditions, During, OriginatorCondition, RuleConditions } from '../model/Conditions.js'
import type { Originator } from '../model/StandaloneMessage.js'
import { isInForce } from '../schedule/isInForce.js'
import { isWithinSpan } from './during.js'
import { bareMediaType } from './matchesMediaRange.js'
import type { Question } from './Question.js'
import { servicesOf } from './servicesOf.js'
import type { ConditionTrace, Truth } from './Trace.js'

/** Truth of a boolean. */
export const truth = (holds: boolean): Truth => (holds ? 'true' : 'false')

/** Whether all hold: false beats unknown, unknown beats true. */
export const allHold = (truths: readonly Truth[]): Truth =>
  truths.includes('false') ? 'false' : truths.includes('unknown') ? 'unknown' : 'true'

/** The words for a moment. */
export const instantText = (at: number): string =>
  at >= -8.64e15 && at <= 8.64e15 ? new Date(at).toISOString() : `${at}`

const list = (values: readonly (string | number)[]): string => values.join(', ')

const originatorSeen = ({ address, undisclosed }: Originator): string =>
  undisclosed === true || address === undefined ? 'undisclosed' : address.uri

const originatorWanted = ({ one, domains, except }: OriginatorCondition): string =>
  [
    ...(one === undefined && domains === undefined ? ['anyone'] : []),
    ...(one ?? []).map((address) => address.uri),
    ...(domains ?? []).map((domain) => `anyone at ${domain}`),
    ...(except ?? []).map((entry) => `not ${typeof entry === 'string' ? `anyone at ${entry}` : entry.uri}`),
  ].join(', ')

const originatorHolds = (condition: OriginatorCondition, { address, undisclosed }: Originator): boolean => {
  if (undisclosed === true || address === undefined) {
    return false
  }
  const isNamedIn = (addresses: readonly string[], domains: readonly string[]): boolean =>
    addresses.includes(address.canonical) || domains.some((domain) => domain.toLowerCase() === address.domain)
  const except = condition.except ?? []
  const isIncluded =
    (condition.one === undefined && condition.domains === undefined) ||
    isNamedIn(
      (condition.one ?? []).map((one) => one.canonical),
      condition.domains ?? [],
    )
  const isExcepted = isNamedIn(
    except.flatMap((entry) => (typeof entry === 'string' ? [] : [entry.canonical])),
    except.flatMap((entry) => (typeof entry === 'string' ? [entry] : [])),
  )
  return isIncluded && !isExcepted
}

/** Whether a media type lies in one of the ranges, the slow way. */
export const mediaTypeHolds = (ranges: readonly string[], contentType: string | undefined): boolean =>
  contentType !== undefined &&
  ranges.map(bareMediaType).some((range) => {
    const [type, subtype] = range.split('/')
    const [seenType, seenSubtype] = bareMediaType(contentType).split('/')
    return (type === '*' || type === seenType) && (subtype === '*' || subtype === seenSubtype)
  })

const duringWanted = ({ schedules, from, until }: During): string =>
  [
    ...(from === undefined ? [] : [`from ${instantText(from)}`]),
    ...(until === undefined ? [] : [`until ${instantText(until)}`]),
    ...(schedules ?? []).map(
      (schedule) => `${schedule.days?.join(' ') ?? 'daily'} ${schedule.from} to ${schedule.to} ${schedule.zone}`,
    ),
  ].join(', ')

const duringHolds = (during: During, { now, zones }: Question): Truth => {
  const states = (during.schedules ?? []).map((schedule) => isInForce(schedule, now, zones))
  return states.includes(undefined) ? 'unknown' : truth(isWithinSpan(during, now) || states.includes(true))
}

const condition = (name: string, wanted: string, seen: string, holds: Truth): ConditionTrace => ({
  condition: name,
  wanted,
  seen,
  holds,
})

const given = <A>(value: A | undefined, trace: (value: A) => ConditionTrace): readonly ConditionTrace[] =>
  value === undefined ? [] : [trace(value)]

const sharedConditions = (when: Omit<DeviceConditions, 'deliver'>, question: Question): readonly ConditionTrace[] => {
  const { kind, contentType, size } = question.message
  return [
    ...given(when.kinds, (kinds) => condition('kinds', list(kinds), kind, truth(kinds.includes(kind)))),
    ...given(when.contentTypes, (ranges) =>
      condition('contentTypes', list(ranges), contentType ?? 'none', truth(mediaTypeHolds(ranges, contentType))),
    ),
    ...given(when.largerThan, (bound) => condition('largerThan', `${bound}`, `${size}`, truth(size > bound))),
    ...given(when.smallerThan, (bound) => condition('smallerThan', `${bound}`, `${size}`, truth(size < bound))),
    ...given(when.during, (during) =>
      condition('during', duringWanted(during), instantText(question.now), duringHolds(during, question)),
    ),
    ...(when.unknownConditions ?? []).map(({ name, value }) => condition(name, value, 'not known here', 'unknown')),
  ]
}

/** Every condition of a rule: what it asks for, what was seen, whether it holds. */
export const explainRuleConditions = (when: RuleConditions, question: Question): readonly ConditionTrace[] => {
  const { message, clients, policy, sphere } = question
  const { originator, subject } = message
  const seenOriginator = originatorSeen(originator)
  const isUndisclosed = seenOriginator === 'undisclosed'
  const isRegistered = clients.some((client) => client.registered && servicesOf(client, policy).length > 0)
  const isIn = (texts: readonly string[]): boolean =>
    subject !== undefined && texts.some((text) => subject.toLowerCase().includes(text.toLowerCase()))
  const isInSphere = (wanted: readonly string[]): boolean =>
    sphere.map((name) => name.toLowerCase()).some((name) => wanted.map((word) => word.toLowerCase()).includes(name))
  return [
    ...given(when.originator, (wanted) =>
      condition('originator', originatorWanted(wanted), seenOriginator, truth(originatorHolds(wanted, originator))),
    ),
    ...given(when.undisclosed, (wanted) =>
      condition('undisclosed', `${wanted}`, `${isUndisclosed}`, truth(wanted === isUndisclosed)),
    ),
    ...given(when.subjectContains, (texts) =>
      condition('subjectContains', list(texts), subject ?? 'none', truth(isIn(texts))),
    ),
    ...given(when.sphere, (wanted) =>
      condition('sphere', list(wanted), sphere.length === 0 ? 'none' : list(sphere), truth(isInSphere(wanted))),
    ),
    ...given(when.registered, (wanted) =>
      condition('registered', `${wanted}`, `${isRegistered}`, truth(wanted === isRegistered)),
    ),
    ...sharedConditions(when, question),
  ]
}

/** Every condition on delivery to a device. */
export const explainDeviceConditions = (when: DeviceConditions, question: Question): readonly ConditionTrace[] => [
  ...given(when.deliver, (deliver) => condition('deliver', `${deliver}`, 'a message', truth(deliver))),
  ...sharedConditions(when, question),
]
