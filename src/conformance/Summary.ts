import type { RequirementId, RequirementLevel } from '../requirements.js'
import type { Verdict } from './Verdict.js'

/**
 * What the vectors together say of a requirement: all that were asked go as expected, or one does not. `notMet` is not conformant;
 * `otherwise` is, since it is about a note, an option or the reading of a silent place. Of `notSupported` nothing was asked.
 */
export type Standing = 'met' | 'otherwise' | 'notMet' | 'notSupported'

/** What an implementation makes of one requirement. */
export interface RequirementSummary {
  readonly requirement: RequirementId
  readonly section: string
  readonly level: RequirementLevel
  readonly standing: Standing
  /** How many vectors are conformant and yet not as expected. */
  readonly otherwise: number
  /** How many vectors have got which verdict; a verdict that none has got is absent. */
  readonly verdicts: Partial<Readonly<Record<Verdict, number>>>
}

/** What it makes of a section of the standard, or of its silent places. */
export interface SectionSummary {
  readonly section: string
  readonly requirements: number
  /** How many of them are met. */
  readonly met: number
}

/** What it makes of the kit. */
export interface Summary {
  /** Whether no vector has the verdict Fail or Errored. */
  readonly conformant: boolean
  /** In one line, to be cited. */
  readonly line: string
  readonly requirements: readonly RequirementSummary[]
  readonly sections: readonly SectionSummary[]
}
