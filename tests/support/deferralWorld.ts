import { pendingActions } from '../../src/deferral/index.js'
import type { Chance } from './chance.js'
import type { Document, RecipientText, ScenarioStep, Standing } from './deferralScenario.js'
import { textIn } from './deferralScenario.js'

const instantText = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z')
const maybe = <A>(chosen: boolean, members: A): A | Record<string, never> => (chosen ? members : {})

/** When every story begins: a minute before noon, so that schedules change within it. */
export const beginning: number = Date.parse('2026-02-03T11:59:00Z')

const devices = ['phone', 'tablet', 'watch'] as const
const alternatives = {
  'AMB-07': 'literal',
  'AMB-12': 'frozen',
  'AMB-14': 'literal',
  'AMB-20': 'two',
  'AMB-22': 'update',
  'AMB-29': 'defer',
}

/** A policy with some of its choices made. */
export const somePolicy = (by: Chance): Document => ({
  ...maybe(by.is(0.5), { deferredOption: by.oneOf(['notify', 'push', 'store']) }),
  ...maybe(by.is(0.3), { onExpiry: by.oneOf(['discard', 'store']) }),
  ...maybe(by.is(0.2), { longestHolding: by.oneOf(['PT1M', 'PT5M']) }),
  ...maybe(by.is(0.3), { coreInsertsTargetAddress: true }),
  ...maybe(by.is(0.2), { answerAfter: by.oneOf(['PT1S', 'PT20S']) }),
  ...maybe(by.is(0.2), { retryAfter: by.oneOf(['PT10S', 'PT1M']) }),
  ...maybe(by.is(0.1), { longestQueue: 3 }),
  ...maybe(by.is(0.1), { clients: { contentTypes: ['text/*'] } }),
  ...maybe(by.is(0.6), {
    outOfBand: {
      ...maybe(by.is(0.5), { to: by.oneOf(['all', 'none', ['phone'], ['tablet', 'watch']]) }),
      ...maybe(by.is(0.6), { form: by.oneOf(['single', 'summary']) }),
    },
  }),
  interpretations: Object.fromEntries(Object.entries(alternatives).filter(() => by.is(0.2))),
})

const someDoNotDisturb = (by: Chance, at: number): Document => {
  if (by.is(0.7)) {
    return { on: by.is(0.45), ...maybe(by.is(0.2), { until: instantText(at + 1000 * by.below(90)) }) }
  }
  const from = instantText(at + 60_000).slice(11, 16)
  return { schedules: [{ zone: 'UTC', from, to: instantText(at + 180_000).slice(11, 16) }] }
}

const rules: readonly Document[] = [
  { id: 'urgent', when: { subjectContains: ['urgent'] }, then: { action: 'deliver', breakthrough: true } },
  { id: 'hush', when: { subjectContains: ['hush'], sphere: ['meeting'] }, then: { action: 'deliver', silence: true } },
  { id: 'turned-away', when: { subjectContains: ['spam'] }, then: { action: 'reject' } },
  { id: 'elsewhere', when: { subjectContains: ['fax'] }, then: { action: 'interwork' } },
  { id: 'kept', when: { subjectContains: ['keep'] }, then: { action: 'store' } },
  { id: 'passed-on', when: { subjectContains: ['pass'] }, then: { action: 'forward', to: 'tel:+15550111' } },
]
const subjects = ['', '', '', '', '', 'urgent', 'urgent', 'hush', 'spam', 'fax', 'fax', 'keep', 'pass']

const somePreferences = (by: Chance, at: number): Document => ({
  owner: 'sip:bob@home2.example',
  rules,
  otherwise: { action: by.oneOf(['deliver', 'deliver', 'deliver', 'defer', 'defer']) },
  ...maybe(by.is(0.5), { doNotDisturb: someDoNotDisturb(by, at) }),
  ...maybe(by.is(0.35), { recordIncoming: true }),
  ...maybe(by.is(0.2), {
    devices: { tablet: by.oneOf<Document>([{ deliver: false }, { contentTypes: ['image/*'] }]) },
  }),
  ...maybe(by.is(0.8), {
    deferred: {
      ...maybe(by.is(0.85), { option: by.oneOf(['notify', 'notify', 'push', 'push', 'store']) }),
      ...maybe(by.is(0.5), { onExpiry: by.oneOf(['discard', 'store']) }),
    },
  }),
})

