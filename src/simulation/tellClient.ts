import { clientTransition, type CpmClientAction, newCpmClient } from '../cpmClient/index.js'
import { briefClientAction } from './brief.js'
import { parties } from './parties.js'
import { reply } from './reply.js'
import { type Arrival, note, send, type UndatedClientEvent, type World } from './World.js'

const { core, participatingFunction } = parties

/** What a client has not answered, by device and action. */
export const requestKey = (deviceId: string, requestId: string): string => `${deviceId} ${requestId}`

const respond = (world: World, deviceId: string, action: CpmClientAction, requestId: string): void => {
  const errand = world.unanswered.get(requestKey(deviceId, requestId))
  if (errand !== undefined) {
    world.unanswered.delete(requestKey(deviceId, requestId))
    reply(world, errand, { what: action._tag, requirement: action.determinedBy.requirement, kind: 'act' })
  }
}

const carryOut = (world: World, deviceId: string, action: CpmClientAction): void => {
  const what = briefClientAction(action)
  const { requirement } = action.determinedBy
  const tell = (path: readonly string[], arrival: Arrival): void => {
    send(world, { path, what, requirement, kind: 'act', arrival })
  }
  switch (action._tag) {
    case 'RespondSuccessfully':
      respond(world, deviceId, action, action.requestId)
      return
    case 'Register':
      tell([deviceId, core, participatingFunction], { _tag: 'DeviceRegistered', deviceId })
      return
    case 'PresentDeferredMessages':
      note(world, deviceId, what, requirement)
      return
    case 'EstablishSession':
      tell([deviceId, core, participatingFunction], {
        _tag: 'SessionAsked',
        deviceId,
        sessionId: `${deviceId}/${action.actionId}`,
      })
      return
    case 'RequestActions':
      tell([deviceId, participatingFunction], {
        _tag: 'QueueTold',
        event: { _tag: 'MessagesSelected', sessionId: action.sessionId, deviceId, selections: action.selections },
      })
      return
    case 'TearDownSession':
      tell([deviceId, core, participatingFunction], {
        _tag: 'QueueTold',
        event: { _tag: 'SessionEnded', sessionId: action.sessionId, deviceId },
      })
      return
    case 'Ignored':
      note(world, deviceId, what, requirement, 'remark')
  }
}

/** Tells the client of a device what has happened, and does what its role asks for. */
export const tellClient = (world: World, deviceId: string, event: UndatedClientEvent): void => {
  const [state, actions] = clientTransition(world.clients.get(deviceId) ?? newCpmClient, { ...event, at: world.now })
  world.clients.set(deviceId, state)
  for (const action of actions) {
    carryOut(world, deviceId, action)
  }
}
