import type { Answer, Examination } from './Examination.js'
import { ended } from './Examination.js'
import type { Json, JsonObject } from './Json.js'
import { isJsonList, isJsonObject, memberOf } from './Json.js'
import type { Vector } from './Vector.js'

/** What an answer says instead of its member; a text where it says so at length. */
const textOf = (answer: JsonObject, name: string): string | undefined => {
  const said = memberOf(answer, name)
  return said === undefined ? undefined : typeof said === 'string' ? said : JSON.stringify(said)
}

const decisionOf = (answer: JsonObject): JsonObject | undefined => {
  const decision = memberOf(answer, 'decision')
  return isJsonObject(decision) && typeof decision['_tag'] === 'string' ? decision : undefined
}

const isReady = (answer: JsonObject): true | undefined => (memberOf(answer, 'ready') === true ? true : undefined)

const isAction = (action: Json): action is JsonObject => isJsonObject(action) && typeof action['_tag'] === 'string'

const actionsOf = (answer: JsonObject): readonly JsonObject[] | undefined => {
  const actions = memberOf(answer, 'actions')
  return isJsonList(actions) && actions.every(isAction) ? actions : undefined
}

const heldOf = (answer: JsonObject): readonly Json[] | undefined => {
  const held = memberOf(answer, 'held')
  return isJsonList(held) && held.every((entryId) => typeof entryId === 'string') ? held : undefined
}

/** What an answer has to hold, in words, and how it is read. */
interface Form<A> {
  readonly expected: string
  readonly read: (answer: JsonObject) => A | undefined
}

/** The forms of answers. */
export const forms: {
  readonly decision: Form<JsonObject>
  readonly ready: Form<true>
  readonly actions: Form<readonly JsonObject[]>
  readonly held: Form<readonly Json[]>
} = {
  decision: { expected: 'a decision that has a _tag', read: decisionOf },
  ready: { expected: 'ready: true', read: isReady },
  actions: { expected: 'actions, each of which has a _tag', read: actionsOf },
  held: { expected: 'held: a list of entry ids', read: heldOf },
}

/** Goes on with what an answer says; ends the examination where it says nothing that can be compared. */
export const answered =
  <A>(vector: Vector, came: readonly Json[], form: Form<A>, goOn: (said: A) => Examination) =>
  (answer: Answer): Examination => {
    if (answer._tag === 'Left') {
      return ended(vector, 'Errored', answer.left, came)
    }
    if (!isJsonObject(answer.right)) {
      return ended(vector, 'Errored', 'the answer is not an object', came)
    }
    const errored = textOf(answer.right, 'errored')
    if (errored !== undefined) {
      return ended(vector, 'Errored', errored, came)
    }
    const skipped = textOf(answer.right, 'skipped')
    if (skipped !== undefined) {
      return ended(vector, 'Skipped', skipped, came)
    }
    const said = form.read(answer.right)
    return said === undefined ? ended(vector, 'Errored', `the answer does not hold ${form.expected}`, came) : goOn(said)
  }
