import fc from 'fast-check'
import type {
  CpmClient,
  DoNotDisturb,
  PreferenceRule,
  RoutingDecision,
  RoutingRequest,
  UserPreferences,
} from '../../src/model/index.js'
import { deviceConditionsJson, routingRequest } from './arbitraries.js'
import { address, client, now, owner, request } from './builders.js'
import { runs as runsOf, seed } from './campaign.js'
import { decide } from './subject.js'

const pick = <A>(...values: readonly A[]): fc.Arbitrary<A> => fc.constantFrom(...values)
const mostly = <A>(usual: A, ...others: readonly A[]): fc.Arbitrary<A> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: pick(...others) })

const friend = address('tel:+15550111')
const ann = address('sip:ann@home1.example')

const rules: fc.Arbitrary<readonly PreferenceRule[]> = fc
  .subarray<PreferenceRule>([
    { id: 'spam', when: { undisclosed: true }, then: { action: 'reject' } },
    { id: 'large', when: { kinds: ['large'] }, then: { action: 'interwork' } },
    { id: 'picture', when: { contentTypes: ['image/*'] }, then: { action: 'store' } },
    { id: 'travel', when: { sphere: ['travel'] }, then: { action: 'forward', to: friend } },
    { id: 'heavy', when: { largerThan: 500 }, then: { action: 'defer' } },
    { id: 'ann', when: { originator: { one: [ann] } }, then: { action: 'deliver', breakthrough: true } },
    { id: 'quiet', when: { subjectContains: ['offer'] }, then: { action: 'deliver', silence: true } },
  ])
  .chain((chosen) => fc.shuffledSubarray(chosen, { minLength: chosen.length }))

const doNotDisturb: fc.Arbitrary<DoNotDisturb> = mostly<DoNotDisturb>(
  { on: false },
  { on: true },
  { on: true, until: now + 60_000 },
  { schedules: [{ zone: 'Europe/Paris', days: ['tue'], from: '10:00', to: '12:00' }] },
)

const anyClient = (deviceId: string): fc.Arbitrary<CpmClient> =>
  fc
    .record({
      registered: mostly(true, false),
      connectivity: mostly<CpmClient['connectivity']>('reachable', 'limited', 'unreachable'),
      services: mostly<CpmClient['services']>(['msg', 'largemsg', 'systemmsg'], ['msg'], []),
      maxSize: mostly(1_000_000, 400),
    })
    .map(({ maxSize, ...parts }) => client({ deviceId, ...(parts as Partial<CpmClient>), capabilities: { maxSize } }))

const preferences: fc.Arbitrary<UserPreferences> = fc.record({
  owner: fc.constant(owner),
  rules,
  otherwise: mostly<NonNullable<UserPreferences['otherwise']>>(
    { action: 'deliver' },
    { action: 'defer' },
    { action: 'reject' },
  ),
  doNotDisturb,
  recordIncoming: fc.boolean(),
  devices: fc.record({ tablet: mostly({}, { deliver: false }, { kinds: ['large' as const] }) }),
  deferred: fc.record({ option: pick('notify', 'push', 'store'), onExpiry: pick('discard', 'store') }),
})

/** A request of everyday life, in which every outcome is common. */
const everyday: fc.Arbitrary<RoutingRequest> = fc
  .record({
    message: fc.record({
      kind: mostly('pager' as const, 'large' as const, 'notification' as const, 'system' as const),
      originator: mostly({ address: ann }, { address: friend }, { undisclosed: true }),
      subject: mostly('lunch', 'an offer'),
      size: mostly(100, 600),
      contentType: mostly('text/plain', 'image/jpeg'),
      targetAddressPresent: fc.boolean(),
      expiresAt: mostly(now + 1000, now, now - 1000),
      history: mostly<readonly (typeof friend)[]>([], [friend]),
    }),
    preferences,
    clients: fc.subarray(['phone', 'tablet', 'watch']).chain((ids) => fc.tuple(...ids.map(anyClient))),
    sphere: mostly<readonly string[]>([], ['travel']),
    waiting: mostly(0, 5),
    policy: fc.record({
      longestQueue: mostly(100, 5),
      coreInsertsTargetAddress: fc.boolean(),
      limitedPreventsDelivery: fc.boolean(),
      rejectStatus: mostly(403 as const, 603 as const),
    }),
  })
  .map(({ message, preferences: wishes, policy, ...recipient }) =>
    request({ message, preferences: wishes, recipient, policy }),
  )

/** Requests of everyday life, and some that hold whatever the forms allow. */
export const anyRequest: fc.Arbitrary<RoutingRequest> = fc.oneof(
  { weight: 3, arbitrary: everyday },
  { weight: 1, arbitrary: routingRequest },
)

/** Conditions that a user may set for the devices, by device. */
export const anyDevices: fc.Arbitrary<NonNullable<UserPreferences['devices']>> = fc.dictionary(
  pick('phone', 'tablet', 'watch', 'urn:uuid:phone'),
  deviceConditionsJson.map(({ during: _, ...conditions }) => conditions),
  { noNullPrototype: true },
)

/** The same request with other preferences. */
export const withPreferences = (asked: RoutingRequest, parts: Partial<UserPreferences>): RoutingRequest => ({
  ...asked,
  recipient: { ...asked.recipient, preferences: { owner, ...asked.recipient.preferences, ...parts } },
})

/** The same request with other clients. */
export const withClients = (asked: RoutingRequest, clients: readonly CpmClient[]): RoutingRequest => ({
  ...asked,
  recipient: { ...asked.recipient, clients },
})

/** A client that nothing which a device says of itself keeps from any message. */
export const ableClient: CpmClient = client({ deviceId: 'able' })

/** Whether an answer looks at which clients are registered before it comes to delivery. */
export const asksWhoIsRegistered = ({ recipient }: RoutingRequest): boolean =>
  (recipient.preferences?.rules ?? []).some(({ when }) => when?.registered !== undefined)

/** The decision with its clients in one order. */
export const inOrder = (decision: RoutingDecision): RoutingDecision =>
  decision._tag === 'Send' ? { ...decision, to: [...decision.to].sort() } : decision

/** The parts of runs that must at least end in each outcome: no law holds because its case never came. */
const leastShare = 0.03

/**
 * Holds a law against a thousand requests. The law is given a request and its decision, and says `true` where it holds, `undefined` where
 * it has nothing to say; it must have something to say to the given part of them.
 */
export const itDecides = <More = undefined>(
  fact: string,
  law: (asked: RoutingRequest, decision: RoutingDecision, more: More) => boolean | undefined,
  least: number,
  more: fc.Arbitrary<More> = fc.constant(undefined as More),
): void => {
  const outcomes = new Map<string, number>()
  let judged = 0
  let runs = 0

  it(fact, () => {
    fc.assert(
      fc.property(anyRequest, more, (asked, other) => {
        const decision = decide(asked)
        const verdict = law(asked, decision, other)
        runs += 1
        judged += verdict === undefined ? 0 : 1
        outcomes.set(decision._tag, (outcomes.get(decision._tag) ?? 0) + 1)
        return verdict !== false
      }),
      { numRuns: runsOf(1000), seed: seed(20_260_203) },
    )
  })

  it(`has met every outcome, and something to judge in ${least * 100} % of all runs`, () => {
    const rare = ['Reject', 'Interwork', 'Store', 'Forward', 'Defer', 'Send'].filter(
      (tag) => (outcomes.get(tag) ?? 0) < runs * leastShare,
    )
    expect(rare).toEqual([])
    expect(judged / runs).toBeGreaterThanOrEqual(least)
  })
}
