import type { RoutingRequest } from '../model/RoutingRequest.js'

/** What is wrong with preferences, or worth knowing about them. */
export type FindingCode =
  /** The conditions of a rule contradict each other, so it never applies. */
  | 'deadRule'
  /** The rules before it leave a rule no message, or no message is left for `otherwise`. */
  | 'shadowedRule'
  /** Two rules ask for different things of one message, and neither is an exception from the other (AMB-01). */
  | 'contradictoryRules'
  /** A message is forwarded to its own recipient (AMB-27). */
  | 'forwardToOneself'
  /** Recipients forward a message to each other in a circle (AMB-27). */
  | 'forwardLoop'
  /** Do-not-disturb is set where it cannot hold anything back (TERM-10). */
  | 'doNotDisturbWithoutEffect'
  /** No message that preferences are read for can be delivered to a device. */
  | 'unreachableDevice'
  /** Another option changes nothing. */
  | 'optionWithoutEffect'
  /** A condition is not known here, and what has one never matches (AMB-03). */
  | 'unknownCondition'

/** An error loses messages or wishes; a warning is likely a mistake; an advice is good to know. */
export type Severity = 'error' | 'warning' | 'advice'

interface Found {
  readonly code: FindingCode
  readonly severity: Severity
  /** A JSON Pointer (RFC 6901) into `{ documents, policy }`, such as `/documents/0/rules/2`. */
  readonly path: string
  /** For a person. */
  readonly message: string
}

/** Something happens: to this request, as routing it shows. */
export interface WitnessedFinding extends Found {
  readonly witness: RoutingRequest
  /** The rules of a forwarding loop, in the order in which a message meets them; the witness is its last stop. */
  readonly loop?: readonly string[]
}

/** Something can never happen: these places conflict with each other, or cover everything between them. */
export interface ProvedFinding extends Found {
  readonly proof: readonly string[]
}

/** One finding, with exactly one of a witness and a proof. */
export type Finding = WitnessedFinding | ProvedFinding

/** A question that the bounds left open; nothing is claimed about it. */
export interface OpenQuestion {
  readonly path: string
  readonly question: string
}

/** All findings about some documents, and what could not be decided. */
export interface LintReport {
  readonly findings: readonly Finding[]
  readonly undecided: readonly OpenQuestion[]
}

/** A report with nothing in it. */
export const nothingFound: LintReport = { findings: [], undecided: [] }

/** Several reports in one. */
export const together = (reports: readonly LintReport[]): LintReport => ({
  findings: reports.flatMap(({ findings }) => findings),
  undecided: reports.flatMap(({ undecided }) => undecided),
})

/** A report of one finding. */
export const finding = (found: Finding): LintReport => ({ findings: [found], undecided: [] })

/** A report of one open question. */
export const open = (path: string, question: string): LintReport => ({ findings: [], undecided: [{ path, question }] })
