import type { EffectAction, QueueEvent, RequestedAction } from 'cpm-routing'
import type { Agenda } from './createAgenda.js'
import type { Chance } from './createChance.js'
import type { Device } from './createDevice.js'
import { type Day, hour, minute } from './Day.js'

/** The person with the devices: takes them up and puts them away, and looks at what they show. */
export interface User {
  /** Starts the day, with a device at hand or without. */
  readonly begins: () => void
  /** What was sent to a device has an effect on who holds it. */
  readonly hears: (action: EffectAction, at: number) => void
}

interface Surroundings {
  readonly devices: readonly Device[]
  readonly agenda: Agenda<(at: number) => void>
  readonly by: Chance
  readonly day: Day
  readonly tell: (event: QueueEvent) => void
}

/** One device is registered for 70 % of the time. */
const meanPresence = 7 * hour
const meanAbsence = 3 * hour
/** Who is told out-of-band that messages wait takes the device up in one case of ten, and for a short while. */
const takesUp = 0.1
const meanGlance = 10 * minute

const choiceOf = (by: Chance): RequestedAction | undefined => {
  const draw = by.next()
  return draw < 0.75
    ? 'retrieve'
    : draw < 0.85
      ? 'discard'
      : draw < 0.9
        ? 'store'
        : draw < 0.92
          ? 'interwork'
          : undefined
}

export const createUser = ({ devices, agenda, by, day, tell }: Surroundings): User => {
  const [phone, tablet] = devices

  const endSession = (device: Device, at: number): void => {
    const { session: sessionId, deviceId } = device
    if (sessionId !== undefined) {
      device.session = undefined
      tell({ _tag: 'SessionEnded', at, sessionId, deviceId })
    }
  }

  const look = (device: Device, at: number): void => {
    device.isLookedAt = false
    if (!device.isRegistered || device.session !== undefined) {
      return
    }
    const selections = device.notices.flatMap((entryId) => {
      const action = choiceOf(by)
      return action === undefined ? [] : [{ entryId, action }]
    })
    device.notices = []
    if (selections.length > 0) {
      const { deviceId } = device
      device.sessions += 1
      const sessionId = `${deviceId}-${device.sessions}`
      device.session = sessionId
      tell({ _tag: 'SessionEstablished', at, sessionId, deviceId })
      tell({ _tag: 'MessagesSelected', at, sessionId, deviceId, selections })
    }
  }

  /** Somebody who sees that messages wait looks at them within minutes. */
  const planLook = (device: Device, at: number): void => {
    if (!device.isLookedAt && device.isRegistered && device.notices.length > 0) {
      device.isLookedAt = true
      agenda.put(at + Math.ceil(by.lognormal(4 * minute, 1)), (now) => look(device, now))
    }
  }

  const leave = (device: Device, at: number): void => {
    if (device.isRegistered && at >= device.leavesAt) {
      endSession(device, at)
      device.isRegistered = false
      tell({ _tag: 'ClientDeregistered', at, deviceId: device.deviceId })
    }
  }

  const takeUp = (device: Device, at: number, span: number): void => {
    device.leavesAt = Math.max(device.leavesAt, at + Math.ceil(span))
    agenda.put(device.leavesAt, (now) => leave(device, now))
    if (!device.isRegistered) {
      device.isRegistered = true
      tell({ _tag: 'ClientRegistered', at, client: device.asClient() })
      planLook(device, at)
    }
  }

  /** Present and absent by turns, mostly with the phone. */
  const begins = (): void => {
    let isPresent = by.is(meanPresence / (meanPresence + meanAbsence))
    let at = day.start
    while (at < day.end) {
      const span = by.exponential(isPresent ? meanPresence : meanAbsence)
      const device = by.is(0.85) ? phone : tablet
      if (isPresent && device !== undefined) {
        agenda.put(Math.ceil(at), (now) => takeUp(device, now, span))
      }
      at += span
      isPresent = !isPresent
    }
  }

  const hears = (action: EffectAction, at: number): void => {
    if (action._tag === 'NotifyInBand') {
      for (const device of devices) {
        planLook(device, at)
      }
    } else if (action._tag === 'NotifyOutOfBand') {
      const device = devices.find(({ deviceId }) => deviceId === action.to[0]?.deviceId)
      if (device !== undefined && by.is(takesUp)) {
        agenda.put(at + Math.ceil(by.lognormal(2 * minute, 1)), (now) =>
          takeUp(device, now, by.exponential(meanGlance)),
        )
      }
    } else if (action._tag === 'ReportResults') {
      const device = devices.find(({ deviceId }) => deviceId === action.deviceId)
      if (device !== undefined) {
        // What failed is chosen again.
        device.notices.push(...action.results.filter(({ result }) => result === 'failed').map(({ entryId }) => entryId))
        agenda.put(at + 100, (now) => {
          endSession(device, now)
          planLook(device, now)
        })
      }
    }
  }

  return { begins, hears }
}
