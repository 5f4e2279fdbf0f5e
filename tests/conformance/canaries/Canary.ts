import type {
  Implementation,
  Json,
  JsonObject,
  ScenarioUnderWay,
  StepRequest,
  VectorRole,
} from '../../../src/conformance/index.js'
import type { RequirementId } from '../../../src/requirements.js'
import { own } from '../own.js'

/** A broken implementation: it fails a vector of each requirement that it breaks, and no vector of others alone. */
export interface Canary {
  /** What is wrong with it, in a few words. */
  readonly name: string
  readonly breaks: readonly RequirementId[]
  readonly implementation: Implementation
}

/** What is wrong with this library when it is broken on purpose; what is absent is as it should be. */
export interface Fault {
  /** The request that is decided instead. */
  readonly reads?: (given: JsonObject) => JsonObject
  /** The decision that is given instead. */
  readonly decides?: (decision: JsonObject, given: JsonObject) => JsonObject
  /** The step that is taken instead. */
  readonly hears?: (step: StepRequest, role: VectorRole) => StepRequest
  /** The actions that are asked for instead; `before` are those of the steps before, as they were answered. */
  readonly asksFor?: (
    actions: readonly JsonObject[],
    step: StepRequest,
    before: readonly JsonObject[],
    role: VectorRole,
  ) => readonly JsonObject[]
  /** What is held instead. */
  readonly holds?: (held: readonly string[]) => readonly string[]
}

const memberOf = (answer: object, name: string) => Reflect.get(answer, name)

const brokenScene = (
  fault: Fault,
  role: VectorRole,
  scene: ScenarioUnderWay,
  before: readonly JsonObject[],
): ScenarioUnderWay => ({
  step: (request) => {
    const [next, answer] = scene.step(fault.hears?.(request, role) ?? request)
    const ownActions: readonly JsonObject[] | undefined = memberOf(answer, 'actions')
    const actions =
      ownActions === undefined ? undefined : (fault.asksFor?.(ownActions, request, before, role) ?? ownActions)
    return [
      brokenScene(fault, role, next, [...before, ...(actions ?? [])]),
      actions === undefined ? answer : { actions },
    ]
  },
  end: () => {
    const answer = scene.end()
    const held: readonly string[] | undefined = memberOf(answer, 'held')
    return held === undefined ? answer : { held: fault.holds?.(held) ?? held }
  },
})

/** This library with a fault; what the fault does not touch is the library itself. */
export const broken = (name: string, breaks: readonly RequirementId[], fault: Fault): Canary => ({
  name,
  breaks,
  implementation: {
    introduction: { ...own.introduction, implementation: { name, version: '0.0.0' } },
    decide:
      fault.reads === undefined && fault.decides === undefined
        ? own.decide
        : (given) => {
            const answer = own.decide(fault.reads?.(given) ?? given)
            const decision: JsonObject | undefined = memberOf(answer, 'decision')
            return decision === undefined ? answer : { decision: fault.decides?.(decision, given) ?? decision }
          },
    begin:
      fault.hears === undefined && fault.asksFor === undefined && fault.holds === undefined
        ? own.begin
        : (role, given) => brokenScene(fault, role, own.begin(role, given), []),
  },
})

/** A value with a member put in place of its own, at a path of names; what is not there is made. */
export const withMember = (value: JsonObject, path: readonly [string, ...string[]], member: Json): JsonObject => {
  const [name, next, ...rest] = path
  const inner = value[name]
  const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner)
  return {
    ...value,
    [name]: next === undefined ? member : withMember(isObject ? (inner as JsonObject) : {}, [next, ...rest], member),
  }
}
