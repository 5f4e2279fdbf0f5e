import type { DeferReason, RoutingDecision } from '../model/RoutingDecision.js'
import { addressWords, plainText } from '../routing/plainText.js'

/** How an answer looks in a drawing: a class for its colour, and words of three lengths. */
export interface AnswerWords {
  readonly look: string
  readonly brief: string
  readonly full: string
  /** What determined it: `TERM-12, rule boss`. */
  readonly why: string
}

const waits: Readonly<Record<DeferReason, string>> = {
  DoNotDisturb: 'do not disturb',
  NoApplicableClient: 'no device can take it',
  Preference: 'as preferred',
  AllClientsFailed: 'no device took it',
}

const named = (ids: readonly string[]): string =>
  [...ids.slice(0, 4).map(plainText), ...(ids.length > 4 ? [`${ids.length - 4} more`] : [])].join(', ')

const wordsOf = (decision: RoutingDecision): readonly [look: string, brief: string, full: string] => {
  switch (decision._tag) {
    case 'Send':
      return ['send', 'sent', `sent to ${named(decision.to)}`]
    case 'Defer':
      return [`defer-${decision.reason}`, 'waits', `waits: ${waits[decision.reason]}`]
    case 'Store':
      return ['store', 'stored', 'into the message store']
    case 'Forward':
      return ['forward', 'passed on', `passed on to ${addressWords(decision.to)}`]
    case 'Interwork':
      return ['interwork', 'as SMS', 'passed on as SMS or the like']
    case 'Reject':
      return ['reject', 'turned away', `turned away (${decision.response.status} ${decision.response.reason})`]
  }
}

/** The words for an answer in a drawing. */
export const timelineWords = (decision: RoutingDecision): AnswerWords => {
  const [look, brief, full] = wordsOf(decision)
  const { requirement, rule } = decision.determinedBy
  return { look, brief, full, why: rule === undefined ? requirement : `${requirement}, rule ${plainText(rule)}` }
}
