/**
 * The work done by a loop over the rules, as somebody would write it who knows the people and the messages of this benchmark and no more:
 * media types are in lower case and without parameters, every zone is in a table, there is one schedule at most.
 */
import type { RuleConditions } from '../../../src/model/Conditions.js'
import type { CpmClient } from '../../../src/model/CpmClient.js'
import type { RoutingDecision } from '../../../src/model/RoutingDecision.js'
import type { Schedule } from '../../../src/model/Schedule.js'
import { weekdays } from '../../../src/model/Schedule.js'
import type { StandaloneMessage } from '../../../src/model/StandaloneMessage.js'
import type { Handling, PreferenceRule } from '../../../src/model/UserPreferences.js'
import type { ZoneTable } from '../support/zoneTable.js'
import { offsetIn, zoneTable } from '../support/zoneTable.js'
import type { Person } from './people.js'
import { end, start, zones } from './people.js'

export const tables: ReadonlyMap<string, ZoneTable> = new Map(
  zones.map((zone) => [zone, zoneTable(zone, start - 86_400_000, end + 86_400_000)]),
)

/** Minutes from Monday 00:00 on a wall clock. */
export const minuteOfWeek = (at: number, offset: number): number =>
  (Math.floor((at + offset) / 60_000) + 3 * 1440) % 10_080

const minutesOf = (reading: string): number => Number(reading.slice(0, 2)) * 60 + Number(reading.slice(3, 5))

const isDuring = ({ zone, days, from, to }: Schedule, now: number): boolean => {
  const minute = minuteOfWeek(now, offsetIn(tables.get(zone)!, now))
  const day = Math.floor(minute / 1440)
  const time = minute % 1440
  const first = minutesOf(from)
  const last = minutesOf(to)
  const today = days === undefined || days.includes(weekdays[day]!)
  const yesterday = days === undefined || days.includes(weekdays[(day + 6) % 7]!)
  return first < last ? today && time >= first && time < last : (today && time >= first) || (yesterday && time < last)
}

const isUndisclosed = ({ originator }: StandaloneMessage): boolean =>
  originator.undisclosed === true || originator.address === undefined

const isAnyRegistered = (clients: readonly CpmClient[]): boolean => clients.some(({ registered }) => registered)

const isInRange = (range: string, mediaType: string): boolean =>
  range === mediaType || (range.endsWith('/*') && mediaType.startsWith(range.slice(0, -1)))

/** Whether the conditions of a rule hold. */
export const holds = (when: RuleConditions, message: StandaloneMessage, person: Person, now: number): boolean => {
  const { address } = message.originator
  if (when.originator !== undefined) {
    const { one, domains, except } = when.originator
    if (isUndisclosed(message)) {
      return false
    }
    if (one !== undefined && !one.some(({ canonical }) => canonical === address?.canonical)) {
      return false
    }
    if (domains !== undefined && !domains.some((domain) => domain === address?.domain)) {
      return false
    }
    if (except?.some((entry) => typeof entry !== 'string' && entry.canonical === address?.canonical) === true) {
      return false
    }
  }
  return (
    (when.undisclosed === undefined || when.undisclosed === isUndisclosed(message)) &&
    (when.kinds === undefined || when.kinds.includes(message.kind)) &&
    (when.largerThan === undefined || message.size > when.largerThan) &&
    (when.smallerThan === undefined || message.size < when.smallerThan) &&
    (when.contentTypes === undefined ||
      when.contentTypes.some((range) => isInRange(range, message.contentType ?? ''))) &&
    (when.subjectContains === undefined || when.subjectContains.some((text) => message.subject?.includes(text))) &&
    (when.sphere === undefined || when.sphere.some((name) => person.sphere.includes(name))) &&
    (when.registered === undefined || when.registered === isAnyRegistered(person.clients)) &&
    (when.during?.schedules === undefined || when.during.schedules.some((schedule) => isDuring(schedule, now)))
  )
}

const services = { pager: 'msg', large: 'largemsg', notification: 'msg', system: 'systemmsg' } as const

/** The instant at which the one schedule of a recipient ends that is in force. */
const endOf = ({ zone, to }: Schedule, now: number): number => {
  const table = tables.get(zone)!
  const offset = offsetIn(table, now)
  const left = (minutesOf(to) - (minuteOfWeek(now, offset) % 1440) + 1440) % 1440
  const at = (Math.floor(now / 60_000) + left) * 60_000
  return at + offset - offsetIn(table, at)
}

