import type { Json, JsonObject, StepRequest } from '../../../src/conformance/index.js'
import { isJsonObject } from '../../../src/conformance/Json.js'
import type { RequirementId } from '../../../src/requirements.js'
import type { ClientForm, DecisionForm } from '../routingForms.js'
import type { Canary } from './Canary.js'
import { broken } from './Canary.js'

/** Actions of the client with others in the place of answers. */
const answering = (
  name: string,
  change: (answers: readonly JsonObject[], step: StepRequest, before: readonly JsonObject[]) => readonly JsonObject[],
): Canary =>
  broken(name, ['TERM-20'], {
    asksFor: (actions, step, before, role) => {
      const answers = actions.filter(({ _tag }) => _tag === 'RespondSuccessfully')
      return role === 'Client'
        ? [...actions.filter((action) => !answers.includes(action)), ...change(answers, step, before)]
        : actions
    },
  })

const member = (event: object, name: string): Json => Reflect.get(event, name) ?? null

const byClient: readonly Canary[] = [
  answering('answers no message that was not deferred', (answers, { event }) =>
    member(event, 'entryId') === null ? [] : answers,
  ),
  answering('answers no deferred message', (answers, { event }) => (member(event, 'entryId') === null ? answers : [])),
  answering('answers the first message alone', (answers, _, before) =>
    before.some(({ _tag }) => _tag === 'RespondSuccessfully') ? [] : answers,
  ),
  answering('answers a notice that came by push', (answers, { event }) =>
    member(event, 'via') === 'out-of-band'
      ? [{ _tag: 'RespondSuccessfully', requestId: member(event, 'notificationId') }]
      : answers,
  ),
]

/** The decision that a message came with. */
const decisionIn = ({ event }: StepRequest): DecisionForm | undefined => {
  const decision = member(event, 'decision')
  return isJsonObject(decision) ? (decision as unknown as DecisionForm) : undefined
}

/** Actions about a message that has just been routed to some end. */
const onRouted = (
  name: string,
  breaks: readonly RequirementId[],
  end: string,
  change: (actions: readonly JsonObject[], step: StepRequest) => readonly JsonObject[],
): Canary =>
  broken(name, breaks, {
    asksFor: (actions, step) => (decisionIn(step)?._tag === end ? change(actions, step) : actions),
  })

const without = (actions: readonly JsonObject[], tag: string): readonly JsonObject[] =>
  actions.filter(({ _tag }) => _tag !== tag)

const clientsOf = ({ recipient }: StepRequest): readonly ClientForm[] => {
  const clients = recipient?.['clients']
  return Array.isArray(clients) ? clients : []
}

const entryOf = ({ event }: StepRequest): Json => {
  const message = member(event, 'message')
  return isJsonObject(message) ? member(message, 'entryId') : null
}

const inserting = (name: string, tag: string, inserts: boolean): Canary =>
  broken(name, ['TERM-19'], {
    asksFor: (actions) =>
      actions.map((action) => (action['_tag'] === tag ? { ...action, insertTargetAddress: inserts } : action)),
  })

const byParticipatingFunction: readonly Canary[] = [
  onRouted('says nothing of a rejection', ['TERM-03'], 'Reject', (actions) => without(actions, 'Respond')),
  onRouted('hands nothing over for interworking', ['TERM-05'], 'Interwork', (actions) => without(actions, 'Interwork')),
  onRouted('stores nothing', ['TERM-06'], 'Store', (actions) => without(actions, 'StoreMessage')),
  onRouted('stores a message twice', ['TERM-07'], 'Store', (actions) => [
    ...actions,
    ...actions.filter(({ _tag }) => _tag === 'StoreMessage'),
  ]),
  onRouted('forwards to whom the message was addressed', ['TERM-08'], 'Forward', (actions) =>
    actions.map((action) => (action['_tag'] === 'Forward' ? { ...action, to: 'sip:bob@home2.example' } : action)),
  ),
  onRouted('sends what a preference defers as well', ['TERM-11'], 'Defer', (actions, step) =>
    decisionIn(step)?.reason === 'Preference' ? [...actions, { _tag: 'Send', entryId: entryOf(step) }] : actions,
  ),
  onRouted('asks for a message to be sent to one client', ['TERM-15'], 'Send', (actions) => [
    ...without(actions, 'Send'),
    ...actions.filter(({ _tag }) => _tag === 'Send').slice(0, 1),
  ]),
  onRouted('asks for a message to be sent to every known client', ['TERM-15'], 'Send', (actions, step) => [
    ...actions,
    ...clientsOf(step)
      .filter(({ registered }) => !registered)
      .map(({ deviceId }) => ({ _tag: 'Send', entryId: entryOf(step), deviceId })),
  ]),
  onRouted('asks for no copy of what it sends', ['TERM-18'], 'Send', (actions) => without(actions, 'StoreMessage')),
  onRouted('asks for a copy that nobody wants', ['TERM-18'], 'Send', (actions, step) => [
    ...actions,
    { _tag: 'StoreMessage', entryId: entryOf(step) },
  ]),
  inserting('forgets the target address of what it sends', 'Send', false),
  inserting('forgets the target address of what waited', 'Deliver', false),
  inserting('inserts the target address of what waited although the core does', 'Deliver', true),
]

/** Actions after an event of a kind. */
const onEvent = (
  name: string,
  breaks: readonly RequirementId[],
  tag: string,
  change: (actions: readonly JsonObject[]) => readonly JsonObject[],
): Canary =>
  broken(name, breaks, {
    asksFor: (actions, { event }) => (event['_tag'] === tag ? change(actions) : actions),
  })

const onAnswers: readonly Canary[] = [
  onEvent('answers 202 to what was delivered', ['AMB-28', 'AMB-11'], 'ActionSucceeded', (actions) =>
    actions.map((action) => (action['status'] === 200 ? { ...action, status: 202 } : action)),
  ),
  onRouted('answers before the outcome is known', ['AMB-28'], 'Send', (actions, step) => [
    ...actions,
    { _tag: 'Respond', entryId: entryOf(step), status: 200, reason: 'OK' },
  ]),
  onEvent('waits for the outcome without end', ['AMB-28'], 'TimeReached', (actions) => without(actions, 'Respond')),
  onRouted('gives up a waiting message for a new one', ['AMB-33'], 'Reject', (actions) => [
    ...actions,
    { _tag: 'Remove', entryId: 'e1' },
  ]),
]

/** Broken in what is done about a decision, and where the client answers. */
export const canaries: readonly Canary[] = [...byClient, ...byParticipatingFunction, ...onAnswers]
