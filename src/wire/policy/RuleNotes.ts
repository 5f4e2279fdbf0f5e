import type { Instant } from '../../model/Instant.js'

/** A span of time of a rule: from an instant until before another. */
export interface Span {
  readonly from: Instant
  readonly until: Instant
}

/** What of a rule in XML has no place in its JSON form: it is worked in once the whole document is read. */
export interface RuleNotes {
  /** The rule is about everybody whom no rule of the document names. */
  readonly otherIdentity: boolean
  /** The rule names people in a way that is not known here, so that nobody can say whom it leaves. */
  readonly namesUnknown: boolean
  /** The spans in which the rule applies beside the one in its JSON form. */
  readonly furtherSpans: readonly Span[]
}

/** Nothing beside the JSON form. */
export const noNotes: RuleNotes = { otherIdentity: false, namesUnknown: false, furtherSpans: [] }
