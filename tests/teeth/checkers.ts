import { canaries as handOver } from '../conformance/canaries/deferralHandOver.js'
import { canaries as notices } from '../conformance/canaries/deferralNotices.js'
import { canaries as options } from '../conformance/canaries/deferralOptions.js'
import { canaries as pushes } from '../conformance/canaries/deferralPushes.js'
import { canaries as sessions } from '../conformance/canaries/deferralSessions.js'
import { canaries as answers } from '../conformance/canaries/routingAnswers.js'
import { canaries as clients } from '../conformance/canaries/routingClients.js'
import { canaries as outcomes } from '../conformance/canaries/routingOutcomes.js'
import { judgeCanary } from '../conformance/teeth.js'
import { handWrittenVectors } from '../conformance/vectors.js'
import { runFaults, stepsOf } from '../support/faultyServer.js'
import type { Fact } from './collect.js'
import { factsOf } from './collect.js'
import type { Checker, Fault } from './Fault.js'
import { lawFiles } from './lawFiles.js'
import { transition } from './subject.js'

const loaded = new Map<string, readonly Fact[]>()

const factsIn = async (name: string, load: () => Promise<unknown>): Promise<readonly Fact[]> => {
  const facts = loaded.get(name) ?? (await factsOf(load))
  loaded.set(name, facts)
  return facts
}

const ofTables = /answered alike/
const ofOracles = /^agree on/
const ofStates = /^holds in every state/
/** These count what was met over all runs. */
const ofShares = /^(has|have) met/

/** What the first of some facts that does not hold says; undefined where all hold. */
const firstWrong = (facts: readonly Fact[]): string | undefined => {
  for (const { name, check } of facts) {
    try {
      check()
    } catch (error) {
      const [line = ''] = String(error instanceof Error ? error.message : error).split('\n')
      return `${name}: ${line}`
    }
  }
  return undefined
}

const chosen = async (
  files: readonly (readonly [name: string, load: () => Promise<unknown>])[],
  pattern: RegExp,
  isWanted = true,
): Promise<readonly Fact[]> =>
  (await Promise.all(files.map(([name, load]) => factsIn(name, load))))
    .flat()
    .filter(({ name }) => pattern.test(name) === isWanted && !ofShares.test(name))

const lawFile = (law: string): readonly (readonly [string, () => Promise<unknown>])[] => {
  const load = lawFiles[law]
  return load === undefined ? [] : [[law, load]]
}

const tables = [
  ['planTable', () => import('../exhaustive/planTable.test.js')],
  ['decisionTable', () => import('../exhaustive/decisionTable.test.js')],
] as const

const routingOracle = [['differential', () => import('../oracle/differential.test.js')]] as const
const deferralOracle = [['deferralDifferential', () => import('../oracle/deferralDifferential.test.js')]] as const

const simulated = ({ law, auditedAs = law }: Fault, seeds: number): string | undefined => {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const found = runFaults(seed, stepsOf(seed, 60), transition).complaints.find((complaint) =>
      complaint.startsWith(auditedAs),
    )
    if (found !== undefined) {
      return `seed ${seed}: ${found}`
    }
  }
  return undefined
}

const judged = ({ law, canaries = [`${law}:`] }: Fault): string | undefined => {
  const vectors = handWrittenVectors()
  const all = [...handOver, ...notices, ...options, ...pushes, ...sessions, ...answers, ...clients, ...outcomes]
  const alike = all.filter(({ name }) => canaries.some((part) => name.includes(part)))
  const results = alike.map((canary) => judgeCanary(canary, vectors))
  return alike.length > 0 && results.every(({ failed, missed }) => failed.length > 0 && missed.length === 0)
    ? `${alike.map(({ name }) => name).join('; ')}: ${results[0]?.failed.join(' ')}`
    : undefined
}

/** What a checker says of the library as it is at the moment, for the law of a fault; undefined where it finds nothing wrong. */
export const ask = async (checker: Checker, fault: Fault): Promise<string | undefined> => {
  switch (checker) {
    case 'E':
      return firstWrong(await chosen(tables, ofTables))
    case 'M':
      return firstWrong(await chosen(lawFile(fault.law), ofStates))
    case 'P':
      return firstWrong(await chosen(lawFile(fault.law), ofStates, false))
    case 'O':
      return firstWrong(await chosen(fault.routes === undefined ? deferralOracle : routingOracle, ofOracles))
    case 'S':
      return simulated(fault, 500)
    case 'V':
      return judged(fault)
  }
}
