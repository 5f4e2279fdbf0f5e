import type { CpmClient } from '../model/CpmClient.js'
import { none, type SeenClient } from './DeferredMessageQueue.js'
import type { Step } from './Step.js'

const isSameList = (one: readonly string[] | undefined, other: readonly string[] | undefined): boolean =>
  one === other ||
  (one !== undefined &&
    other !== undefined &&
    one.length === other.length &&
    one.every((text, place) => text === other[place]))

type Capabilities = CpmClient['capabilities']

const isSameCapabilities = (one: Capabilities, other: Capabilities): boolean =>
  one === other ||
  (one?.maxSize === other?.maxSize && isSameList(one?.contentTypes, other?.contentTypes) && !one === !other)

/** Whether a client can take what it could; a refreshed registration changes nothing of that. @spec AMB-10 */
const isUnchanged = (seen: SeenClient, client: CpmClient): boolean =>
  seen.contact === client.contact &&
  seen.connectivity === (client.connectivity ?? 'reachable') &&
  isSameList(seen.services, client.services) &&
  isSameCapabilities(seen.capabilities, client.capabilities)

const asSeen = ({ deviceId, contact, services, connectivity = 'reachable', capabilities }: CpmClient): SeenClient => ({
  deviceId,
  connectivity,
  ...(contact === undefined ? {} : { contact }),
  ...(services === undefined ? {} : { services }),
  ...(capabilities === undefined ? {} : { capabilities }),
})

const isReachable = ({ registered, connectivity }: CpmClient): boolean => registered && connectivity !== 'unreachable'

const isKnown = (seen: readonly SeenClient[], client: CpmClient): boolean => {
  for (const known of seen) {
    if (known.deviceId === client.deviceId) {
      return isUnchanged(known, client)
    }
  }
  return false
}

/** Notes which clients can be reached now; gives whether one has become available. @spec PSH-04 PSH-08 AMB-10 */
export const seeClients = (step: Step): boolean => {
  const { clients } = step.recipient
  const { seen } = step.queue
  if (clients === undefined || clients.length === 0) {
    step.queue.seen = seen.length === 0 ? seen : none
    return false
  }
  let count = 0
  let isAvailable = false
  for (const client of clients) {
    if (isReachable(client)) {
      count += 1
      isAvailable ||= !isKnown(seen, client)
    }
  }
  if (isAvailable || count !== seen.length) {
    step.queue.seen = clients.filter(isReachable).map(asSeen)
  }
  return isAvailable
}
