import fc from 'fast-check'
import type {
  CpmClient,
  RoutingRequest,
  ServiceProviderPolicy,
  StandaloneMessage,
  UserPreferences,
} from '../../src/model/index.js'
import {
  actionsUponExpiration,
  connectivities,
  cpmServices,
  defaultActions,
  deferredOptions,
  messageKinds,
  notificationRequests,
  rejectStatuses,
  weekdays,
} from '../../src/model/index.js'
import type { Codec, Json } from '../../src/wire/documents/index.js'
import {
  CpmClientCodec,
  decode,
  RoutingRequestCodec,
  ServiceProviderPolicyCodec,
  StandaloneMessageCodec,
  UserPreferencesCodec,
} from '../../src/wire/documents/index.js'

type Document = { readonly [name: string]: Json }

/** A record of which only the named members are always there. */
const members = (
  model: Record<string, fc.Arbitrary<Json>>,
  requiredKeys: readonly string[] = [],
): fc.Arbitrary<Document> => fc.record(model, { requiredKeys: [...requiredKeys] as never[] }) as fc.Arbitrary<Document>

const few = <A>(item: fc.Arbitrary<A>, maxLength = 3): fc.Arbitrary<A[]> => fc.array(item, { maxLength })
const pick = <A>(values: readonly A[]): fc.Arbitrary<A> => fc.constantFrom(...values)
const some = <A>(values: readonly A[]): fc.Arbitrary<A[]> => fc.subarray([...values])

// Small pools, so that rules meet messages and devices meet clients.
const owner = 'sip:+15550100@home2.example'
const deviceIds = ['urn:uuid:phone', 'urn:uuid:tablet', 'urn:gsma:imei:35622410-483840-0', '__proto__']
const ruleIds = ['boss', 'spam', 'away', 'constructor', 'r5']
const domains = ['home1.example', 'corp.example', 'HOME3.Example']
const spheres = ['work', 'meeting', 'Travel']
const addresses = [
  'sip:+15550199@home1.example',
  'sip:+15550199@home1.example;user=phone',
  'tel:+1-555-0199',
  'tel:+15550199',
  'sips:Ann@Corp.Example:5061',
  'sip:boss@corp.example;lr?Subject=x',
  'sip:b%6fss@CORP.example',
  'tel:911;phone-context=+1',
]

/** An address of a small pool, in several spellings; never the owner's. */
export const addressJson: fc.Arbitrary<string> = pick(addresses)

const pad = (value: number, length = 2): string => String(value).padStart(length, '0')

/** A text of RFC 3339, mostly close to noon of 3 February 2026. */
export const instantJson: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .integer({ min: -200, max: 200 })
      .map((minutes) => new Date(Date.UTC(2026, 1, 3, 12, minutes)).toISOString()),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.integer({ min: 1, max: 9998 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        pick(['T', 't']),
        pick(['', '.5', '.1234567']),
        pick(['Z', 'z', '+01:00', '-09:30', '+23:59', '-00:00']),
      )
      .map(
        ([year, month, date, hour, minute, t, fraction, offset]) =>
          `${pad(year, 4)}-${pad(month)}-${pad(date)}${t}${pad(hour)}:${pad(minute)}:59${fraction}${offset}`,
      ),
  },
)

