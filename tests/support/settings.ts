import { client, now } from './builders.js'
import type { Setting } from './world.js'

const minute = 60_000
const quiet = [{ doNotDisturb: { on: true } }, { doNotDisturb: { on: false } }]
const defer = { action: 'defer' } as const
const phone = client({ pushAddress: 'push:phone' })
const tablet = client({ deviceId: 'tablet' })
const awayPhone = { ...phone, registered: false }
const awayTablet = { ...tablet, registered: false }

/** Small worlds, each visited in whole: two messages and two clients, or one of a kind where more may happen to it. */
export const settings: readonly Setting[] = [
  {
    name: 'push',
    messages: [{ expiresAt: now + minute }, {}],
    clients: [awayPhone, awayTablet],
    preferences: { otherwise: defer, deferred: { option: 'push' } },
    changes: quiet,
  },
  {
    name: 'push at once, to clients that refuse (AMB-07, alternative)',
    messages: [{}, {}],
    clients: [phone],
    preferences: { otherwise: defer, deferred: { option: 'push' } },
    policy: { interpretations: { 'AMB-07': 'literal' } },
    statuses: [480, 415],
  },
  {
    name: 'push with an unknown outcome, storage at expiry',
    messages: [{ expiresAt: now + minute }, {}],
    clients: [awayPhone],
    preferences: { otherwise: defer, deferred: { option: 'push', onExpiry: 'store' } },
    changes: quiet,
    unknowns: 1,
  },
  {
    name: 'push of one message with unknown outcomes and revocation',
    messages: [{ expiresAt: now + minute }],
    clients: [awayPhone, awayTablet],
    preferences: { deferred: { option: 'push' } },
    changes: quiet,
    unknowns: 2,
    revocation: true,
  },
  {
    name: 'notify',
    messages: [{ expiresAt: now + minute }, {}],
    clients: [phone, awayTablet],
    preferences: { otherwise: defer, deferred: { option: 'notify' } },
    changes: quiet,
  },
  {
    name: 'notify, with a session for each client',
    messages: [{ expiresAt: now + minute }],
    clients: [phone, tablet],
    preferences: { otherwise: defer, deferred: { option: 'notify', onExpiry: 'store' } },
    requests: ['retrieve', 'discard'],
    prompt: true,
  },
  {
    name: 'everything that a client can ask for',
    messages: [{ expiresAt: now + minute }],
    clients: [phone],
    preferences: { otherwise: defer, deferred: { option: 'notify' }, recordIncoming: true },
    requests: ['retrieve', 'interwork', 'discard', 'store'],
    prompt: true,
    unknowns: 1,
    removal: true,
  },
  {
    name: 'two messages in a session',
    messages: [{}, {}],
    clients: [phone],
    preferences: { otherwise: defer, deferred: { option: 'notify' } },
    requests: ['retrieve', 'store'],
    prompt: true,
  },
  {
    name: 'hand over',
    messages: [{ expiresAt: now + minute, notificationsRequested: ['positive-delivery'] }, {}],
    clients: [phone],
    preferences: { otherwise: defer, deferred: { option: 'store' }, recordIncoming: true },
    policy: { interpretations: { 'AMB-22': 'update' } },
    changes: quiet,
    statuses: [],
    unknowns: 1,
  },
  {
    name: 'hand over beside a copy (AMB-20, alternative)',
    messages: [{ expiresAt: now + minute }],
    clients: [phone],
    preferences: { otherwise: defer, deferred: { option: 'store' }, recordIncoming: true },
    policy: { interpretations: { 'AMB-20': 'two' } },
    unknowns: 1,
    revocation: true,
    removal: true,
  },
  {
    name: 'sending',
    messages: [{}, {}],
    clients: [phone, awayTablet],
    preferences: {},
    changes: quiet,
  },
  {
    name: 'sending one message to two clients, with an unknown outcome',
    messages: [{ expiresAt: now + minute }],
    clients: [phone, tablet],
    preferences: {},
    changes: quiet,
    unknowns: 1,
    statuses: [480, 415],
    revocation: true,
  },
  {
    name: 'interworking, deferred where it fails (AMB-29, alternative)',
    messages: [{ expiresAt: now + minute }],
    clients: [phone],
    preferences: { otherwise: { action: 'interwork' } },
    policy: { interpretations: { 'AMB-29': 'defer' } },
    unknowns: 1,
    revocation: true,
    removal: true,
  },
  {
    name: 'changing options',
    messages: [{}],
    clients: [awayPhone],
    preferences: { otherwise: defer, deferred: { option: 'push' } },
    changes: [{ deferred: { option: 'notify' } }, { deferred: { option: 'push' } }, { deferred: { option: 'store' } }],
    requests: ['retrieve'],
    unknowns: 2,
    prompt: true,
  },
]
