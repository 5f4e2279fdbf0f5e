import { hasNotify, itHolds } from '../support/law.js'
import type { Edge } from '../support/world.js'

/** Whether a notification has just failed, so that whom it did not reach is told again. */
const isTriedAgain = ({ before, event }: Edge, deviceId: string): boolean =>
  event._tag === 'ActionFailed' &&
  before.open.some(
    ({ action }) =>
      action.actionId === event.actionId && action._tag === 'NotifyInBand' && action.to.includes(deviceId),
  )

describe('notifiedAtMostOnce: a client is told of a message once (AMB-08)', () => {
  itHolds((edge) => {
    const told = new Set(edge.before.told)
    for (const action of edge.actions) {
      if (action._tag === 'NotifyInBand') {
        for (const pair of action.to.flatMap((deviceId) => action.messages.map(({ entryId }) => [deviceId, entryId]))) {
          const name = pair.join(' ')
          if (told.has(name) && !isTriedAgain(edge, String(pair[0]))) {
            return `${name} again`
          }
          told.add(name)
        }
      }
    }
    return undefined
  }, hasNotify)
})
