import { lint } from '../../src/analysis/index.js'
import { chance } from './chance.js'
import { findingIsWrong } from './lintVerdict.js'
import { planted } from './planted.js'

/** What came of linting many generated documents. */
export interface LintRun {
  documents: number
  rules: number
  clean: number
  planted: number
  findings: number
  witnesses: number
  proofs: number
  undecided: number
  /** How often each defect was planted, by code and variant. */
  readonly variants: Map<string, number>
  /** Planted and not found, found where nothing was planted, or not true. */
  readonly wrong: string[]
}

/** Lints generated documents, those of one recipient or of several at a time, and checks every finding. */
export const lintRun = (sets: number, seed: number, requestsForEachProof: number): LintRun => {
  const run: LintRun = {
    documents: 0,
    rules: 0,
    clean: 0,
    planted: 0,
    findings: 0,
    witnesses: 0,
    proofs: 0,
    undecided: 0,
    variants: new Map(),
    wrong: [],
  }
  for (let place = 0; run.documents < sets; place += 1) {
    const luck = chance(seed * 1_000_003 + place)
    const { documents, policy, expected } = planted(luck)
    const { findings, undecided } = lint(documents, policy)
    run.documents += documents.length
    run.rules += documents.reduce((sum, { rules = [] }) => sum + rules.length, 0)
    run.clean += expected.length === 0 ? 1 : 0
    run.planted += expected.length
    run.findings += findings.length
    run.undecided += undecided.length
    const say = (text: string): void => {
      run.wrong.push(`seed ${seed}, set ${place}: ${text}`)
    }
    for (const { code, path, variant } of expected) {
      run.variants.set(`${code} ${variant}`, (run.variants.get(`${code} ${variant}`) ?? 0) + 1)
      if (!findings.some((finding) => finding.code === code && finding.path === path)) {
        say(`${code} (${variant}) at ${path} was planted and not found`)
      }
    }
    for (const finding of findings) {
      if (expected.length === 0) {
        say(`${finding.code} at ${finding.path} was found in a clean document`)
      }
      run[`witness` in finding ? 'witnesses' : 'proofs'] += 1
      const wrong = findingIsWrong({ finding, documents, policy, chance: luck, requests: requestsForEachProof })
      if (wrong !== undefined) {
        say(wrong)
      }
    }
  }
  return run
}
