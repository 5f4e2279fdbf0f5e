import type { Json, JsonObject, StepRequest, VectorRole } from '../../src/conformance/index.js'
import { isJsonList, isJsonObject } from '../../src/conformance/Json.js'
import type { Fault } from './canaries/Canary.js'
import { withMember } from './canaries/Canary.js'

/** What stands at a path of names, if anything does. */
export const at = (value: Json | undefined, ...path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((found, name) => (isJsonObject(found) ? found[name] : undefined), value)

/** The objects of the list that stands at a path of names. */
export const listAt = (value: Json | undefined, ...path: readonly string[]): readonly JsonObject[] => {
  const found = at(value, ...path)
  return isJsonList(found) ? found.filter(isJsonObject) : []
}

/** The text that stands at a path of names, or an empty one. */
export const textAt = (value: Json | undefined, ...path: readonly string[]): string => {
  const found = at(value, ...path)
  return typeof found === 'string' ? found : ''
}

/** Whether an event or an action is of one of some kinds. */
export const isA = (value: JsonObject, ...kinds: readonly string[]): boolean => kinds.includes(textAt(value, '_tag'))

/** A member less. */
export const without = (value: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([other]) => other !== name))

/** The three options, as far as the user has chosen. */
export const optionIn = (step: StepRequest): string => textAt(step.recipient, 'preferences', 'deferred', 'option')

/** Whether the user does not want to be disturbed. */
export const isDisturbing = (step: StepRequest): boolean =>
  at(step.recipient, 'preferences', 'doNotDisturb', 'on') !== true

/** The devices that are registered, or those that are not. */
export const devicesIn = (step: StepRequest, registered: boolean): readonly string[] =>
  listAt(step.recipient, 'clients')
    .filter((client) => client['registered'] === registered)
    .map((client) => textAt(client, 'deviceId'))

/** The entries that were answered and have had no end yet. */
export const openEntries = (all: readonly JsonObject[]): readonly string[] => {
  const ended = all.filter((action) => isA(action, 'Remove', 'Discard')).map((action) => textAt(action, 'entryId'))
  const answered = all.filter((action) => isA(action, 'Respond')).map((action) => textAt(action, 'entryId'))
  return [...new Set(answered)].filter((entryId) => !ended.includes(entryId))
}

/** An action that nobody should have asked for. */
export const forged = (_tag: string, parts: JsonObject): JsonObject => ({
  _tag,
  actionId: `forged/${_tag}`,
  determinedBy: { requirement: 'DEF-01' },
  ...parts,
})

/** A message on its way to a client that should not be. */
export const forgedDelivery = (entryId: string, deviceId: string): JsonObject =>
  forged('Deliver', { entryId, deviceId, via: 'core', insertTargetAddress: true })

/** The devices of an out-of-band notification. */
export const pushTargets = (deviceIds: readonly string[]): readonly Json[] =>
  deviceIds.map((deviceId) => ({ deviceId, pushAddress: `${deviceId}@push.example` }))

/** A fault that one role has. */
export const faultOf = (role: VectorRole, { hears, asksFor }: Fault): Fault => ({
  ...(hears === undefined ? {} : { hears: (step, whose) => (whose === role ? hears(step, whose) : step) }),
  ...(asksFor === undefined
    ? {}
    : {
        asksFor: (actions, step, before, whose) => (whose === role ? asksFor(actions, step, before, whose) : actions),
      }),
})

type Asks = NonNullable<Fault['asksFor']>

/** What is asked for beside what should be. */
export const adding = (more: Asks): Fault => ({
  asksFor: (actions, ...situation) => [...actions, ...more(actions, ...situation)],
})

/** What is not asked for. */
export const dropping = (
  isDropped: (action: JsonObject, step: StepRequest, before: readonly JsonObject[]) => boolean,
): Fault => ({
  asksFor: (actions, step, before) => actions.filter((action) => !isDropped(action, step, before)),
})

/** What is asked for in another form. */
export const changing = (
  change: (action: JsonObject, step: StepRequest, before: readonly JsonObject[]) => JsonObject,
): Fault => ({ asksFor: (actions, step, before) => actions.map((action) => change(action, step, before)) })

/** What is heard in another form. */
export const mishearing = (change: (step: StepRequest) => StepRequest): Fault => ({ hears: change })

/** The step with another event, which has the same instant. */
export const withEvent = (step: StepRequest, event: JsonObject): StepRequest => ({
  ...step,
  event: { at: step.event['at'] ?? '', ...event },
})

/** The step with a member of the event or the recipient put in place. */
export const withPart = (
  step: StepRequest,
  part: 'event' | 'recipient' | 'policy',
  path: readonly [string, ...string[]],
  member: Json,
): StepRequest => ({ ...step, [part]: withMember(step[part] ?? {}, path, member) })

/** Hears another outcome of actions of some kinds. */
export const mistaking = (kinds: readonly string[], was: string, taken: string): Fault =>
  mishearing((step) =>
    isA(step.event, was) && kinds.includes(textAt(step.event, 'actionId').split('/')[1] ?? '')
      ? withPart(step, 'event', ['_tag'], taken)
      : step,
  )

/** A fault that shows in some steps alone. */
export const where = (isShown: (step: StepRequest) => boolean, { hears, asksFor }: Fault): Fault => ({
  ...(hears === undefined ? {} : { hears: (step, role) => (isShown(step) ? hears(step, role) : step) }),
  ...(asksFor === undefined
    ? {}
    : { asksFor: (actions, step, ...more) => (isShown(step) ? asksFor(actions, step, ...more) : actions) }),
})