const someClient = (by: Chance, deviceId: string, registered: boolean): Document => ({
  deviceId,
  registered,
  services: by.is(0.9) ? ['msg', 'largemsg', 'systemmsg'] : ['msg'],
  ...maybe(deviceId !== 'watch', { pushAddress: `push:${deviceId}` }),
  ...maybe(by.is(0.08), { connectivity: by.oneOf(['limited', 'unreachable']) }),
  ...maybe(by.is(0.15), { capabilities: { contentTypes: ['text/*'] } }),
})

/** A recipient with one to three devices. */
export const someRecipient = (by: Chance): RecipientText => ({
  preferences: somePreferences(by, beginning),
  clients: devices.slice(0, 1 + by.below(3)).map((id) => someClient(by, id, by.is(0.4))),
  sphere: by.is(0.3) ? ['meeting'] : [],
})

const originators: readonly Document[] = [
  { address: 'sip:ann@home1.example', displayName: 'Ann' },
  { address: 'sip:ann@HOME1.example' },
  { address: 'tel:+1-555-0199' },
  { address: 'tel:+15550199', displayName: 'Eve', undisclosed: true },
  { undisclosed: true },
]

const someMessage = (by: Chance, entryId: string, at: number): Document => {
  const subject = by.oneOf(subjects)
  return {
    entryId,
    kind: by.oneOf(['pager', 'pager', 'pager', 'pager', 'large', 'notification', 'system']),
    originator: by.oneOf(originators),
    recipient: 'sip:bob@home2.example',
    receivedAt: instantText(at),
    size: 12,
    contentType: by.oneOf(['text/plain', 'text/plain', 'image/png']),
    ...maybe(subject !== '', { subject }),
    ...maybe(by.is(0.5), { messageId: by.oneOf(['m-1', 'm-2', 'm-3', 'm-4', 'm-5', 'm-6']) }),
    ...maybe(by.is(0.4), { expiresAt: instantText(at + 1000 * by.oneOf([0, 20, 60, 120, 240])) }),
    ...maybe(by.is(0.2), { targetAddressPresent: true }),
    ...maybe(by.is(0.2), { date: instantText(at - 3000) }),
    notificationsRequested: ['positive-delivery', 'negative-delivery', 'processing'].filter(() => by.is(0.4)),
  }
}

/** What something that may happen now is made of. */
interface Moment {
  readonly by: Chance
  readonly at: number
  readonly number: number
  readonly standing: Standing
  readonly wakeAt: number | undefined
  readonly steps: readonly ScenarioStep[]
}

type Happening = (moment: Moment) => Omit<ScenarioStep, 'at'> | undefined

const outcome: Happening = ({ by, standing }) => {
  const awaited = new Set(pendingActions(standing.queue).map(({ actionId }) => actionId))
  const pending = standing.asked.filter(({ actionId }) => awaited.has(actionId))
  const carrying = pending.filter(({ name }) => !/^(Respond|SendDelivery|Report|End)/.test(name))
  const selected = pending.filter(({ name }) => /session|^Interwork/.test(name))
  const choice = [carrying, carrying, carrying, selected, pending, standing.asked.slice(-12)]
  const atoms = by.oneOf(choice)
  if (atoms.length === 0) {
    return undefined
  }
  const { name } = by.oneOf(atoms)
  const _tag = by.oneOf(['ActionSucceeded', 'ActionSucceeded', 'ActionFailed', 'ActionUnknown'])
  const status = by.oneOf([480, 480, 503, 415, 488, 404])
  const deviceId = name.startsWith('Notify') && by.is(0.5) ? { deviceId: name.split(' ').at(-1) ?? '' } : {}
  return { of: name, event: { _tag, ...deviceId, ...maybe(_tag === 'ActionFailed', { status }) } }
}

const arrival: Happening = ({ by, at, number }) => ({
  event: { _tag: 'MessageRouted', message: someMessage(by, `e-${number}`, at) },
  ...maybe(by.is(0.1), { routedFor: someRecipient(by) }),
})

