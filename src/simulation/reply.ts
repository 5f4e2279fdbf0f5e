import type { RequirementId } from '../requirements.js'
import { outcomeOf } from './tellQueue.js'
import type { LineKind } from './Transcript.js'
import { type Errand, type Path, planArrival, send, type Travel, type World } from './World.js'

/** What an answer says, and whose idea it is. */
export interface Answer {
  readonly what: string
  readonly requirement?: RequirementId
  readonly kind?: LineKind
  /** The SIP status, where the action failed. */
  readonly failedWith?: number
}

const reversed = ([from, to, last]: Path): Path => (last === undefined ? [to, from] : [last, to, from])

/** Has something leave, after a delay if there is one. */
const leave = (world: World, delay: number, travel: Travel): void => {
  if (delay === 0) {
    send(world, travel)
  } else {
    planArrival(world, world.now + delay, { _tag: 'Travels', travel })
  }
}

/** Answers an errand, on the way that it came; one that has had its effect does not have it again. */
export const reply = (world: World, errand: Errand, answer: Answer): void => {
  const { action, path, scripted } = errand
  const { what, requirement = action.determinedBy.requirement, kind = 'passing', failedWith } = answer
  if (failedWith === undefined) {
    world.effects.add(action.actionId)
  }
  leave(world, scripted?.delay ?? 0, {
    path: reversed(path),
    what,
    requirement,
    kind,
    reply: true,
    arrival: outcomeOf(errand, failedWith === undefined ? 'ActionSucceeded' : 'ActionFailed', failedWith),
    loss: scripted?.result === 'answerLost' ? { leg: 'last', learnt: outcomeOf(errand, 'ActionUnknown') } : undefined,
  })
}

/** Ends an errand that nobody answers. */
export const conclude = (world: World, errand: Errand): void => {
  const { action, scripted } = errand
  world.effects.add(action.actionId)
  planArrival(
    world,
    world.now + (scripted?.delay ?? 0),
    outcomeOf(errand, scripted?.result === 'answerLost' ? 'ActionUnknown' : 'ActionSucceeded'),
  )
}
