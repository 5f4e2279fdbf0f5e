import { plan } from '../deferral/index.js'
import type { CpmClient } from '../model/CpmClient.js'
import type { StandaloneMessage } from '../model/StandaloneMessage.js'
import type { RequirementId } from '../requirements.js'
import { route } from '../routing/index.js'
import { briefDecision } from './brief.js'
import { parties } from './parties.js'
import type { ScenarioStep } from './Scenario.js'
import { tellClient } from './tellClient.js'
import { tellQueue } from './tellQueue.js'
import { tellStorage } from './tellStorage.js'
import { note, type Path, type UndatedQueueEvent, type World } from './World.js'

const { originator, core, participatingFunction, storageServer } = parties

/** Writes down what comes along a way, the whole of it at this instant. */
const comes = (world: World, [from, to, last]: Path, what: string, requirement: RequirementId): void => {
  const arrow = { at: world.now, what, requirement, kind: 'happening' } as const
  world.lines.push({ ...arrow, from, to })
  if (last !== undefined) {
    world.lines.push({ ...arrow, from: to, to: last })
  }
}

/** The messages that have no outcome yet. */
export const heldIn = ({ queue, recipient, policy, now }: World): readonly string[] =>
  plan(queue, recipient, policy, now).messages.map(({ entryId }) => entryId)

const takeMessage = (world: World, message: StandaloneMessage): void => {
  const { queue, recipient, policy, now } = world
  comes(world, [originator, core, participatingFunction], `MESSAGE ${message.entryId}`, 'TERM-01')
  const waiting = plan(queue, recipient, policy, now).messages.filter(({ state }) => state === 'waiting').length
  const decision = route({ message, recipient: { ...recipient, waiting }, policy, now })
  note(world, participatingFunction, briefDecision(decision, message.entryId), decision.determinedBy.requirement)
  tellQueue(world, { _tag: 'MessageRouted', message, decision })
}

const putClient = (world: World, client: CpmClient): void => {
  const { clients } = world.recipient
  const isKnown = clients.some(({ deviceId }) => deviceId === client.deviceId)
  world.recipient = {
    ...world.recipient,
    clients: isKnown
      ? clients.map((known) => (known.deviceId === client.deviceId ? client : known))
      : [...clients, client],
  }
}

const deregister = (world: World, wanted: string): void => {
  comes(world, [wanted, core, participatingFunction], 'deregisters', 'AMB-10')
  for (const client of world.recipient.clients) {
    if (client.deviceId === wanted) {
      putClient(world, { ...client, registered: false })
    }
  }
  tellQueue(world, { _tag: 'ClientDeregistered', deviceId: wanted })
}

const breakSession = (world: World, deviceId: string): void => {
  const sessionId = world.clients.get(deviceId)?.sessionId
  if (sessionId !== undefined) {
    comes(world, [deviceId, participatingFunction], 'session breaks', 'AMB-25')
    tellQueue(world, { _tag: 'SessionEnded', sessionId, deviceId })
    tellClient(world, deviceId, { _tag: 'SessionEnded' })
  }
}

const change = (world: World, what: string, requirement: RequirementId, event: UndatedQueueEvent): void => {
  note(world, participatingFunction, what, requirement, 'happening')
  tellQueue(world, event)
}

const comeToKnow = (
  world: World,
  client: CpmClient,
  what: string,
  requirement: RequirementId,
  _tag: 'ClientRegistered' | 'ClientChanged',
): void => {
  comes(world, [client.deviceId, core, participatingFunction], what, requirement)
  putClient(world, client)
  tellQueue(world, { _tag, client })
}

/** Has a step of a scenario happen, at the instant of the world. */
export const happen = (world: World, step: ScenarioStep): void => {
  switch (step.happens) {
    case 'MessageArrives':
      takeMessage(world, step.message)
      return
    case 'ClientRegisters':
      comeToKnow(world, { ...step.client, registered: true }, 'registers', 'AMB-10', 'ClientRegistered')
      return
    case 'ClientChanges':
      comeToKnow(world, step.client, 'changes', 'TERM-14', 'ClientChanged')
      return
    case 'ClientDeregisters':
      deregister(world, step.deviceId)
      return
    case 'PreferencesChange':
      world.recipient = { ...world.recipient, preferences: step.preferences }
      change(world, 'preferences change', 'AMB-12', { _tag: 'PreferencesChanged' })
      return
    case 'PolicyChanges':
      world.policy = step.policy
      change(world, 'policy changes', 'DEF-02', { _tag: 'PolicyChanged' })
      return
    case 'SphereChanges':
      world.recipient = { ...world.recipient, sphere: step.sphere }
      change(world, 'sphere changes', 'TERM-04', { _tag: 'SphereChanged' })
      return
    case 'UserChooses':
      note(world, step.deviceId, 'user chooses', 'NTF-09', 'happening')
      tellClient(world, step.deviceId, { _tag: 'UserChose', choices: step.choices })
      return
    case 'UserAccesses':
      comes(world, [step.deviceId, storageServer], `accesses ${step.entryId}`, 'AMB-24')
      tellStorage(world, { _tag: 'MessageAccessed', entryId: step.entryId })
      return
    case 'SessionBreaks':
      breakSession(world, step.deviceId)
      return
    case 'MessageIsRevoked':
      comes(world, [originator, core, participatingFunction], `revokes ${step.entryId}`, 'AMB-26')
      tellQueue(world, { _tag: 'MessageRevoked', entryId: step.entryId })
      return
    case 'RecipientIsRemoved':
      change(world, 'recipient is removed', 'AMB-26', { _tag: 'RecipientRemoved' })
      return
    case 'TimePasses':
  }
}
