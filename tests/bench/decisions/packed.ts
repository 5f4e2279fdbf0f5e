/**
 * The limit: the same work by hand on numbers alone. All rules of all people lie in one array of integers, found by originator, host or
 * media type; conditions are bits of one word. It knows the media types, spheres and words of this benchmark beforehand.
 *
 * ```
 * person  ─► zone, flags, devices as bits, lists by media type, table by originator, table by host
 * list    ─► end, then 8 words a rule: place │ refused bits │ larger │ smaller │ window │ word, action │ except │ forward to
 * ```
 */
import type { RuleConditions } from '../../../src/model/Conditions.js'
import type { CpmAddress } from '../../../src/model/CpmAddress.js'
import type { DeferralPlan, RoutingDecision } from '../../../src/model/RoutingDecision.js'
import { weekdays } from '../../../src/model/Schedule.js'
import type { PreferenceRule } from '../../../src/model/UserPreferences.js'
import { offsetIn } from '../support/zoneTable.js'
import { minuteOfWeek, tables } from './byHand.js'
import { deciding } from './contestant.js'
import type { Arrival, Person } from './people.js'
import { mediaTypes, spheres, words, zones } from './people.js'

const actions = ['reject', 'interwork', 'store', 'forward', 'defer', 'deliver'] as const
const options = ['push', 'notify', 'store'] as const
const mediaPlace: ReadonlyMap<string, number> = new Map(mediaTypes.map((type, place) => [type, place]))
const zoneTables = zones.map((zone) => tables.get(zone)!)
const width = 8
const nothing = 0x7fffffff

// Refused bits: kinds 0-1, disclosed and not 2-3, registered and not 4-5, spheres 6-9, media types 10-17.
const bitOfKind = (kind: string): number => (kind === 'pager' ? 1 : 2)
const mediaBits = (ranges: readonly string[]): number =>
  mediaTypes.reduce(
    (bits, type, place) =>
      ranges.some((range) => range === type || (range.endsWith('*') && type.startsWith(range.slice(0, -1))))
        ? bits | (1 << (10 + place))
        : bits,
    0,
  )
const refusedBits = ({ kinds, undisclosed, registered, sphere, contentTypes, originator }: RuleConditions): number =>
  (kinds === undefined ? 0 : 3 & ~kinds.reduce((bits, kind) => bits | bitOfKind(kind), 0)) |
  (undisclosed === undefined ? (originator === undefined ? 0 : 8) : undisclosed ? 4 : 8) |
  (registered === undefined ? 0 : registered ? 32 : 16) |
  (sphere === undefined
    ? 0
    : 0x3c0 & ~sphere.reduce((bits, name) => bits | (64 << spheres.indexOf(name as never)), 0)) |
  (contentTypes === undefined ? 0 : 0x3fc00 & ~mediaBits(contentTypes))

const minutesOf = (reading: string): number => Number(reading.slice(0, 2)) * 60 + Number(reading.slice(3, 5))
const windowWord = ({ during }: RuleConditions): number => {
  const schedule = during?.schedules?.[0]
  const days = schedule?.days?.reduce((bits, day) => bits | (1 << weekdays.indexOf(day)), 0) ?? 0
  return schedule === undefined ? 0 : days | (minutesOf(schedule.from) << 7) | (minutesOf(schedule.to) << 18)
}
const isInWindow = (word: number, day: number, time: number): boolean => {
  const from = (word >> 7) & 2047
  const to = word >> 18
  const today = (word >> day) & 1
  return from < to
    ? today === 1 && time >= from && time < to
    : (today === 1 && time >= from) || (((word >> (day === 0 ? 6 : day - 1)) & 1) === 1 && time < to)
}

// What stands in the head of a person.
const zoneAt = 0
const flagsAt = 1
const servicesAt = 2
const wantedAt = 5
const sizesAt = 6
const mediaAt = 10
const disclosedAt = 18
const undisclosedAt = 26
const oneAt = 34
const hostAt = 36

