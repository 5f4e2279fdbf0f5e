import type { EffectAction } from '../deferral/index.js'
import { parties } from './parties.js'
import type { Path } from './World.js'

const { participatingFunction, core, originator, pushEnabler, storageServer, interworking } = parties

/** The ways that an action goes: one, or one to each client that it is for. */
export const journeysOf = (action: EffectAction, sessions: ReadonlyMap<string, string>): readonly Path[] => {
  switch (action._tag) {
    case 'Respond':
    case 'SendDeliveryNotification':
      return [[participatingFunction, core, originator]]
    case 'Send':
      return [[participatingFunction, core, action.deviceId]]
    case 'Deliver':
      return [
        action.via === 'session'
          ? [participatingFunction, action.deviceId]
          : [participatingFunction, core, action.deviceId],
      ]
    case 'Forward':
      return [[participatingFunction, core, action.to.uri]]
    case 'Interwork':
      return [[participatingFunction, interworking]]
    case 'StoreMessage':
    case 'UpdateDoNotDisturb':
      return [[participatingFunction, storageServer]]
    case 'NotifyInBand':
      return action.to.map((deviceId) => [participatingFunction, core, deviceId])
    case 'NotifyOutOfBand':
      return [[participatingFunction, pushEnabler]]
    case 'ReportResults':
      return [[participatingFunction, action.deviceId]]
    case 'EndSession':
      return [...sessions].flatMap(([sessionId, deviceId]): readonly Path[] =>
        sessionId === action.sessionId ? [[participatingFunction, core, deviceId]] : [],
      )
  }
}
