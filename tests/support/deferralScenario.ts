import type { CpmClient, Recipient } from '../../src/model/index.js'
import type { DeferredMessageQueue, QueueEvent } from '../../src/deferral/index.js'
import { emptyQueue, restore, save, transition } from '../../src/deferral/index.js'
import type { Codec, Json } from '../../src/wire/documents/index.js'
import {
  CpmClientCodec,
  decode,
  RoutingDecisionCodec,
  ServiceProviderPolicyCodec,
  StandaloneMessageCodec,
  UserPreferencesCodec,
} from '../../src/wire/documents/index.js'
import type { OracleState } from '../oracle/deferralOracle.cjs'
import { create, decline, held, step } from '../oracle/deferralOracle.cjs'
import { oracleRoute } from '../oracle/routingOracle.cjs'
import { atomsOf, oracleAtomsOf, pairUp } from './deferralAtoms.js'

export type Document = { readonly [name: string]: Json }

/** The text that a member of a document is; empty where it is none. */
export const textIn = (document: Document, name: string): string => {
  const member = document[name]
  return typeof member === 'string' ? member : ''
}

/** What is true of the recipient, in the text forms. */
export interface RecipientText {
  readonly preferences: Document
  readonly clients: readonly Document[]
  readonly sphere: readonly string[]
}

/** What happens next, and what is true from then on where that changes. */
export interface ScenarioStep {
  readonly at: string
  readonly event: Document
  readonly recipient?: RecipientText
  readonly policy?: Document
  /** A message is routed as if this were true: its decision is late. */
  readonly routedFor?: RecipientText
  /** Of an outcome: the atom that was asked for, by name, the last time. */
  readonly of?: string
  /** The queue is saved and restored before. */
  readonly restored?: boolean
}

/** A story of one recipient, that can be kept as JSON. */
export interface Scenario {
  readonly recipient: RecipientText
  readonly policy: Document
  readonly steps: readonly ScenarioStep[]
}

interface AskedAtom {
  readonly name: string
  readonly actionId: string
  readonly oracleId: string
}

/** Where the library and the oracle stand after the same steps. */
export interface Standing {
  readonly queue: DeferredMessageQueue
  readonly oracle: OracleState
  readonly recipient: RecipientText
  readonly policy: Document
  /** What both asked for. */
  readonly asked: readonly AskedAtom[]
}

/** One step of both, and in what they differ. */
export interface Comparison {
  readonly standing: Standing
  readonly differences: readonly string[]
  /** What happened and what was asked for, by kind. */
  readonly kinds: readonly string[]
  readonly wakeAt: number | undefined
  /** The actions of the library, with their requirements. */
  readonly actions: readonly string[]
}

const known = new Map<string, unknown>()

/** Reads a text form, each text once. */
const read = <A>(codec: Codec<A>, text: Json): A => {
  const key = `${codec.name} ${JSON.stringify(text)}`
  if (!known.has(key)) {
    const decoded = decode(codec)(text)
    if (decoded._tag === 'Left') {
      throw new Error(`${JSON.stringify(decoded.left)} in ${JSON.stringify(text)}`)
    }
    known.set(key, decoded.right.value)
  }
  return known.get(key) as A
}

const recipientOf = (text: RecipientText): Recipient => ({
  preferences: read(UserPreferencesCodec, text.preferences),
  clients: text.clients.map((client): CpmClient => read(CpmClientCodec, client)),
  sphere: text.sphere,
})

/** Before the first step. */
export const standingAtFirst = ({ recipient, policy }: Omit<Scenario, 'steps'>): Standing => ({
  queue: emptyQueue,
  oracle: create(),
  recipient,
  policy,
  asked: [],
})

const restoredQueue = (queue: DeferredMessageQueue): DeferredMessageQueue => {
  const restored = restore(JSON.parse(JSON.stringify(save(queue))))
  if (restored._tag === 'Left') {
    throw new Error(JSON.stringify(restored.left))
  }
  return restored.right
}

interface Events {
  readonly ours: QueueEvent
  readonly theirs: Document
}

const routedEvents = ({ queue, recipient, policy }: Standing, { at, event, routedFor }: ScenarioStep): Events => {
  const message = event['message'] ?? {}
  const waiting = save(queue).entries.filter(({ state }) => state === 'waiting').length
  const decision = oracleRoute({
    message,
    recipient: { ...(routedFor ?? recipient), waiting },
    policy,
    now: at,
  }) as Json
  return {
    ours: {
      _tag: 'MessageRouted',
      at: Date.parse(at),
      message: read(StandaloneMessageCodec, message),
      decision: read(RoutingDecisionCodec, decision),
    },
    theirs: { _tag: 'MessageRouted', at, message, decision },
  }
}

