import '../teeth/collect.js'
import { settings } from '../support/settings.js'
import { ask } from '../teeth/checkers.js'
import { deferralFaults } from '../teeth/deferralFaults.js'
import type { Checker, Fault } from '../teeth/Fault.js'
import { lawFiles } from '../teeth/lawFiles.js'
import { stepLaws, violationsIn } from '../teeth/law.js'
import { routingFaults } from '../teeth/routingFaults.js'
import { suffer } from '../teeth/subject.js'

const words: Readonly<Record<Checker, string>> = {
  E: 'table',
  M: 'states',
  P: 'chance',
  O: 'oracle',
  S: 'simulation',
  V: 'vectors',
}

const option = (name: string): string | undefined => {
  const place = process.argv.indexOf(`--${name}`)
  return place < 0 ? undefined : process.argv[place + 1]
}
const print = (text: string): void => void process.stdout.write(`${text}\n`)

const wanted = option('faults') ?? ''
const faults = [...routingFaults, ...deferralFaults].filter(
  ({ name, law }) => name.includes(wanted) || law.includes(wanted),
)

/** What the checkers of a fault find; those that find nothing. */
const examine = async (fault: Fault, isBroken: boolean, isCanary = false): Promise<readonly Checker[]> => {
  const missedBy: Checker[] = []
  for (const checker of fault.noticedBy) {
    suffer(isBroken ? fault : undefined)
    const started = performance.now()
    const found = await ask(checker, fault)
    suffer(undefined)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    if (found === undefined) {
      missedBy.push(checker)
    }
    if ((found === undefined) === isBroken && !isCanary) {
      print(`  ${isBroken ? 'MISSED' : 'FALSE ALARM'} ${words[checker]} ${seconds} s ${found ?? ''}`)
    } else if (process.argv.includes('--show')) {
      print(`  ${words[checker]} ${seconds} s ${(found ?? 'nothing').slice(0, 160)}`)
    }
  }
  return missedBy
}

let missed = 0
let asked = 0
for (const fault of faults) {
  print(`${fault.law}: ${fault.name}`)
  const missedBy = await examine(fault, true)
  missed += missedBy.length
  asked += fault.noticedBy.length
}

/** Without a fault no checker finds anything. Tables have a campaign of their own; the vectors are asked of implementations of their own. */
const isQuick = process.argv.includes('--quick')
const quiet = new Map<string, Fault>()
for (const fault of isQuick ? [] : faults) {
  const { steps: _, routes, ...rest } = fault
  for (const checker of fault.noticedBy) {
    const isOfStates = checker === 'M' && fault.law !== 'neverStuck'
    const subject = checker === 'O' ? (routes === undefined ? 'the deferral' : 'the routing') : fault.law
    if (checker !== 'E' && checker !== 'V' && checker !== 'S' && !isOfStates) {
      quiet.set(`${subject} ${checker}`, {
        ...rest,
        noticedBy: [checker],
        ...(routes === undefined ? {} : { routes: (right) => right }),
      })
    }
  }
}
let alarms = 0
for (const fault of quiet.values()) {
  alarms += 1 - (await examine(fault, false)).length
}
const falseStates = isQuick ? [] : violationsIn(settings)
for (const violation of falseStates) {
  print(`  FALSE ALARM states ${violation}`)
}

/** The canary: a fault that is none must be missed, or the examination would find faults everywhere. */
const canary: Fault = {
  name: 'nothing is wrong, and it is said that something is',
  law: 'emptyQueueIsQuiet',
  noticedBy: ['M'],
  steps: (right) => right,
}
print('canary: must be missed')
const isCanaryMissed = (await examine(canary, true, true)).length === 1

const unbroken = Object.keys(lawFiles).filter((law) => !faults.some((fault) => fault.law === law))
if (wanted === '' && unbroken.length > 0) {
  print(`no fault breaks ${unbroken.join(', ')}`)
}
const laws = new Set(faults.map(({ law }) => law)).size
const held = isQuick
  ? ''
  : `; without a fault ${quiet.size - alarms} of ${quiet.size} by chance find nothing, and all ${stepLaws.length} in every state`
print(
  `${faults.length} faults against ${laws} laws: ${asked - missed} of ${asked} checkers noticed${held}; the canary was ${isCanaryMissed ? 'missed, as it must be' : 'NOT missed'}`,
)
process.exitCode =
  missed === 0 && alarms === 0 && falseStates.length === 0 && isCanaryMissed && (wanted !== '' || unbroken.length === 0)
    ? 0
    : 1