const newArena = () => {
  let room = new Int32Array(1 << 16)
  let used = 0
  return {
    add: (words: readonly number[]): number => {
      if (used + words.length > room.length) {
        const larger = new Int32Array(Math.max(room.length * 2, used + words.length))
        larger.set(room)
        room = larger
      }
      room.set(words, used)
      used += words.length
      return used - words.length
    },
    words: () => room.slice(0, used),
  }
}

const newNumbers = () => {
  const numbers = new Map<string, number>()
  return {
    numbers,
    of: (text: string): number => {
      const known = numbers.get(text)
      numbers.set(text, known ?? numbers.size + 1)
      return known ?? numbers.size
    },
  }
}

const hash = (key: number): number => Math.imul(key, 0x9e3779b1) >>> 7

/** All people packed. */
const pack = (people: Iterable<Person>) => {
  const arena = newArena()
  const senders = newNumbers()
  const hosts = newNumbers()
  const forwards: CpmAddress[] = []
  const heads: number[] = []
  const ids: string[] = []
  const devices: (readonly string[])[] = []
  const entryOf = ({ when = {}, then, id }: PreferenceRule, place: number): readonly number[] => {
    ids[place] ??= id
    const except = when.originator?.except?.[0]
    return [
      place,
      refusedBits(when),
      when.largerThan ?? -1,
      when.smallerThan ?? nothing,
      windowWord(when),
      (when.subjectContains === undefined ? 0 : words.indexOf(when.subjectContains[0] as never) + 1) |
        (actions.indexOf(then.action) << 8) |
        (then.action === 'deliver' && then.breakthrough === true ? 1 << 11 : 0),
      typeof except === 'object' ? senders.of(except.canonical) : 0,
      then.action === 'forward' ? forwards.push(then.to) - 1 : 0,
    ]
  }
  const listOf = (rules: readonly PreferenceRule[], places: readonly number[]): number =>
    arena.add([places.length * width, ...places.flatMap((place) => entryOf(rules[place]!, place))])
  const tableOf = (rules: readonly PreferenceRule[], lists: ReadonlyMap<number, readonly number[]>) => {
    let size = 2
    while (size < lists.size * 1.5) {
      size *= 2
    }
    const table = new Array<number>(size * 2).fill(0)
    for (const [key, places] of lists) {
      let at = hash(key) & (size - 1)
      while (table[at * 2] !== 0) {
        at = (at + 1) & (size - 1)
      }
      table[at * 2] = key
      table[at * 2 + 1] = listOf(rules, places)
    }
    return [arena.add(table), size - 1]
  }
  for (const { preferences, clients, sphere } of people) {
    const rules = preferences.rules ?? []
    const one = new Map<number, number[]>()
    const host = new Map<number, number[]>()
    const open: [number[][], number[][]] = [mediaTypes.map(() => []), mediaTypes.map(() => [])]
    rules.forEach(({ when = {} }, place) => {
      const named = when.originator?.one?.[0]
      const domain = when.originator?.domains?.[0]
      if (named !== undefined) {
        const key = senders.of(named.canonical)
        one.set(key, [...(one.get(key) ?? []), place])
      } else if (domain !== undefined) {
        const key = hosts.of(domain)
        host.set(key, [...(host.get(key) ?? []), place])
      } else {
        const refused = refusedBits(when)
        mediaTypes.forEach((_, type) => {
          for (const side of [0, 1]) {
            if ((refused & ((1 << (10 + type)) | (4 << side))) === 0) {
              open[side]![type]!.push(place)
            }
          }
        })
      }
    })
    const bits = (holds: (client: Person['clients'][number]) => boolean): number =>
      clients.reduce((mask, client, place) => (holds(client) ? mask | (1 << place) : mask), 0)
    const reachable = (service: 'msg' | 'largemsg' | 'systemmsg'): number =>
      bits(
        (client) =>
          client.registered && client.connectivity !== 'unreachable' && client.services?.includes(service) === true,
      )
    const { on, schedules } = preferences.doNotDisturb ?? {}
    const head = [
      zones.indexOf(
        (schedules?.[0] ?? rules.find(({ when }) => when?.during)?.when?.during?.schedules?.[0])?.zone as never,
      ),
      (on === true ? 1 : 0) |
        (schedules === undefined ? 0 : 2) |
        (preferences.recordIncoming === true ? 4 : 0) |
        (options.indexOf(preferences.deferred?.option ?? 'push') << 3) |
        ((clients.some(({ registered }) => registered) ? 16 : 32) * 8) |
        ((64 << spheres.indexOf(sphere[0] as never)) << 16),
      reachable('msg'),
      reachable('largemsg'),
      reachable('systemmsg'),
      bits(({ deviceId }) => preferences.devices?.[deviceId]?.deliver !== false),
      ...clients.map(({ capabilities }) => capabilities?.maxSize ?? nothing),
      ...mediaTypes.map((type) => bits(({ capabilities }) => capabilities?.contentTypes?.includes(type) === true)),
      ...open.flatMap((side) => side.map((places) => listOf(rules, places))),
      ...tableOf(rules, one),
      ...tableOf(rules, host),
    ]
    heads.push(arena.add(head))
    devices.push(clients.map(({ deviceId }) => deviceId))
  }
  return {
    words: arena.words(),
    heads: Int32Array.from(heads),
    senders: senders.numbers,
    hosts: hosts.numbers,
    forwards,
    ids,
    devices,
  }
}

