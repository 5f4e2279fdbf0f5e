import type { CpmAddress } from '../model/CpmAddress.js'
import type { Instant } from '../model/Instant.js'
import type { MessageKind } from '../model/StandaloneMessage.js'
import { messageKinds } from '../model/StandaloneMessage.js'
import type { Handling, PreferenceRule } from '../model/UserPreferences.js'
import type { WeeklyWindow } from '../schedule/WeeklyWindow.js'
import { weeklyWindowsOf } from '../schedule/WeeklyWindow.js'
import { minuteOfWeek } from '../schedule/wallClock.js'
import { isWithinWindow } from '../schedule/windowAt.js'
import type { CompiledMediaTypes } from './CompiledMediaTypes.js'
import { mediaTypeNumber, refusedMediaTypes } from './CompiledMediaTypes.js'
import { outcomeOrder } from './handlingOf.js'
import { matchesAnyMediaRange } from './matchesMediaRange.js'
import type { Question } from './Question.js'
import { isAnyClientRegistered, isInSphere, isInSubject, isUndisclosed, namesAddress } from './ruleApplies.js'

/** A preference rule with its conditions in the form in which they are checked fastest; every rule has the same shape. */
export interface CompiledRule {
  readonly id: string
  readonly handling: Handling
  /** Its place in the document. */
  readonly position: number
  /** The place of its outcome in the order of the standard (AMB-01, alternative). */
  readonly outcome: number
  /** One bit for each message kind, state of the originator and media type that the rule does not apply to. */
  readonly refused: number
  /** Undefined where no size is asked for: an infinite number would lie elsewhere in memory. */
  readonly largerThan: number | undefined
  readonly smallerThan: number | undefined
  readonly except: readonly (CpmAddress | string)[] | undefined
  readonly during: CompiledDuring | undefined
  /** Where the bits cannot say it. */
  readonly mediaRanges: readonly string[] | undefined
  readonly subjectContains: readonly string[] | undefined
  readonly sphere: readonly string[] | undefined
  readonly registered: boolean | undefined
}

interface CompiledDuring {
  readonly from: Instant | undefined
  readonly until: Instant | undefined
  readonly windows: readonly WeeklyWindow[]
}

/** What is read of a message once, for all rules. */
export interface MessageFacts {
  readonly undisclosed: boolean
  /** The number of its media type. */
  readonly mediaType: number
  /** The bits of its kind, its originator and its media type. */
  readonly bits: number
  /** The zone whose wall clock was read last, and what it showed in minutes from Monday 00:00; -1 in an unknown zone. */
  zone: string
  minute: number
}

const kindBits: Readonly<Record<MessageKind, number>> = { pager: 1, large: 2, notification: 4, system: 8 }
const disclosedBit = 16
const undisclosedBit = 32
const mediaTypesFrom = 6

const refusedKinds = (kinds: readonly MessageKind[]): number =>
  messageKinds.reduce((bits, kind) => (kinds.includes(kind) ? bits : bits | kindBits[kind]), 0)

const compileDuring = (rule: PreferenceRule): CompiledDuring | undefined => {
  const during = rule.when?.during
  if (during === undefined) {
    return undefined
  }
  const { from, until, schedules = [] } = during
  return { from, until, windows: weeklyWindowsOf(schedules) }
}

/** A preference rule made ready for checking. */
export const compileRule = (
  rule: PreferenceRule,
  position: number,
  mediaTypes: CompiledMediaTypes | undefined,
): CompiledRule => {
  const when = rule.when ?? {}
  const { kinds, undisclosed, contentTypes } = when
  const refused =
    (kinds === undefined ? 0 : refusedKinds(kinds)) |
    (undisclosed === undefined ? 0 : undisclosed ? disclosedBit : undisclosedBit)
  return {
    id: rule.id,
    handling: rule.then,
    position,
    outcome: outcomeOrder.indexOf(rule.then.action),
    refused:
      contentTypes === undefined || mediaTypes === undefined
        ? refused
        : refused | (refusedMediaTypes(mediaTypes, contentTypes) << mediaTypesFrom),
    largerThan: when.largerThan,
    smallerThan: when.smallerThan,
    except: when.originator?.except,
    during: compileDuring(rule),
    mediaRanges: mediaTypes === undefined ? contentTypes : undefined,
    subjectContains: when.subjectContains,
    sphere: when.sphere,
    registered: when.registered,
  }
}

/** Whether a rule may apply to some message of a media type. */
export const coversMediaType = (rule: CompiledRule, mediaType: number): boolean =>
  (rule.refused & (1 << (mediaType + mediaTypesFrom))) === 0

/** What the rules ask of a message. */
export const factsOf = ({ message }: Question, mediaTypes: CompiledMediaTypes | undefined): MessageFacts => {
  const undisclosed = isUndisclosed(message.originator)
  const mediaType = mediaTypes === undefined ? 0 : mediaTypeNumber(mediaTypes, message.contentType)
  return {
    undisclosed,
    mediaType,
    bits: kindBits[message.kind] | (undisclosed ? undisclosedBit : disclosedBit) | (1 << (mediaType + mediaTypesFrom)),
    zone: '',
    minute: -1,
  }
}

const minuteIn = (zone: string, facts: MessageFacts, question: Question): number => {
  if (facts.zone !== zone) {
    const span = question.zones.spanAt(zone, question.now)
    facts.zone = zone
    facts.minute = span === undefined ? -1 : minuteOfWeek(question.now, span)
  }
  return facts.minute
}

const holdsDuring = (during: CompiledDuring, facts: MessageFacts, question: Question): boolean => {
  const { from, until } = during
  const { now } = question
  let holds =
    (from !== undefined || until !== undefined) &&
    (from === undefined || now >= from) &&
    (until === undefined || now < until)
  for (const window of during.windows) {
    const minute = minuteIn(window.zone, facts, question)
    if (minute < 0) {
      return false
    }
    holds ||= isWithinWindow(window, minute)
  }
  return holds
}

/**
 * Whether all conditions of a compiled rule hold, apart from the addresses and domains by which the index has found it.
 *
 * @spec TERM-04
 */
export const compiledRuleApplies = (rule: CompiledRule, facts: MessageFacts, question: Question): boolean => {
  const { message } = question
  return (
    (rule.refused & facts.bits) === 0 &&
    (rule.largerThan === undefined || message.size > rule.largerThan) &&
    (rule.smallerThan === undefined || message.size < rule.smallerThan) &&
    (rule.during === undefined || holdsDuring(rule.during, facts, question)) &&
    (rule.except === undefined || !namesAddress(rule.except, message.originator.address)) &&
    (rule.mediaRanges === undefined || matchesAnyMediaRange(rule.mediaRanges, message.contentType)) &&
    (rule.subjectContains === undefined || isInSubject(rule.subjectContains, message.subject)) &&
    (rule.sphere === undefined || isInSphere(rule.sphere, question.sphere)) &&
    (rule.registered === undefined || rule.registered === isAnyClientRegistered(question.clients, question.policy))
  )
}
