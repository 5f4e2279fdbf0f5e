import type { CpmClient, Deliver, DeferredMessageNotice, SendToClient } from 'cpm-routing'
import type { Books } from './createBooks.js'
import type { Chance } from './createChance.js'
import { fails, isUnknown, type Reply, succeeds } from './Reply.js'
import type { Counter } from './Totals.js'

/** The CPM client of one device, with what its user has not looked at yet. */
export interface Device {
  readonly deviceId: string
  isRegistered: boolean
  leavesAt: number
  /** Entry ids of the messages that it was told of. */
  notices: string[]
  /** Whether its user will look at the notices. */
  isLookedAt: boolean
  session: string | undefined
  sessions: number
  readonly asClient: () => CpmClient
  readonly take: (action: SendToClient | Deliver, at: number) => Reply
  readonly note: (notices: readonly DeferredMessageNotice[]) => void
}

/** SIP gives a request up after so many milliseconds. */
const timeout = 32_000
/** Shares of the requests to a device that go wrong, which add up to 5.1 %. */
const refused = 0.001
const unreachable = 0.03
const requestLost = 0.015
const answerLost = 0.005

export const createDevice = (place: number, books: Books, counter: Counter, by: Chance): Device => {
  const deviceId = `device-${place}`
  const isPhone = place === 0
  /** Ids of actions that took effect though nobody heard of it: asked for again, they take none. */
  const unheard = new Set<string>()

  const receive = ({ _tag, entryId, ...action }: SendToClient | Deliver, at: number): void => {
    counter.mark(_tag === 'Send' ? 'sent' : action.via === 'core' ? 'pushed' : 'retrieved', at)
    if (!books.ends(entryId, 'delivered', at)) {
      counter.count('received again')
    }
  }

  const device: Device = {
    deviceId,
    isRegistered: false,
    leavesAt: 0,
    notices: [],
    isLookedAt: false,
    session: undefined,
    sessions: 0,
    asClient: () => ({
      deviceId,
      registered: device.isRegistered,
      services: ['msg', 'largemsg', 'deferred', 'systemmsg'],
      capabilities: { contentTypes: ['text/*', 'image/*'], maxSize: isPhone ? 104_857_600 : 300_000 },
      pushAddress: `push-${place}`,
    }),
    take: (action, at) => {
      const after = by.lognormal(120, 0.8)
      if (unheard.has(action.actionId)) {
        return succeeds(after)
      }
      if (!device.isRegistered) {
        return fails(after, 480)
      }
      const draw = by.next()
      if (draw < refused) {
        return fails(after, 488)
      }
      if (draw < refused + unreachable) {
        return fails(after, 480)
      }
      if (draw < refused + unreachable + requestLost) {
        return isUnknown(timeout)
      }
      receive(action, at)
      if (draw < refused + unreachable + requestLost + answerLost) {
        unheard.add(action.actionId)
        return isUnknown(timeout)
      }
      return succeeds(after)
    },
    note: (notices) => {
      device.notices.push(...notices.map(({ entryId }) => entryId))
    },
  }
  return device
}
