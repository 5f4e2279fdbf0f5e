import type { Person } from './people.js'
import type { StandaloneMessage } from '../../../src/model/StandaloneMessage.js'
import type { RuleConditions } from '../../../src/model/Conditions.js'
import { minuteOfWeek, tables } from './byHand.js'
import { offsetIn } from '../support/zoneTable.js'

/** What the rules of this benchmark ask, as plain facts: the form in which rule engines are given a message. */
export interface Facts {
  readonly address: string
  readonly domain: string
  readonly undisclosed: boolean
  readonly kind: string
  readonly mediaType: string
  readonly mediaRange: string
  readonly size: number
  readonly subject: string
  readonly sphere: string
  readonly registered: boolean
  /** Minutes from Monday 00:00 where the recipient lives. */
  readonly minute: number
}

/** The zone of all schedules of one person; they have one. */
export const zoneOf = ({ preferences }: Person): string =>
  preferences.rules?.find(({ when }) => when?.during !== undefined)?.when?.during?.schedules?.[0]?.zone ?? 'UTC'

/** The facts of a message. */
export const factsOf = (message: StandaloneMessage, person: Person, now: number, zone: string): Facts => {
  const { address, undisclosed } = message.originator
  const isHidden = undisclosed === true || address === undefined
  const mediaType = message.contentType ?? ''
  return {
    address: isHidden ? '' : address.canonical,
    domain: isHidden ? '' : (address.domain ?? ''),
    undisclosed: isHidden,
    kind: message.kind,
    mediaType,
    mediaRange: `${mediaType.slice(0, mediaType.indexOf('/'))}/*`,
    size: message.size,
    subject: message.subject ?? '',
    sphere: person.sphere[0] ?? '',
    registered: person.clients.some(({ registered }) => registered),
    minute: minuteOfWeek(now, offsetIn(tables.get(zone)!, now)),
  }
}

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const minutesOf = (reading: string): number => Number(reading.slice(0, 2)) * 60 + Number(reading.slice(3, 5))

/** A window as the stretches of the week that it covers: a bit for each day, and minutes of the day. */
export interface Stretch {
  readonly days: number
  readonly from: number
  readonly to: number
}

/** The one window of a rule, cut at midnight; none where the rule has no window. */
export const stretchesOf = ({ during }: RuleConditions): readonly Stretch[] => {
  const schedule = during?.schedules?.[0]
  if (schedule === undefined) {
    return []
  }
  const bits = schedule.days?.reduce((mask, day) => mask | (1 << days.indexOf(day)), 0) ?? 127
  const from = minutesOf(schedule.from)
  const to = minutesOf(schedule.to)
  return from < to
    ? [{ days: bits, from, to }]
    : [
        { days: bits, from, to: 1440 },
        { days: ((bits << 1) | (bits >> 6)) & 127, from: 0, to },
      ]
}

/** Whether a minute of the week lies in one of the stretches. */
export const isIn = (stretches: readonly Stretch[], minute: number): boolean => {
  const day = Math.floor(minute / 1440)
  const time = minute % 1440
  return stretches.some(({ days: bits, from, to }) => ((bits >> day) & 1) === 1 && time >= from && time < to)
}

/** Whether a message is one for which no rule is read. */
export const isExempt = ({ kind }: StandaloneMessage): boolean => kind === 'notification' || kind === 'system'
