import { client, now } from './builders.js'
import type { Setting } from './world.js'

const minute = 60_000
const quiet = [{ doNotDisturb: { on: true } }, { doNotDisturb: { on: false } }]
const defer = { action: 'defer' } as const
const phone = client({ pushAddress: 'push:phone' })
const tablet = client({ deviceId: 'tablet' })
const away = { registered: false }

/** The worlds that are visited in whole: two messages, two clients. */
export const settings: readonly Setting[] = [
  {
    name: 'push',
    messages: [{ expiresAt: now + minute }, {}],
    clients: [
      { ...phone, ...away },
      { ...tablet, ...away },
    ],
    preferences: { otherwise: defer, deferred: { option: 'push' } },
    changes: quiet,
  },
  {
    name: 'push to clients that refuse, at once (AMB-07, alternative)',
    messages: [{}, {}],
    clients: [phone, { ...tablet, ...away }],
    preferences: { otherwise: defer, deferred: { option: 'push' } },
    policy: { interpretations: { 'AMB-07': 'literal' } },
    statuses: [480, 415],
  },
  {
    name: 'push with unknown outcomes, revocation and storage at expiry',
    messages: [{ expiresAt: now + minute }, {}],
    clients: [
      { ...phone, ...away },
    ],
    preferences: { otherwise: defer, deferred: { option: 'push', onExpiry: 'store' } },
    changes: quiet,
    unknowns: 2,
    revocation: true,
  },
  {
    name: 'notify',
    messages: [{ expiresAt: now + minute }, {}],
    clients: [
      phone,
      { ...tablet, ...away },
    ],
    preferences: { otherwise: defer, deferred: { option: 'notify' } },
    changes: quiet,
  },
  {
    name: 'notify with sessions',
    messages: [{ expiresAt: now + minute }],
    clients: [
      phone,
      { ...tablet, ...away },
    ],
    preferences: { otherwise: defer, deferred: { option: 'notify', onExpiry: 'store' } },
    requests: ['retrieve', 'interwork', 'discard', 'store'],
    unknowns: 1,
  },
  {
    name: 'two messages in sessions',
    messages: [{}, {}],
    clients: [phone],
    preferences: { otherwise: defer, deferred: { option: 'notify' }, recordIncoming: true },
    requests: ['retrieve', 'store'],
  },
  {
    name: 'hand over',
    messages: [{ expiresAt: now + minute, notificationsRequested: ['positive-delivery'] }, {}],
    clients: [phone],
    preferences: { otherwise: defer, deferred: { option: 'store' }, recordIncoming: true },
    policy: { interpretations: { 'AMB-22': 'update' } },
    changes: quiet,
    unknowns: 1,
    revocation: true,
    removal: true,
  },
  {
    name: 'sending',
    messages: [{ expiresAt: now + minute }, {}],
    clients: [phone, tablet],
    preferences: {},
    changes: quiet,
  },
  {
    name: 'sending with unknown outcomes',
    messages: [{ expiresAt: now + minute }],
    clients: [phone, tablet],
    preferences: {},
    changes: quiet,
    unknowns: 2,
    statuses: [480, 415],
    revocation: true,
    removal: true,
  },
  {
    name: 'interworking that may be deferred (AMB-29, alternative)',
    messages: [{ expiresAt: now + minute }, {}],
    clients: [phone],
    preferences: { otherwise: { action: 'interwork' } },
    policy: { interpretations: { 'AMB-29': 'defer' } },
    unknowns: 1,
    revocation: true,
  },
  {
    name: 'changing options',
    messages: [{}, {}],
    clients: [{ ...phone, ...away }],
    preferences: { otherwise: defer, deferred: { option: 'push' } },
    changes: [
      { deferred: { option: 'notify' } },
      { deferred: { option: 'push' } },
      { deferred: { option: 'store' } },
    ],
    requests: ['retrieve'],
    unknowns: 1,
  },
]
