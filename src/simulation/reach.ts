import type { Deliver, NotifyInBand, NotifyOutOfBand, SendToClient, StoreMessage } from '../deferral/index.js'
import { brief } from './brief.js'
import { parties } from './parties.js'
import { conclude, reply } from './reply.js'
import { tellClient } from './tellClient.js'
import { tellStorage } from './tellStorage.js'
import { type Errand, type Path, send, type UndatedClientEvent, type World } from './World.js'

/** The status of a failure where a scenario does not say. */
const temporarilyUnavailable = 480

const lastOf = ([, to, last]: Path): string => last ?? to

const bringMessage = (world: World, errand: Errand, { actionId, entryId }: SendToClient | Deliver): void => {
  tellClient(world, lastOf(errand.path), { _tag: 'MessageReceived', requestId: actionId, entryId }, [errand])
}

const bringNotification = (world: World, errand: Errand, { actionId, messages }: NotifyInBand): void => {
  const event: UndatedClientEvent = { _tag: 'NotificationReceived', notificationId: actionId, via: 'in-band', messages }
  tellClient(world, lastOf(errand.path), event, [errand])
}

const push = (world: World, errand: Errand, action: NotifyOutOfBand): void => {
  reply(world, errand, { what: 'accepted', requirement: 'NTF-03' })
  for (const { deviceId } of action.to) {
    const event: UndatedClientEvent = {
      _tag: 'NotificationReceived',
      notificationId: action.actionId,
      via: 'out-of-band',
      ...(action.messages === undefined ? {} : { messages: action.messages }),
    }
    send(world, {
      path: [parties.pushEnabler, deviceId],
      what: brief(action),
      requirement: action.determinedBy.requirement,
      kind: 'passing',
      arrival: { _tag: 'DeviceWoken', deviceId, event },
    })
  }
}

const putInStorage = (world: World, errand: Errand, { message, terms, record }: StoreMessage): void => {
  tellStorage(
    world,
    terms === undefined
      ? { _tag: 'MessageStored', message }
      : { _tag: 'DeferredMessageStored', message, terms, record },
  )
  reply(world, errand, { what: 'stored', requirement: terms === undefined ? 'AMB-19' : 'MSS-01' })
}

const takeEffect = (world: World, errand: Errand): void => {
  const { action, path } = errand
  switch (action._tag) {
    case 'Respond':
    case 'SendDeliveryNotification':
      conclude(world, errand)
      return
    case 'Send':
    case 'Deliver':
      bringMessage(world, errand, action)
      return
    case 'Forward':
    case 'Interwork':
      reply(world, errand, { what: '202 Accepted' })
      return
    case 'StoreMessage':
      putInStorage(world, errand, action)
      return
    case 'UpdateDoNotDisturb':
      tellStorage(world, { _tag: 'DoNotDisturbUpdated', doNotDisturb: action.doNotDisturb })
      reply(world, errand, { what: 'noted' })
      return
    case 'NotifyInBand':
      bringNotification(world, errand, action)
      return
    case 'NotifyOutOfBand':
      push(world, errand, action)
      return
    case 'ReportResults':
      conclude(world, errand)
      tellClient(world, action.deviceId, {
        _tag: 'ResultsReceived',
        sessionId: action.sessionId,
        results: action.results,
      })
      return
    case 'EndSession':
      conclude(world, errand)
      tellClient(world, lastOf(path), { _tag: 'SessionEnded' })
  }
}

/** An action has come to whom it is for: it takes effect there, unless the scenario has it fail. */
export const reach = (world: World, errand: Errand): void => {
  const { result, status = temporarilyUnavailable } = errand.scripted ?? { result: 'succeeds' }
  if (result === 'fails') {
    reply(world, errand, { what: `${status}`, failedWith: status })
  } else {
    takeEffect(world, errand)
  }
}

/** An action has come again to who did it before: that is said, and nothing is done. */
export const reachAgain = (world: World, errand: Errand): void => {
  reply(world, { ...errand, path: [errand.path[0], errand.path[1]] }, { what: 'done before' })
}
