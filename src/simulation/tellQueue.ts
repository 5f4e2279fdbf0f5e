import { type EffectAction, type QueueAction, transition } from '../deferral/index.js'
import { brief } from './brief.js'
import { journeysOf } from './journeysOf.js'
import { parties } from './parties.js'
import type { ScriptedOutcome } from './Scenario.js'
import { type Errand, note, send, type UndatedQueueEvent, type World } from './World.js'

/** What the scenario has in store for an action; it is used up. */
const takeOutcome = (world: World, action: string): ScriptedOutcome | undefined => {
  const found = world.outcomes.find((outcome) => outcome.action === action)
  world.outcomes = world.outcomes.filter((outcome) => outcome !== found)
  return found
}

/** What the Participating Function learns of an errand. */
export const outcomeOf = (
  { action, counts }: Errand,
  _tag: 'ActionSucceeded' | 'ActionFailed' | 'ActionUnknown',
  status?: number,
): { readonly _tag: 'QueueTold'; readonly event: UndatedQueueEvent } | { readonly _tag: 'Nothing' } =>
  counts
    ? {
        _tag: 'QueueTold',
        event: { _tag, actionId: action.actionId, ...(status === undefined ? {} : { status }) },
      }
    : { _tag: 'Nothing' }

const perform = (world: World, action: EffectAction): void => {
  const what = brief(action)
  const scripted = takeOutcome(world, what)
  const isKnown = world.effects.has(action.actionId)
  for (const [place, path] of journeysOf(action, world.sessions).entries()) {
    const errand: Errand = { action, path, scripted, counts: place === 0 }
    send(world, {
      // Who has done it already answers at once, without passing it on.
      path: isKnown ? [path[0], path[1]] : path,
      what,
      requirement: action.determinedBy.requirement,
      kind: place === 0 ? 'act' : 'passing',
      arrival: { _tag: isKnown ? 'KnownAlready' : 'Reached', errand },
      loss:
        scripted?.result === 'requestLost' ? { leg: 'first', learnt: outcomeOf(errand, 'ActionUnknown') } : undefined,
    })
  }
}

const carryOut = (world: World, action: QueueAction): void => {
  switch (action._tag) {
    case 'WakeAt':
      world.wakeAt = action.at
      note(world, parties.participatingFunction, brief(action), action.determinedBy.requirement, 'remark')
      return
    case 'Ignored':
      note(world, parties.participatingFunction, brief(action), action.determinedBy.requirement, 'remark')
      return
    case 'Discard':
    case 'Remove':
      note(world, parties.participatingFunction, brief(action), action.determinedBy.requirement)
      return
    case 'Respond':
    case 'Send':
    case 'Deliver':
    case 'Forward':
    case 'Interwork':
    case 'StoreMessage':
    case 'NotifyInBand':
    case 'NotifyOutOfBand':
    case 'ReportResults':
    case 'SendDeliveryNotification':
    case 'UpdateDoNotDisturb':
    case 'EndSession':
      perform(world, action)
  }
}

/** Tells the Participating Function what has happened: the real transition decides, and what it asks for goes its way. */
export const tellQueue = (world: World, event: UndatedQueueEvent): void => {
  const [queue, actions] = transition(world.queue, { ...event, at: world.now }, world.recipient, world.policy)
  world.queue = queue
  for (const action of actions) {
    carryOut(world, action)
  }
}
