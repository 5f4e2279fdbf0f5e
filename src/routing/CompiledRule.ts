import type { CpmAddress } from '../model/CpmAddress.js'
import type { Instant } from '../model/Instant.js'
import type { MessageKind, StandaloneMessage } from '../model/StandaloneMessage.js'
import { messageKinds } from '../model/StandaloneMessage.js'
import type { PreferenceRule } from '../model/UserPreferences.js'
import type { WeeklyWindow } from '../schedule/WeeklyWindow.js'
import { weeklyWindowsOf } from '../schedule/WeeklyWindow.js'
import { isWindowInForce } from '../schedule/windowAt.js'
import type { ZoneRules } from '../schedule/ZoneRules.js'
import { outcomeOrder } from './handlingOf.js'
import { bareMediaType } from './matchesMediaRange.js'
import type { Question } from './Question.js'
import { isAnyClientRegistered, isInSphere, isInSubject, isUndisclosed, namesAddress } from './ruleApplies.js'

/** A preference rule with its conditions in the form in which they are checked fastest; every rule has the same shape. */
export interface CompiledRule {
  readonly rule: PreferenceRule
  /** Its place in the document. */
  readonly position: number
  /** The place of its outcome in the order of the standard (AMB-01, alternative). */
  readonly outcome: number
  /** One bit for each message kind. */
  readonly kinds: number
  readonly undisclosed: boolean | undefined
  readonly largerThan: number
  readonly smallerThan: number
  readonly mediaRanges: ReadonlySet<string> | undefined
  readonly except: readonly (CpmAddress | string)[] | undefined
  readonly during: CompiledDuring | undefined
  readonly subjectContains: readonly string[] | undefined
  readonly sphere: readonly string[] | undefined
  readonly registered: boolean | undefined
}

interface CompiledDuring {
  readonly from: Instant
  readonly until: Instant
  readonly windows: readonly WeeklyWindow[]
}

/** What is read of a message once, for all rules. */
export interface MessageFacts {
  readonly kind: number
  readonly undisclosed: boolean
  /** Its media type, and the range of all types of that kind; both empty where it has none. */
  readonly mediaType: string
  readonly mediaRange: string
}

/** The bit of a message kind. */
export const kindBit = (kind: MessageKind): number => 1 << messageKinds.indexOf(kind)

const everyKind = (1 << messageKinds.length) - 1

const compileDuring = (rule: PreferenceRule): CompiledDuring | undefined => {
  const during = rule.when?.during
  if (during === undefined) {
    return undefined
  }
  const { from, until } = during
  const hasSpan = from !== undefined || until !== undefined
  return {
    from: hasSpan ? (from ?? -Infinity) : Infinity,
    until: until ?? Infinity,
    windows: weeklyWindowsOf(during.schedules ?? []),
  }
}

/** A preference rule made ready for checking. */
export const compileRule = (rule: PreferenceRule, position: number): CompiledRule => {
  const when = rule.when ?? {}
  return {
    rule,
    position,
    outcome: outcomeOrder.indexOf(rule.then.action),
    kinds: when.kinds?.reduce((bits, kind) => bits | kindBit(kind), 0) ?? everyKind,
    undisclosed: when.undisclosed,
    largerThan: when.largerThan ?? -Infinity,
    smallerThan: when.smallerThan ?? Infinity,
    mediaRanges: when.contentTypes === undefined ? undefined : new Set(when.contentTypes.map(bareMediaType)),
    except: when.originator?.except,
    during: compileDuring(rule),
    subjectContains: when.subjectContains,
    sphere: when.sphere,
    registered: when.registered,
  }
}

/** What the rules ask of a message. */
export const factsOf = (message: StandaloneMessage): MessageFacts => {
  const mediaType = message.contentType === undefined ? '' : bareMediaType(message.contentType)
  return {
    kind: kindBit(message.kind),
    undisclosed: isUndisclosed(message.originator),
    mediaType,
    mediaRange: mediaType === '' ? '' : `${mediaType.slice(0, mediaType.indexOf('/') + 1)}*`,
  }
}

const holdsDuring = (during: CompiledDuring, now: Instant, zones: ZoneRules): boolean => {
  let holds = now >= during.from && now < during.until
  for (const window of during.windows) {
    const inForce = isWindowInForce(window, now, zones)
    if (inForce === undefined) {
      return false
    }
    holds ||= inForce
  }
  return holds
}

const isInMediaRange = (ranges: ReadonlySet<string>, facts: MessageFacts): boolean =>
  facts.mediaType !== '' && (ranges.has(facts.mediaType) || ranges.has(facts.mediaRange) || ranges.has('*/*'))

/**
 * Whether all conditions of a compiled rule hold, apart from the addresses and domains by which the index has found it.
 *
 * @spec TERM-04
 */
export const compiledRuleApplies = (rule: CompiledRule, facts: MessageFacts, question: Question): boolean => {
  const { message } = question
  return (
    (rule.kinds & facts.kind) !== 0 &&
    message.size > rule.largerThan &&
    message.size < rule.smallerThan &&
    (rule.undisclosed === undefined || rule.undisclosed === facts.undisclosed) &&
    (rule.mediaRanges === undefined || isInMediaRange(rule.mediaRanges, facts)) &&
    (rule.during === undefined || holdsDuring(rule.during, question.now, question.zones)) &&
    (rule.except === undefined || !namesAddress(rule.except, message.originator.address)) &&
    (rule.subjectContains === undefined || isInSubject(rule.subjectContains, message.subject)) &&
    (rule.sphere === undefined || isInSphere(rule.sphere, question.sphere)) &&
    (rule.registered === undefined || rule.registered === isAnyClientRegistered(question.clients, question.policy))
  )
}
