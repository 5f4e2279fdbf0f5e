// The ports keep the promises of the library's contracts, towards a scripted client and a push service of the test's own.
import { after, describe, it } from 'node:test'
import type { CpmAddress } from 'cpm-routing'
import { type PortUnderTest, pushEnablerContract, sipIpCoreContract } from 'cpm-routing/contracts'
import type { Ports, PushEnabler, SipIpCore } from 'cpm-routing/effects'
import webpush from 'web-push'
import { createPorts } from '../src/createPorts.js'
import { createPushEnabler, subscriptionKind } from '../src/createPushEnabler.js'
import { createSessions } from '../src/createSessions.js'
import { createSipIpCore } from '../src/createSipIpCore.js'
import { noStorageServer } from '../src/createStorageServer.js'
import { createSipCore, digest } from '../src/SipCore.js'
import { openTransactions } from '../src/sip/openTransactions.js'
import { headerOf, parameterOf, type SipMessage, writeSipMessage } from '../src/sip/SipMessage.js'
import { openSqlite } from '../src/storage/openSqlite.js'
import { createQueueStore } from '../src/storage/queueStore.js'
import { createRecords } from '../src/storage/records.js'
import { freePort } from './support/freePort.js'
import { messageTo } from './support/messages.js'
import { openAgent, type Script } from './support/openAgent.js'
import { startPushService } from './support/startPushService.js'
import { newFile } from './support/startTestServer.js'

const now = Date.now
const timers = { t1: 5, t2: 20 }
const recipients: readonly CpmAddress[] = ['tel:+15550100', 'tel:+15550122'].map((uri) => ({ uri, canonical: uri }))
const actionIds = ['a-1', 'a-2']
const devices = ['phone', 'tablet']

/** Which action something on the wire is the effect of, by the text that ports make of its id. */
const actionOf = (key: string): string | undefined =>
  actionIds.find((id) =>
    recipients.some(({ canonical }) =>
      [digest(canonical, id), digest(canonical, id, 'phone')].some((text) => key.startsWith(text)),
    ),
  )

/** One for each effect, in order: what is sent again with the same key has no second one. */
const effectsIn = (keys: readonly string[]): readonly string[] =>
  [...new Set(keys)].flatMap((key) => {
    const action = actionOf(key)
    return action === undefined ? [] : [action]
  })

const closing: (() => Promise<unknown>)[] = []
after(async () => {
  for (const close of closing.reverse()) {
    await close()
  }
})

interface World {
  readonly ports: Ports
  readonly records: Awaited<ReturnType<typeof createRecords>>
}

const openPorts = async (next: { readonly port: number; readonly protocol: 'UDP' | 'TCP' }): Promise<World> => {
  const sql = openSqlite(newFile())
  const records = await createRecords(sql)
  const store = await createQueueStore(sql)
  const host = '127.0.0.1'
  const transactions = await openTransactions({ host, port: 0, timers, receive: () => undefined })
  closing.push(sql.close, transactions.close)
  const core = createSipCore(transactions, { address: host, ...next }, 'sip:deferred@home2.example', host)
  const sessions = createSessions({ core, happen: async () => true, now, log: () => undefined })
  const clients = devices.map((deviceId) => ({ deviceId, registered: true, contact: `sip:${deviceId}@198.51.100.7` }))
  const sipIpCore = createSipIpCore({
    core,
    records,
    sessions,
    clientsOf: async () => clients,
    answer: () => undefined,
    now,
  })
  const identity = { subject: 'mailto:operator@example.com', ...webpush.generateVAPIDKeys() }
  const ports = createPorts({
    core,
    sipIpCore,
    pushEnabler: createPushEnabler(records, identity, now),
    storageServer: noStorageServer,
    interworking: 'sip:interworking@interworking.invalid',
    records,
    store,
    now,
    wake: () => undefined,
  })
  const { headers, body } = messageTo('sip:+15550100@home2.example', { asks: 'positive-delivery' })
  const of = [
    { name: 'Via', value: 'SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1' },
    { name: 'Call-ID', value: 'c-1' },
    { name: 'CSeq', value: '1 MESSAGE' },
    { name: 'Max-Forwards', value: '70' },
  ]
  const bytes = writeSipMessage('MESSAGE sip:+15550100@home2.example SIP/2.0', [...of, ...headers], body)
  for (const recipient of recipients) {
    await records.keepMessage({ recipient, entryId: 'e-1', transaction: recipient.canonical, bytes })
  }
  return { ports, records }
}

/** The functions that need no session of a client. */
const withoutSession = /^(send|deliver|forward|notifyInBand|sendDeliveryNotification) /

describe('the way to clients', () => {
  const open = async (script: Script): Promise<PortUnderTest<SipIpCore>> => {
    const agent = await openAgent()
    closing.push(agent.close)
    agent.script = script
    const { ports } = await openPorts({ port: agent.port, protocol: 'UDP' })
    const keyOf = (message: SipMessage): string =>
      `${headerOf(message, 'Call-ID')} ${parameterOf(headerOf(message, 'Via'), 'branch')}`
    return {
      port: ports.sipIpCore,
      effects: async () => effectsIn(agent.received.filter(({ method }) => method === 'MESSAGE').map(keyOf)),
    }
  }
  const cases = sipIpCoreContract({
    open: () => open(() => ({ status: 200 })),
    openRefusingOn: (deviceId, status) =>
      open(({ requestUri }) => ({ status: requestUri.includes(deviceId) ? status : 200 })),
    openLosingFirstAnswer: () => {
      let until: number | undefined
      return open(() => {
        until ??= Date.now() + 64 * timers.t1
        return Date.now() <= until ? undefined : { status: 200 }
      })
    },
    openAway: async () => {
      const { ports } = await openPorts({ port: await freePort(), protocol: 'TCP' })
      return { port: ports.sipIpCore, effects: async () => [] }
    },
  })
  for (const { name, run } of cases.filter(({ name: one }) => withoutSession.test(one))) {
    it(name, run)
  }
})

describe('the way to devices that are not registered', () => {
  const open = async (statusOf: (path: string) => number): Promise<PortUnderTest<PushEnabler>> => {
    const service = await startPushService(({ path }) => {
      service.status = statusOf(path)
    })
    closing.push(service.stop)
    const { ports, records } = await openPorts({ port: 1, protocol: 'UDP' })
    for (const [place, device] of devices.entries()) {
      const text = JSON.stringify(service.subscription(device))
      const address = `wappush=+1555010${place}/type=plmn@ppg.example`
      await records.putDocument(subscriptionKind, address, { etag: '', text }, '*')
    }
    return {
      port: ports.pushEnabler,
      effects: async () =>
        effectsIn(
          service.pushes.filter(({ path }) => path === '/phone').map(({ headers }) => String(headers['topic'])),
        ),
    }
  }
  const cases = pushEnablerContract({
    open: () => open(() => 201),
    openRefusingOn: (deviceId, status) => open((path) => (path === `/${deviceId}` ? status : 201)),
  })
  for (const { name, run } of cases) {
    it(name, run)
  }
})