/** Everything after the choice of the rule; the rule engines among the contestants share it. */
export const concluded = (
  message: StandaloneMessage,
  { preferences, clients }: Person,
  now: number,
  rule: PreferenceRule | undefined,
): RoutingDecision => {
  const isExempt = message.kind === 'notification' || message.kind === 'system'
  const handling: Handling = rule?.then ?? { action: 'deliver' }
  const by = (requirement: RoutingDecision['determinedBy']['requirement']): RoutingDecision['determinedBy'] =>
    rule === undefined ? { requirement } : { requirement, rule: rule.id }
  const record = !isExempt && preferences.recordIncoming === true
  const accepted = { status: 202, reason: 'Accepted' }
  const deferred = (
    requirement: 'TERM-11' | 'TERM-12' | 'TERM-13',
    reason: 'Preference' | 'DoNotDisturb' | 'NoApplicableClient',
    isSilent: boolean,
    isAnybodyThere: boolean,
  ): RoutingDecision => {
    const option = isExempt ? 'push' : (preferences.deferred?.option ?? 'push')
    const schedule = preferences.doNotDisturb?.schedules?.[0]
    const awaits =
      option === 'store'
        ? 'Nothing'
        : isSilent
          ? 'DoNotDisturbEnds'
          : option === 'push' || !isAnybodyThere
            ? 'ClientRegisters'
            : 'ClientActs'
    return {
      _tag: 'Defer',
      determinedBy: by(requirement),
      record,
      response: accepted,
      reason,
      plan: {
        option,
        onExpiry: 'discard',
        awaits,
        ...(message.expiresAt === undefined ? {} : { expiresAt: message.expiresAt }),
        ...(awaits === 'DoNotDisturbEnds' && schedule !== undefined ? { until: endOf(schedule, now) } : {}),
      },
    }
  }
  switch (handling.action) {
    case 'reject':
      return {
        _tag: 'Reject',
        determinedBy: by('TERM-03'),
        record: false,
        response: { status: 403, reason: 'Forbidden' },
      }
    case 'interwork':
      return { _tag: 'Interwork', determinedBy: by('TERM-05'), record, response: accepted }
    case 'store':
      return { _tag: 'Store', determinedBy: by('TERM-06'), record: false, response: accepted }
    case 'forward':
      return { _tag: 'Forward', determinedBy: by('TERM-08'), record, response: accepted, to: handling.to }
    case 'defer':
    case 'deliver': {
      const { on, schedules } = preferences.doNotDisturb ?? {}
      const inForce = !isExempt && (on === true || schedules?.some((schedule) => isDuring(schedule, now)) === true)
      const isSilent = inForce && !(handling.action === 'deliver' && handling.breakthrough === true)
      if (handling.action === 'deliver' && isSilent) {
        return deferred('TERM-12', 'DoNotDisturb', true, false)
      }
      const to: string[] = []
      for (const client of clients) {
        if (
          client.registered &&
          client.connectivity !== 'unreachable' &&
          client.services?.includes(services[message.kind]) === true &&
          message.size <= (client.capabilities?.maxSize ?? Infinity) &&
          client.capabilities?.contentTypes?.includes(message.contentType ?? '') !== false &&
          (isExempt || preferences.devices?.[client.deviceId]?.deliver !== false)
        ) {
          to.push(client.deviceId)
        }
      }
      return handling.action === 'defer'
        ? deferred('TERM-11', 'Preference', isSilent, to.length > 0)
        : to.length === 0
          ? deferred('TERM-13', 'NoApplicableClient', false, false)
          : {
              _tag: 'Send',
              determinedBy: by('TERM-15'),
              record,
              response: { status: 200, reason: 'OK' },
              to,
              insertTargetAddress: true,
            }
    }
  }
}

/** The first rule that applies. */
export const firstRule = (message: StandaloneMessage, person: Person, now: number): PreferenceRule | undefined => {
  if (message.kind !== 'notification' && message.kind !== 'system') {
    for (const rule of person.preferences.rules ?? []) {
      if (rule.when === undefined || holds(rule.when, message, person, now)) {
        return rule
      }
    }
  }
  return undefined
}
