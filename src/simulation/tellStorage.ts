import { type StorageServerAction, storageTransition } from '../messageStorageServer/index.js'
import { briefStorageAction } from './brief.js'
import { parties } from './parties.js'
import { note, type Path, planArrival, send, type UndatedStorageEvent, type World } from './World.js'

const { storageServer, pushEnabler } = parties

/** Where the Message Storage Client is: on every registered device, or else wherever the Push Enabler finds one. */
const waysToClients = ({ recipient }: World): readonly Path[] => {
  const registered = recipient.clients.filter((client) => client.registered)
  return registered.length === 0
    ? recipient.clients.map(({ deviceId }) => [storageServer, pushEnabler, deviceId])
    : registered.map(({ deviceId }) => [storageServer, deviceId])
}

/** What the server does for itself has its effect at once. */
const succeed = (world: World, actionId: string): void => {
  planArrival(world, world.now, { _tag: 'StorageTold', event: { _tag: 'ActionSucceeded', actionId } })
}

const carryOut = (world: World, action: StorageServerAction): void => {
  const what = briefStorageAction(action)
  const { requirement } = action.determinedBy
  switch (action._tag) {
    case 'WakeAt':
      world.storageWakeAt = action.at
      note(world, storageServer, what, requirement, 'remark')
      return
    case 'Ignored':
      note(world, storageServer, what, requirement, 'remark')
      return
    case 'NotifyStorageClient':
      for (const [place, path] of waysToClients(world).entries()) {
        const kind = place === 0 ? 'act' : 'passing'
        send(world, { path, what, requirement, kind, arrival: { _tag: 'Nothing' } })
      }
      succeed(world, action.actionId)
      return
    case 'KeepTemporarily':
    case 'KeepAsStoredObject':
    case 'Discard':
      note(world, storageServer, what, requirement)
      succeed(world, action.actionId)
  }
}

/** Tells the Message Storage Server what has happened, and does what its role asks for. */
export const tellStorage = (world: World, event: UndatedStorageEvent): void => {
  const [storage, actions] = storageTransition(world.storage, { ...event, at: world.now }, world.policy)
  world.storage = storage
  for (const action of actions) {
    carryOut(world, action)
  }
}