const registration: Happening = ({ by, standing: { recipient } }) => {
  const deviceId = by.oneOf(devices)
  const registered = by.is(0.65)
  const client = someClient(by, deviceId, registered)
  const others = recipient.clients.filter((one) => one['deviceId'] !== deviceId)
  const before = recipient.clients.find((one) => one['deviceId'] === deviceId)
  const tag = before?.['registered'] === true && by.is(0.7) ? 'ClientChanged' : 'ClientRegistered'
  const event: Document = registered ? { _tag: tag, client } : { _tag: 'ClientDeregistered', deviceId }
  // Now and then the event is lost, and another one tells by the way.
  return {
    recipient: { ...recipient, clients: [...others, client] },
    event: by.is(0.05) ? { _tag: 'TimeReached' } : event,
  }
}

const otherWishes: Happening = ({ by, at, standing: { recipient } }) => {
  const doNotDisturb = someDoNotDisturb(by, at)
  const preferences = by.is(0.7) ? { ...recipient.preferences, doNotDisturb } : somePreferences(by, at)
  return { recipient: { ...recipient, preferences }, event: { _tag: 'PreferencesChanged' } }
}

const otherSphere: Happening = ({ by, standing: { recipient } }) => ({
  recipient: { ...recipient, sphere: by.is(0.5) ? ['meeting'] : [] },
  event: { _tag: 'SphereChanged' },
})

const otherPolicy: Happening = ({ by }) => ({ policy: somePolicy(by), event: { _tag: 'PolicyChanged' } })

const session: Happening = ({ by, standing: { recipient, oracle } }) => {
  const clients = recipient.clients.filter((one) => one['registered'] === true)
  if (clients.length === 0) {
    return undefined
  }
  const deviceId = textIn(by.oneOf(clients), 'deviceId')
  const isOpen = oracle.sessions.some((one) => one.deviceId === deviceId)
  const opening = ['SessionEstablished', 'SessionEstablished', 'SessionEstablished', 'MessagesSelected']
  const _tag = by.oneOf(isOpen ? ['MessagesSelected', 'MessagesSelected', 'MessagesSelected', 'SessionEnded'] : opening)
  const waiting = oracle.messages.filter(({ ended, deferred }) => ended === undefined && deferred)
  const named = [...waiting, ...oracle.messages.slice(-1)].map(({ id }) => id).filter(() => by.is(0.6))
  const actions = ['retrieve', 'retrieve', 'interwork', 'discard', 'store']
  const selections = [...named, ...(by.is(0.05) ? ['e-none'] : [])].map((entryId) => ({
    entryId,
    action: by.oneOf(actions),
  }))
  return {
    event: { _tag, sessionId: `s-${deviceId}`, deviceId, ...maybe(_tag === 'MessagesSelected', { selections }) },
  }
}

const revocation: Happening = ({ by, standing: { oracle } }) =>
  oracle.messages.length === 0
    ? undefined
    : { event: { _tag: 'MessageRevoked', entryId: by.oneOf(oracle.messages.slice(-4)).id } }

const repetition: Happening = ({ by, steps }) => {
  if (steps.length === 0) {
    return undefined
  }
  const { event, of } = by.oneOf(by.is(0.5) ? steps.slice(-1) : steps)
  return { event, ...(of === undefined ? {} : { of }) }
}

const time: Happening = () => ({ event: { _tag: 'TimeReached' } })
const removal: Happening = () => ({ event: { _tag: 'RecipientRemoved' } })

const happenings: readonly (readonly [weight: number, Happening])[] = [
  [430, outcome],
  [150, arrival],
  [115, registration],
  [95, otherWishes],
  [20, otherSphere],
  [20, otherPolicy],
  [120, session],
  [10, revocation],
  [40, repetition],
  [78, time],
  [2, removal],
]
const allWeights = happenings.reduce((sum, [weight]) => sum + weight, 0)

/** One more step that could be taken now. */
export const nextStep = (moment: Moment): ScenarioStep => {
  const { by, at, wakeAt } = moment
  let dice = by.below(allWeights)
  const [, happening] = happenings.find(([weight]) => (dice -= weight) < 0) ?? [0, time]
  const happened = happening(moment)
  const late = happening === time && wakeAt !== undefined && by.is(0.6) ? Math.max(at, wakeAt) : at
  // Now and then an event comes with an instant before that of the last.
  const when = instantText(by.is(0.02) ? at - 7000 : late)
  return { at: when, ...(happened ?? { event: { _tag: 'TimeReached' } }), ...(by.is(0.05) ? { restored: true } : {}) }
}