/** An outcome, to both under their own ids; it may be about one device of a notification alone. */
const outcomeEvents = ({ asked }: Standing, { at, event, of }: ScenarioStep): Events | undefined => {
  const last = asked.filter(({ name }) => name === of).at(-1)
  if (last === undefined) {
    return undefined
  }
  const deviceId = 'deviceId' in event ? textIn(event, 'deviceId') : undefined
  const atoms = asked.filter(
    ({ actionId, name }) =>
      actionId === last.actionId && (deviceId === undefined || name.split(' ').includes(deviceId)),
  )
  const actionIds = [...new Set(atoms.map(({ oracleId }) => oracleId))]
  return {
    ours: { ...event, at: Date.parse(at), actionId: last.actionId } as unknown as QueueEvent,
    theirs: { ...event, at, actionIds },
  }
}

const eventsOf = (standing: Standing, taken: ScenarioStep): Events | undefined => {
  const { at, event } = taken
  if (event['_tag'] === 'MessageRouted') {
    return routedEvents(standing, taken)
  }
  if (taken.of !== undefined) {
    return outcomeEvents(standing, taken)
  }
  const client = event['client'] === undefined ? {} : { client: read(CpmClientCodec, event['client']) }
  return { ours: { ...event, at: Date.parse(at), ...client } as unknown as QueueEvent, theirs: { ...event, at } }
}

const only = (ids: readonly string[], others: readonly string[], where: string): readonly string[] =>
  ids.filter((id) => !others.includes(id)).map((id) => `held only ${where}: ${id}`)

/** What an atom is, whatever it is about: its tag and the words that say how. */
const kindOf = (name: string): string =>
  name
    .split(' ')
    .filter(
      (word) => /^([A-Z][A-Za-z]+|[a-z]+[A-Za-z]*|\d{3})$/.test(word) && !['phone', 'tablet', 'watch'].includes(word),
    )
    .join(' ')

/** Takes one step on both sides; undefined where it is an outcome of something that was not asked for. */
export const compareStep = (before: Standing, taken: ScenarioStep): Comparison | undefined => {
  const { recipient = before.recipient, policy = before.policy } = taken
  const events = eventsOf({ ...before, recipient, policy }, taken)
  if (events === undefined) {
    return undefined
  }
  const queueBefore = taken.restored === true ? restoredQueue(before.queue) : before.queue
  const rules = read(ServiceProviderPolicyCodec, policy)
  const [queue, actions] = transition(queueBefore, events.ours, recipientOf(recipient), rules)
  const answer = step(before.oracle, events.theirs, recipient, policy)

  const { pairs, alone, missing } = pairUp(atomsOf(actions), oracleAtomsOf(answer.actions))
  const declined = missing.filter(({ may }) => may).map(({ actionId }) => actionId)
  const oracle = declined.length === 0 ? answer.state : decline(answer.state, declined)
  const ids = save(queue).entries.map(({ message }) => message.entryId)
  const differences = [
    ...alone.map(({ name }) => `only here: ${name}`),
    ...missing.filter(({ may }) => !may).map(({ name }) => `only the oracle: ${name}`),
    ...pairs
      .filter(([one, other]) => other.requirement !== undefined && one.requirement !== other.requirement)
      .map(([one, other]) => `${one.name}: ${one.requirement} here, ${other.requirement} the oracle`),
    ...pairs
      .filter(([one, other]) => one.told !== other.told)
      .map(([one, other]) => `${one.name}: ${one.told} here, ${other.told} the oracle`),
    ...only(ids, held(oracle), 'here'),
    ...only(held(oracle), ids, 'by the oracle'),
  ]
  const asked = pairs.map(([{ name, actionId }, other]) => ({ name, actionId, oracleId: other.actionId }))
  const wake = actions.find((action) => action._tag === 'WakeAt')
  return {
    standing: { queue, oracle, recipient, policy, asked: [...before.asked, ...asked] },
    differences,
    kinds: [
      textIn(taken.event, '_tag'),
      ...pairs.map(([{ name }]) => kindOf(name)),
      ...actions.flatMap(({ _tag }) => (_tag === 'Ignored' ? ['Ignored'] : [])),
    ],
    wakeAt: wake?.at,
    actions: actions.map(({ actionId, determinedBy }) => `${actionId} (${determinedBy.requirement})`),
  }
}