const durationJson = pick(['PT0S', 'PT72H', 'P1W', 'P2DT3H4M5.678S', 'PT5S', 'P0D'])
const sizeJson = pick([0, 1, 12, 1300, 100_000, Number.MAX_SAFE_INTEGER])
const textJson = fc.oneof(
  pick(['', 'lunch', 'URGENT: call', '\ud800', '__proto__']),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const mediaTypeJson = pick(['text/plain', 'TEXT/html;charset=utf-8', 'image/jpeg', 'message/imdn+xml'])
const mediaRangeJson = pick(['text/plain', 'text/*', '*/*', 'IMAGE/*', 'image/jpeg ; q=1'])

/** A weekly window, by night and by day, in a few zones. */
export const scheduleJson: fc.Arbitrary<Document> = members(
  {
    zone: pick(['UTC', 'Europe/Paris', 'America/New_York', 'Asia/Kathmandu']),
    days: some(weekdays),
    from: pick(['00:00', '07:00', '22:00', '23:59']),
    to: pick(['00:00', '07:00', '13:00', '24:00']),
  },
  ['zone', 'from', 'to'],
)

const duringJson = members({ schedules: few(scheduleJson, 2), from: instantJson, until: instantJson })

const originatorConditionJson = members({
  one: few(addressJson),
  domains: some(domains),
  except: few(fc.oneof(addressJson, pick(domains)), 2),
})

const unknownConditionsJson = few(members({ name: textJson, value: pick(['true', '{"a":[1]}']) }, ['name', 'value']), 1)

/** The conditions of a rule; two or three of them at a time, so that some hold. */
export const ruleConditionsJson: fc.Arbitrary<Document> = fc
  .tuple(
    members({
      originator: originatorConditionJson,
      undisclosed: fc.boolean(),
      kinds: some(messageKinds),
      contentTypes: few(mediaRangeJson),
      largerThan: sizeJson,
      smallerThan: sizeJson,
      subjectContains: few(textJson, 2),
      during: duringJson,
      sphere: some(spheres),
      registered: fc.boolean(),
      unknownConditions: unknownConditionsJson,
    }),
    fc.integer({ min: 0, max: 3 }),
  )
  .map(([all, count]) => Object.fromEntries(Object.entries(all).slice(0, count)))

/** Conditions on delivery to a device, mostly without effect. */
export const deviceConditionsJson: fc.Arbitrary<Document> = members({
  deliver: fc.boolean(),
  kinds: some(messageKinds),
  contentTypes: few(mediaRangeJson),
  largerThan: sizeJson,
  smallerThan: sizeJson,
  during: duringJson,
})

/** An action, with the addresses to forward to among the pool. */
export const handlingJson: fc.Arbitrary<Document> = fc.oneof(
  {
    weight: 4,
    arbitrary: pick<Document>([
      { action: 'deliver' },
      { action: 'deliver', breakthrough: true },
      { action: 'deliver', silence: true, breakthrough: false },
    ]),
  },
  {
    weight: 3,
    arbitrary: pick<Document>([
      { action: 'reject' },
      { action: 'interwork' },
      { action: 'store' },
      { action: 'defer' },
    ]),
  },
  { weight: 1, arbitrary: addressJson.map((to): Document => ({ action: 'forward', to })) },
)

const ruleJson = (id: string): fc.Arbitrary<Document> =>
  fc.tuple(fc.option(ruleConditionsJson, { nil: undefined }), handlingJson).map(([when, then]) => ({
    id,
    ...(when === undefined ? {} : { when }),
    // biome-ignore lint/suspicious/noThenProperty: the form has this name
    then,
  }))

const rulesJson: fc.Arbitrary<Json> = some(ruleIds).chain((ids) => fc.tuple(...ids.map(ruleJson)))

const devicesJson: fc.Arbitrary<Document> = fc.dictionary(pick(deviceIds), deviceConditionsJson, {
  maxKeys: 3,
  noNullPrototype: true,
})

/** Preferences of the recipient in JSON. */
export const userPreferencesJson: fc.Arbitrary<Document> = members(
  {
    owner: fc.constant(owner),
    rules: rulesJson,
    otherwise: handlingJson,
    doNotDisturb: members({ on: fc.boolean(), until: instantJson, schedules: few(scheduleJson, 2) }),
    recordIncoming: fc.boolean(),
    devices: devicesJson,
    deferred: members({ option: pick(deferredOptions), onExpiry: pick(actionsUponExpiration) }),
  },
  ['owner'],
)

const clientJson = (deviceId: string): fc.Arbitrary<Document> =>
  members(
    {
      deviceId: fc.constant(deviceId),
      contact: fc.constant('sip:u@198.51.100.7:5060'),
      registered: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
      registeredAt: instantJson,
      services: fc.oneof(
        { weight: 3, arbitrary: fc.constant<Json>([...cpmServices]) },
        { weight: 1, arbitrary: some(cpmServices) },
      ),
      connectivity: pick(connectivities),
      capabilities: members({ contentTypes: few(mediaRangeJson), maxSize: sizeJson }),
      pushAddress: textJson,
    },
    ['deviceId', 'registered'],
  )

/** The client of one device in JSON. */
export const cpmClientJson: fc.Arbitrary<Document> = pick(deviceIds).chain(clientJson)

const clientsJson: fc.Arbitrary<Json> = some(deviceIds).chain((ids) => fc.tuple(...ids.map(clientJson)))

const originatorJson = fc.oneof(
  {
    weight: 4,
    arbitrary: members({ address: addressJson, displayName: textJson, undisclosed: fc.boolean() }, ['address']),
  },
  { weight: 1, arbitrary: fc.constant<Document>({ undisclosed: true }) },
)

/** A standalone message in JSON. */
export const standaloneMessageJson: fc.Arbitrary<Document> = members(
  {
    entryId: pick(['e-1', 'e-2', '__proto__']),
    messageId: textJson,
    correlation: textJson,
    kind: fc.oneof({ weight: 3, arbitrary: pick(['pager', 'large']) }, { weight: 1, arbitrary: pick(messageKinds) }),
    conversationId: textJson,
    contributionId: textJson,
    inReplyToContributionId: textJson,
    originator: originatorJson,
    recipient: pick([owner, 'tel:+15550100', 'sip:+1-555-0100@HOME2.example;user=phone']),
    targetAddressPresent: fc.boolean(),
    subject: textJson,
    date: instantJson,
    receivedAt: instantJson,
    expiresAt: instantJson,
    size: sizeJson,
    contentType: mediaTypeJson,
    notificationsRequested: some(notificationRequests),
    history: few(addressJson, 2),
  },
  ['entryId', 'kind', 'originator', 'recipient', 'receivedAt', 'size'],
)

/** A policy of the provider in JSON. */
export const serviceProviderPolicyJson: fc.Arbitrary<Document> = members({
  whenNoRuleApplies: pick(defaultActions),
  deferredOption: pick(deferredOptions),
  onExpiry: pick(actionsUponExpiration),
  longestHolding: durationJson,
  coreInsertsTargetAddress: fc.boolean(),
  rejectStatus: pick(rejectStatuses),
  servicesWhenUnknown: fc.oneof(pick<Json>(['none', 'all']), some(cpmServices)),
  limitedPreventsDelivery: fc.boolean(),
  answerAfter: durationJson,
  longestQueue: pick([0, 1, 100]),
  clients: deviceConditionsJson,
  outOfBand: members({ to: fc.oneof(pick<Json>(['all', 'none']), some(deviceIds)), form: pick(['single', 'summary']) }),
  interpretations: members({
    'AMB-01': pick(['firstMatch', 'outcomeOrder']),
    'AMB-07': pick(['nextTrigger', 'literal']),
    'AMB-12': pick(['current', 'frozen']),
    'AMB-14': pick(['checked', 'literal']),
    'AMB-20': pick(['one', 'two']),
    'AMB-22': pick(['literal', 'update']),
    'AMB-29': pick(['fail', 'defer']),
  }),
})

/** A routing request in JSON, as `JSON.parse` would give it. */
export const routingRequestJson: fc.Arbitrary<Document> = members(
  {
    message: standaloneMessageJson,
    recipient: members({
      preferences: userPreferencesJson,
      clients: clientsJson,
      sphere: some(spheres),
      waiting: pick([0, 1, 100]),
    }),
    policy: serviceProviderPolicyJson,
    now: instantJson,
  },
  ['message', 'recipient', 'now'],
)

const inMemory = <A>(codec: Codec<A>, json: fc.Arbitrary<Json>): fc.Arbitrary<A> =>
  json.map((document) => {
    const decoding = decode(codec)(document)
    if (decoding._tag === 'Left') {
      throw new Error(JSON.stringify(decoding.left))
    }
    return decoding.right.value
  })

/** A standalone message in memory. */
export const standaloneMessage: fc.Arbitrary<StandaloneMessage> = inMemory(
  StandaloneMessageCodec,
  standaloneMessageJson,
)

/** Preferences in memory. */
export const userPreferences: fc.Arbitrary<UserPreferences> = inMemory(UserPreferencesCodec, userPreferencesJson)

/** The client of one device in memory. */
export const cpmClient: fc.Arbitrary<CpmClient> = inMemory(CpmClientCodec, cpmClientJson)

/** A policy in memory. */
export const serviceProviderPolicy: fc.Arbitrary<ServiceProviderPolicy> = inMemory(
  ServiceProviderPolicyCodec,
  serviceProviderPolicyJson,
)

/** A routing request in memory. */
export const routingRequest: fc.Arbitrary<RoutingRequest> = inMemory(RoutingRequestCodec, routingRequestJson)