const ok = { status: 200, reason: 'OK' }
const accepted = { status: 202, reason: 'Accepted' }
const forbidden = { status: 403, reason: 'Forbidden' }

/** All people packed, and what is asked about them. */
export const packed = (people: Iterable<Person>): ((arrival: Arrival) => RoutingDecision) => {
  const { words: room, heads, senders, hosts, forwards, ids, devices } = pack(people)
  const lists: (readonly string[])[][] = devices.map(() => [])

  const holds = (at: number, bits: number, size: number, day: number, time: number, from: number, subject: string) =>
    (room[at + 1]! & bits) === 0 &&
    size > room[at + 2]! &&
    size < room[at + 3]! &&
    (room[at + 4] === 0 || isInWindow(room[at + 4]!, day, time)) &&
    (room[at + 6] === 0 || room[at + 6] !== from) &&
    ((room[at + 5]! & 255) === 0 || subject.includes(words[(room[at + 5]! & 255) - 1]!))

  const find = (table: number, mask: number, key: number): number => {
    for (let at = hash(key) & mask; ; at = (at + 1) & mask) {
      const found = room[table + at * 2]
      if (found === key) {
        return room[table + at * 2 + 1]!
      }
      if (found === 0) {
        return -1
      }
    }
  }

  const clientsOf = (to: number, mask: number): readonly string[] => {
    const known = lists[to]![mask]
    if (known !== undefined) {
      return known
    }
    const chosen = devices[to]!.filter((_, place) => ((mask >> place) & 1) === 1)
    lists[to]![mask] = chosen
    return chosen
  }

  return ({ to, message, now }) => {
    const head = heads[to]!
    const { kind, size, originator, subject = '' } = message
    const isExempt = kind === 'notification' || kind === 'system'
    const table = zoneTables[room[head + zoneAt]!]
    const offset = table === undefined ? 0 : offsetIn(table, now)
    const minute = minuteOfWeek(now, offset)
    const day = (minute / 1440) | 0
    const time = minute - day * 1440
    const media = mediaPlace.get(message.contentType!)!
    const flags = room[head + flagsAt]!
    let best = -1
    if (!isExempt) {
      const { address } = originator
      const isHidden = originator.undisclosed === true || address === undefined
      // The bits of the message: what a rule must not refuse.
      const bits =
        bitOfKind(kind) | (isHidden ? 8 : 4) | ((flags >> 3) & 48) | ((flags >> 16) & 0x3c0) | (1 << (10 + media))
      let place = nothing
      const sender = isHidden ? undefined : senders.get(address.canonical)
      const host = isHidden ? undefined : hosts.get(address.domain!)
      const from = sender ?? 0
      const scan = (list: number): void => {
        const end = list + 1 + room[list]!
        for (let at = list + 1; at < end && room[at]! < place; at += width) {
          if (holds(at, bits, size, day, time, from, subject)) {
            best = at
            place = room[at]!
          }
        }
      }
      if (sender !== undefined) {
        const list = find(room[head + oneAt]!, room[head + oneAt + 1]!, sender)
        if (list >= 0) {
          scan(list)
        }
      }
      if (host !== undefined) {
        const list = find(room[head + hostAt]!, room[head + hostAt + 1]!, host)
        if (list >= 0) {
          scan(list)
        }
      }
      scan(room[head + (isHidden ? undisclosedAt : disclosedAt) + media]!)
    }
    const rule = best < 0 ? undefined : ids[room[best]!]!
    const action = best < 0 ? 5 : (room[best + 5]! >> 8) & 7
    const record = !isExempt && (flags & 4) !== 0
    switch (action) {
      case 0:
        return {
          _tag: 'Reject',
          determinedBy: { requirement: 'TERM-03', rule: rule! },
          record: false,
          response: forbidden,
        }
      case 1:
        return { _tag: 'Interwork', determinedBy: { requirement: 'TERM-05', rule: rule! }, record, response: accepted }
      case 2:
        return {
          _tag: 'Store',
          determinedBy: { requirement: 'TERM-06', rule: rule! },
          record: false,
          response: accepted,
        }
      case 3:
        return {
          _tag: 'Forward',
          determinedBy: { requirement: 'TERM-08', rule: rule! },
          record,
          response: accepted,
          to: forwards[room[best + 7]!]!,
        }
    }
    const inForce = !isExempt && ((flags & 1) !== 0 || ((flags & 2) !== 0 && (time >= 1320 || time < 420)))
    const isSilent = inForce && (best < 0 || (room[best + 5]! & (1 << 11)) === 0)
    const isDeferred = action === 4
    let mask = 0
    if (!isSilent || isDeferred) {
      const service = kind === 'large' ? 1 : kind === 'system' ? 2 : 0
      mask = room[head + servicesAt + service]! & room[head + mediaAt + media]!
      mask &= isExempt ? 15 : room[head + wantedAt]!
      for (let place = 0; place < 4; place += 1) {
        if (size > room[head + sizesAt + place]!) {
          mask &= ~(1 << place)
        }
      }
      if (!isDeferred && mask !== 0) {
        return {
          _tag: 'Send',
          determinedBy: rule === undefined ? { requirement: 'TERM-15' } : { requirement: 'TERM-15', rule },
          record,
          response: ok,
          to: clientsOf(to, mask),
          insertTargetAddress: true,
        }
      }
    }
    const requirement = isDeferred ? 'TERM-11' : isSilent ? 'TERM-12' : 'TERM-13'
    const option = isExempt ? 'push' : options[(flags >> 3) & 3]!
    const awaits =
      option === 'store'
        ? 'Nothing'
        : isSilent
          ? 'DoNotDisturbEnds'
          : option === 'push' || mask === 0
            ? 'ClientRegisters'
            : 'ClientActs'
    const { expiresAt } = message
    let plan: DeferralPlan =
      expiresAt === undefined
        ? { option, onExpiry: 'discard', awaits }
        : { option, expiresAt, onExpiry: 'discard', awaits }
    if (awaits === 'DoNotDisturbEnds' && (flags & 1) === 0) {
      const until = (Math.floor(now / 60_000) + ((420 - time + 1440) % 1440)) * 60_000
      plan = { ...plan, until: until + offset - offsetIn(table!, until) }
    }
    return {
      _tag: 'Defer',
      determinedBy: rule === undefined ? { requirement } : { requirement, rule },
      record,
      response: accepted,
      reason: isDeferred ? 'Preference' : isSilent ? 'DoNotDisturb' : 'NoApplicableClient',
      plan,
    }
  }
}

export const packedContestant = () => deciding(packed)
