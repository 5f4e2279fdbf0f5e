import { clientTransition, type CpmClientAction, newCpmClient } from '../cpmClient/index.js'
import { briefClientAction } from './brief.js'
import { parties } from './parties.js'
import { reply } from './reply.js'
import { type Arrival, type Errand, note, type Path, send, type UndatedClientEvent, type World } from './World.js'

const { core, participatingFunction } = parties

const carryOut = (world: World, deviceId: string, action: CpmClientAction, asked: readonly Errand[]): void => {
  const what = briefClientAction(action)
  const { requirement } = action.determinedBy
  const tell = (path: Path, arrival: Arrival): void => {
    send(world, { path, what, requirement, kind: 'act', arrival })
  }
  switch (action._tag) {
    case 'RespondSuccessfully':
      for (const errand of asked) {
        reply(world, errand, { what, requirement, kind: 'act' })
      }
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

/** Tells the client of a device what has happened, and does what its role asks for; what it answers is what it was `asked`. */
export const tellClient = (
  world: World,
  deviceId: string,
  event: UndatedClientEvent,
  asked: readonly Errand[] = [],
): void => {
  const [state, actions] = clientTransition(world.clients.get(deviceId) ?? newCpmClient, { ...event, at: world.now })
  world.clients.set(deviceId, state)
  for (const action of actions) {
    carryOut(world, deviceId, action, asked)
  }
}
