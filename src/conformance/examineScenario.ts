import { answered, forms } from './answered.js'
import { checkActions } from './checkActions.js'
import type { Examination } from './Examination.js'
import { compared, ended } from './Examination.js'
import type { Findings } from './Findings.js'
import { asExpected, join, notAsExpected } from './Findings.js'
import type { Json, JsonObject } from './Json.js'
import { isJsonObject, memberOf } from './Json.js'
import type { Comparison } from './mismatchesOf.js'
import { isLike, mismatchesOfList } from './mismatchesOf.js'
import type { StepRequest } from './Protocol.js'
import type { ScenarioVector, VectorStep } from './Vector.js'

/** A scenario under way. */
interface Scene {
  readonly vector: ScenarioVector
  readonly comparison: Comparison
  readonly recipient: JsonObject
  readonly policy: JsonObject
  /** The actions of each step that was answered. */
  readonly came: readonly (readonly JsonObject[])[]
  readonly findings: Findings
}

const objectIn = (given: JsonObject, name: string): JsonObject => {
  const member = memberOf(given, name)
  return isJsonObject(member) ? member : {}
}

/** The newest action that is like a pattern. */
const newestLike = ({ came, comparison }: Scene, pattern: Json): JsonObject | undefined =>
  came
    .flat()
    .filter((action) => isLike(pattern, action, comparison))
    .at(-1)

const requestOf = ({ vector, recipient, policy }: Scene, event: JsonObject): StepRequest => ({
  cmd: 'step',
  event,
  ...(vector.role === 'PF' ? { recipient } : {}),
  policy,
})

const finish = (scene: Scene): Examination => {
  const { vector, comparison, came, findings } = scene
  const { held } = vector
  return {
    _tag: 'Asking',
    request: { cmd: 'end' },
    hear: answered(vector, came, forms.held, (entryIds) =>
      compared(
        vector,
        held === undefined
          ? findings
          : join(findings, notAsExpected(...mismatchesOfList(held, entryIds, '/held', comparison))),
        [...came, { held: entryIds }],
      ),
    ),
  }
}

const askStep = (scene: Scene, step: VectorStep, at: number, event: JsonObject): Examination => ({
  _tag: 'Asking',
  request: requestOf(scene, event),
  hear: answered(scene.vector, scene.came, forms.actions, (actions) => {
    const comparison = { ...scene.comparison, path: `/steps/${at}/actions`, ordered: step.ordered === true }
    const findings = join(scene.findings, checkActions(step.expect, actions, comparison))
    const came = [...scene.came, actions]
    return findings.mismatches.length > 0
      ? compared(scene.vector, findings, came)
      : goOn({ ...scene, findings, came }, at + 1)
  }),
})

/** The next step, as the vector says it; where it speaks of an action, with the id that the implementation gave that. */
const goOn = (scene: Scene, at: number): Examination => {
  const step = scene.vector.steps[at]
  if (step === undefined) {
    return finish(scene)
  }
  const { recipient = scene.recipient, policy = scene.policy } = step
  const next = { ...scene, recipient, policy }
  const { of: pattern, ...event } = step.event
  if (pattern === undefined) {
    return askStep(next, step, at, event)
  }
  const action = newestLike(scene, pattern)
  const actionId = action?.['actionId']
  if (action === undefined) {
    const mismatch = { path: `/steps/${at}/event/of`, expected: pattern, came: 'nothing answered is like this' }
    return compared(scene.vector, notAsExpected(mismatch), scene.came)
  }
  return actionId === undefined
    ? ended(scene.vector, 'Errored', `the action ${JSON.stringify(action)} has no actionId`, scene.came)
    : askStep(next, step, at, { ...event, actionId })
}

/** Begins a scenario. */
export const examineScenario = (vector: ScenarioVector, comparison: Comparison): Examination => {
  const { role, given } = vector
  const recipient = objectIn(given, 'recipient')
  const policy = objectIn(given, 'policy')
  return {
    _tag: 'Asking',
    request: { cmd: 'begin', role, given },
    hear: answered(vector, [], forms.ready, () =>
      goOn({ vector, comparison, recipient, policy, came: [], findings: asExpected }, 0),
    ),
  }
}
