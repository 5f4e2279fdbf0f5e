import type { Connectivity } from '../../src/model/CpmClient.js'
import fc from 'fast-check'
import type { CpmClient } from '../../src/model/CpmClient.js'
import type { ServiceProviderPolicy } from '../../src/model/ServiceProviderPolicy.js'
import type { StandaloneMessage } from '../../src/model/StandaloneMessage.js'
import {
  actionsUponExpiration,
  deferredOptions,
  type Handling,
  type UserPreferences,
} from '../../src/model/UserPreferences.js'
import { requestedActions } from '../../src/model/Selection.js'
import { address, client, now, rule } from './builders.js'
import { begin, type Edge, happen, type Move, movesOf, type Setting, type World } from './world.js'

const second = 1000
const pick = <A>(...values: readonly A[]): fc.Arbitrary<A> => fc.constantFrom(...values)

/** What breaks through and what is silenced wherever the rules of these worlds are. */
export const urgent = 'urgent'
export const news = 'news'

const messageParts: fc.Arbitrary<Partial<StandaloneMessage>> = fc.record(
  {
    kind: pick('pager', 'pager', 'large', 'notification', 'system'),
    subject: pick('lunch', urgent, news),
    expiresAt: pick(now + 20 * second, now + 60 * second, now + 90 * second),
    size: pick(100, 100_000),
    notificationsRequested: fc.subarray(['positive-delivery', 'negative-delivery', 'processing'] as const),
  },
  { requiredKeys: [] },
)

const clientParts = (deviceId: string): fc.Arbitrary<CpmClient> =>
  fc
    .record(
      {
        registered: fc.boolean(),
        services: pick(['msg', 'largemsg', 'systemmsg'] as const, ['msg'] as const, ['largemsg'] as const),
        pushAddress: fc.constant(`push:${deviceId}`),
        connectivity: pick<Connectivity>('reachable', 'limited'),
        capabilities: fc.constant({ maxSize: 50_000 }),
      },
      { requiredKeys: ['registered', 'services'] },
    )
    .map((parts) => client({ deviceId, ...parts }))

const deferred = fc.record(
  { option: pick(...deferredOptions), onExpiry: pick(...actionsUponExpiration) },
  { requiredKeys: [] },
)

const doNotDisturb = pick(
  { on: true },
  { on: false },
  { on: true, until: now + 45 * second },
  { schedules: [{ zone: 'UTC', from: '10:01', to: '10:02' }] },
)

const otherwise = pick<Handling>(
  { action: 'deliver' },
  { action: 'deliver' },
  { action: 'defer' },
  { action: 'interwork' },
  { action: 'store' },
  { action: 'forward', to: address('tel:+15550111') },
  { action: 'reject' },
)

const rules = pick(
  [],
  [
    rule({ action: 'deliver', breakthrough: true }, { subjectContains: [urgent] }),
    rule({ action: 'deliver', silence: true }, { subjectContains: [news] }, 'silent'),
  ],
)

const preferenceParts: fc.Arbitrary<Partial<UserPreferences>> = fc.record(
  { deferred, doNotDisturb, otherwise, rules, recordIncoming: fc.boolean() },
  { requiredKeys: ['rules'] },
)

const policy: fc.Arbitrary<ServiceProviderPolicy> = fc.record(
  {
    deferredOption: pick(...deferredOptions),
    onExpiry: pick(...actionsUponExpiration),
    limitedPreventsDelivery: fc.boolean(),
    outOfBand: pick({ form: 'single' } as const, { to: 'none' } as const, { to: ['phone'] }),
    longestHolding: pick(40 * second),
    interpretations: fc.record(
      {
        'AMB-07': fc.constant('literal'),
        'AMB-12': fc.constant('frozen'),
        'AMB-20': fc.constant('two'),
        'AMB-22': fc.constant('update'),
        'AMB-29': fc.constant('defer'),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
)

/** A world of up to four messages and three clients in which anything may happen. */
export const anySetting: fc.Arbitrary<Setting> = fc.record({
  name: fc.constant('any'),
  messages: fc.array(messageParts, { minLength: 1, maxLength: 4 }),
  clients: fc
    .tuple(clientParts('phone'), clientParts('tablet'), clientParts('watch'), fc.integer({ min: 1, max: 3 }))
    .map(([phone, tablet, watch, count]) => [phone, tablet, watch].slice(0, count)),
  preferences: preferenceParts,
  policy,
  changes: fc.array(
    fc.oneof(
      deferred.map((value) => ({ deferred: value })),
      doNotDisturb.map((value) => ({ doNotDisturb: value })),
    ),
    {
      maxLength: 4,
    },
  ),
  requests: fc.subarray([...requestedActions]),
  statuses: fc.constant([480, 415]),
  unknowns: fc.nat(3),
  revocation: fc.boolean(),
  removal: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  prompt: fc.boolean(),
})

/** Numbers by which a way through a world is chosen. */
export const anyChoices: fc.Arbitrary<number[]> = fc.array(fc.nat(997), { minLength: 1, maxLength: 60, size: 'max' })

const lateOutcomes = (world: World): readonly Move[] =>
  world.settled.slice(-2).map((actionId, place) => ({
    text: `late outcome of ${actionId}`,
    event: { _tag: place === 0 ? 'ActionSucceeded' : 'ActionFailed', actionId },
  }))

/** A way through a world. */
export const walk = (setting: Setting, choices: readonly number[]): readonly Edge[] => {
  const edges: Edge[] = []
  let world = begin(setting)
  for (const choice of choices) {
    const moves = [...movesOf(setting, world), ...lateOutcomes(world)]
    const move = moves[choice % moves.length]
    if (move !== undefined) {
      const edge = happen(world, move)
      edges.push(edge)
      world = edge.after
    }
  }
  return edges
}
