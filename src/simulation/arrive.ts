import { parties } from './parties.js'
import { reach, reachAgain } from './reach.js'
import { tellClient } from './tellClient.js'
import { tellQueue } from './tellQueue.js'
import { tellStorage } from './tellStorage.js'
import { type Arrival, send, type World } from './World.js'

const { participatingFunction, core } = parties

/** A device that was notified out-of-band is registered now. */
const register = (world: World, deviceId: string): void => {
  const clients = world.recipient.clients.map((client) =>
    client.deviceId === deviceId ? { ...client, registered: true, registeredAt: world.now } : client,
  )
  world.recipient = { ...world.recipient, clients }
  for (const client of clients) {
    if (client.deviceId === deviceId) {
      tellQueue(world, { _tag: 'ClientRegistered', client })
    }
  }
}

const establish = (world: World, deviceId: string, sessionId: string): void => {
  world.sessions.set(sessionId, deviceId)
  tellQueue(world, { _tag: 'SessionEstablished', sessionId, deviceId })
  send(world, {
    path: [participatingFunction, core, deviceId],
    what: 'session established',
    requirement: 'NTF-10',
    kind: 'passing',
    reply: true,
    arrival: { _tag: 'ClientTold', deviceId, event: { _tag: 'SessionEstablished', sessionId } },
  })
}

/** Something has come all its way. */
export const arrive = (world: World, arrival: Arrival): void => {
  switch (arrival._tag) {
    case 'QueueTold':
      tellQueue(world, arrival.event)
      return
    case 'StorageTold':
      tellStorage(world, arrival.event)
      return
    case 'ClientTold':
      tellClient(world, arrival.deviceId, arrival.event)
      return
    case 'DeviceWoken':
      if (world.registersOnPush.includes(arrival.deviceId)) {
        tellClient(world, arrival.deviceId, arrival.event)
      }
      return
    case 'DeviceRegistered':
      register(world, arrival.deviceId)
      return
    case 'SessionAsked':
      establish(world, arrival.deviceId, arrival.sessionId)
      return
    case 'Reached':
      reach(world, arrival.errand)
      return
    case 'KnownAlready':
      reachAgain(world, arrival.errand)
      return
    case 'Travels':
      send(world, arrival.travel)
      return
    case 'Nothing':
  }
}
