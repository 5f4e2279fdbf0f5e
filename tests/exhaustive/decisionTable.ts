import type { CpmAddress } from '../../src/model/CpmAddress.js'
import type { CpmClient } from '../../src/model/CpmClient.js'
import type { DeviceConditions } from '../../src/model/Conditions.js'
import type { RoutingRequest } from '../../src/model/RoutingRequest.js'
import type { Handling, PreferenceRule } from '../../src/model/UserPreferences.js'
import type { Row } from './factors.js'

const yesNo = [false, true] as const

/** The facts that make a client applicable, one of each factor of NOTE 4 and the registration. */
const clientFacts = [0, 1, 2, 3, 4].flatMap(() => [yesNo])

/** Everything the decision of 5.2.2.1.3 depends on: 16 diversions × 3 × 2 × 2 × 2 × two clients with five facts each. */
export const decisionFactors = {
  rejects: yesNo,
  interworks: yesNo,
  stores: yesNo,
  forwards: yesNo,
  preference: ['deliver', 'defer', 'unset'],
  doNotDisturb: yesNo,
  records: yesNo,
  coreInserts: yesNo,
  ...Object.fromEntries(
    ['first', 'second'].flatMap((name) => clientFacts.map((values, fact) => [`${name}${fact}`, values])),
  ),
} as const

/** One row of the table. */
export type DecisionRow = Row<typeof decisionFactors>

const address = (uri: string, canonical: string): CpmAddress => ({ uri, canonical })
const owner = address('tel:+15550100', 'tel:+15550100')
const friend = address('tel:+15550111', 'tel:+15550111')
const originator = address('tel:+15550199', 'tel:+15550199')
const now = Date.parse('2026-02-03T10:00:00Z')

const instants: ReadonlySet<string> = new Set(['now', 'receivedAt', 'expiresAt', 'until'])

/** The text form of the requests of the tables, in which addresses and instants are texts. */
export const requestText = (value: unknown, name = ''): unknown => {
  if (typeof value === 'number' && instants.has(name)) {
    return new Date(value).toISOString()
  }
  if (typeof value !== 'object' || value === null) {
    return value
  }
  if (Array.isArray(value)) {
    return value.map((member) => requestText(member))
  }
  if ('uri' in value) {
    return value.uri
  }
  const text: Record<string, unknown> = {}
  for (const member of Object.keys(value)) {
    text[member] = requestText(Reflect.get(value, member), member)
  }
  return text
}

interface ClientFacts {
  readonly registered: boolean
  readonly preferred: boolean
  readonly capable: boolean
  readonly connected: boolean
  readonly allowed: boolean
}

const client = (deviceId: string, facts: ClientFacts): CpmClient => ({
  deviceId,
  registered: facts.registered,
  services: ['msg'],
  connectivity: facts.connected ? (facts.allowed ? 'reachable' : 'limited') : 'unreachable',
  capabilities: { maxSize: facts.capable ? 100 : 99 },
})

const factsOf = (row: DecisionRow, name: 'first' | 'second'): ClientFacts => {
  const fact = (place: number): boolean => (row as Readonly<Record<string, unknown>>)[`${name}${place}`] === true
  return { registered: fact(0), preferred: fact(1), capable: fact(2), connected: fact(3), allowed: fact(4) }
}

const rule = (id: string, isThere: boolean, then: Handling): readonly PreferenceRule[] =>
  isThere ? [{ id, then }] : []

/** The request that a row describes. */
export const decisionRequest = (row: DecisionRow): RoutingRequest => {
  const [first, second] = [factsOf(row, 'first'), factsOf(row, 'second')]
  const device = (facts: ClientFacts): DeviceConditions => ({ deliver: facts.preferred })
  return {
    message: {
      entryId: 'e',
      kind: 'pager',
      originator: { address: originator },
      recipient: owner,
      receivedAt: now,
      size: 100,
    },
    recipient: {
      preferences: {
        owner,
        rules: [
          ...rule('r', row.rejects, { action: 'reject' }),
          ...rule('i', row.interworks, { action: 'interwork' }),
          ...rule('s', row.stores, { action: 'store' }),
          ...rule('f', row.forwards, { action: 'forward', to: friend }),
          ...(row.preference === 'unset' ? [] : rule('p', true, { action: row.preference })),
        ],
        doNotDisturb: { on: row.doNotDisturb },
        recordIncoming: row.records,
        devices: { a: device(first), b: device(second) },
      },
      clients: [client('a', first), client('b', second)],
    },
    policy: { coreInsertsTargetAddress: row.coreInserts, limitedPreventsDelivery: true },
    now,
  }
}

/** What else a decision depends on: expiry, the cap, the plan of a deferral, breakthrough, exempt messages, where the action comes from. */
export const planFactors = {
  kind: ['pager', 'notification'],
  action: ['reject', 'interwork', 'store', 'forward', 'defer', 'deliver'],
  source: ['rule', 'otherwise', 'policy'],
  expiry: ['none', 'later', 'now'],
  onExpiry: ['unset', 'preference', 'policy'],
  option: ['unset', 'notify', 'push', 'store'],
  full: yesNo,
  flag: ['none', 'breakthrough', 'silence'],
  doNotDisturb: ['off', 'on', 'schedule'],
  client: ['none', 'unregistered', 'applicable'],
  arrivalChecked: yesNo,
} as const

/** One row of the second table. */
export type PlanRow = Row<typeof planFactors>

const flagged = (row: PlanRow): Handling =>
  row.action === 'forward'
    ? { action: 'forward', to: friend }
    : row.action === 'deliver' && row.flag !== 'none' && row.source !== 'policy'
      ? { action: 'deliver', [row.flag]: true }
      : { action: row.action }

const doNotDisturb = {
  off: { on: false },
  on: { on: true, until: now + 3_600_000 },
  schedule: { schedules: [{ zone: 'Europe/Paris', days: ['tue'], from: '10:30', to: '12:15' }] },
} as const

/** The request that a row describes; undefined where the provider would have to forward, which it cannot. */
export const planRequest = (row: PlanRow): RoutingRequest | undefined => {
  if (row.source === 'policy' && row.action === 'forward') {
    return undefined
  }
  const handling = flagged(row)
  const deferred = {
    ...(row.option === 'unset' ? {} : { option: row.option }),
    ...(row.onExpiry === 'preference' ? { onExpiry: 'store' as const } : {}),
  }
  return {
    message: {
      entryId: 'e',
      kind: row.kind,
      originator: { address: originator },
      recipient: owner,
      receivedAt: now,
      size: 100,
      ...(row.expiry === 'none' ? {} : { expiresAt: row.expiry === 'now' ? now : now + 86_400_000 }),
    },
    recipient: {
      preferences: {
        owner,
        ...(row.source === 'rule' ? { rules: [{ id: 'x', then: handling }] } : {}),
        ...(row.source === 'otherwise' ? { otherwise: handling } : {}),
        doNotDisturb: doNotDisturb[row.doNotDisturb],
        deferred,
      },
      clients:
        row.client === 'none' ? [] : [{ deviceId: 'a', registered: row.client === 'applicable', services: ['msg'] }],
      waiting: row.full ? 3 : 2,
    },
    policy: {
      longestQueue: 3,
      ...(row.source === 'policy' && handling.action !== 'forward' ? { whenNoRuleApplies: handling.action } : {}),
      ...(row.onExpiry === 'policy' ? { onExpiry: 'store' } : {}),
      interpretations: { 'AMB-14': row.arrivalChecked ? 'checked' : 'literal' },
    },
    now,
  }
}
