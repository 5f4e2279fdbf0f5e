import { randomUUID } from 'node:crypto'
import type { ServiceProviderPolicy } from 'cpm-routing'
import { headerOf, type SipMessage, readSipMessage } from '../../src/sip/SipMessage.js'
import { createRecording, type Recording } from './createRecording.js'
import { freePort } from './freePort.js'
import { type Choice, featureTag, messageTo } from './messages.js'
import { type Agent, eventually, openAgent } from './openAgent.js'
import type { Peer } from './Peer.js'
import { startKamailio } from './startKamailio.js'
import { startPushService, type PushService } from './startPushService.js'
import { startTestServer, type TestServer } from './startTestServer.js'

/** A client of the recipient at a port of its own. */
export interface Client {
  readonly agent: Agent
  readonly deviceId: string
  readonly contact: string
  readonly register: (...services: readonly string[]) => Promise<void>
  readonly deregister: () => Promise<void>
}

/** A domain with a real SIP/IP core in front of the server, and whoever a test needs around it. */
export interface Domain {
  readonly server: TestServer
  readonly corePort: number
  readonly recording: Recording
  readonly push: PushService
  readonly originator: Agent
  /** The address at which the originator is, as messages have it. */
  readonly originatorUri: string
  /** Takes what is interworked. */
  readonly gateway: Agent
  readonly client: (name: string) => Promise<Client>
  /** An agent outside, with its address. */
  readonly stranger: (name: string) => Promise<{ readonly agent: Agent; readonly uri: string }>
  readonly send: (choice?: Choice) => Promise<SipMessage>
  readonly prefer: (preferences: object) => Promise<void>
  readonly plan: () => Promise<{ readonly messages: readonly { readonly entryId: string; readonly awaits: string }[] }>
  readonly close: () => Promise<void>
}

/** What the storage is asked for, in the words of IMAP. */
const imapWords: Readonly<Record<string, string>> = {
  KeepTemporarily: 'APPEND with terms, CpmTemporary',
  KeepAsStoredObject: 'APPEND, or CpmTemporary taken off',
  Discard: 'Deleted, EXPUNGE',
  NotifyStorageClient: 'CpmAnnounced put on',
}

/** Every domain has a recipient of its own at the storage. */
let recipients = 0

export const openDomain = async (
  policy: ServiceProviderPolicy = {},
  imap?: Peer,
): Promise<Domain & { readonly bob: string; readonly user: string }> => {
  recipients += 1
  const user = `bob${recipients}`
  const bob = `sip:${user}@home2.example`
  const recording = createRecording()
  const names = { core: 'SIP/IP core', function: 'Participating Function' }
  const sipPort = await freePort()
  const core = await startKamailio(sipPort)
  const agents: Agent[] = []
  const open = async (name: string): Promise<Agent> => {
    const agent = await openAgent((message, isOut) =>
      isOut ? recording.sip(name, names.core, message) : recording.sip(names.core, name, message),
    )
    agents.push(agent)
    return agent
  }
  const push = await startPushService(({ headers, path }) =>
    recording.note(
      names.function,
      'Push Enabler',
      `POST ${path}, TTL ${headers['ttl'] === '86400' ? '86400' : 'until expiry'}`,
    ),
  )
  const [originator, gateway] = [await open('Originator'), await open('Interworking Selection Function')]
  const server = await startTestServer(core.port, {
    sipPort,
    policy,
    interworking: `sip:gateway@127.0.0.1:${gateway.port}`,
    write: (line) => {
      const { what, action, by } = JSON.parse(line) as { readonly [detail: string]: string | undefined }
      if (what === 'storage' && action !== undefined) {
        recording.note(names.function, 'Message Storage Server', `${imapWords[action]} (${by})`)
      }
    },
    observe: ({ direction, bytes }) => {
      const message = readSipMessage(bytes)
      if (message !== undefined) {
        const [from, to] = direction === 'in' ? [names.core, names.function] : [names.function, names.core]
        recording.sip(from, to, message)
      }
    },
    ...(imap === undefined ? {} : { imap: { host: '127.0.0.1', port: imap.port, password: 'secret' } }),
  })
  const originatorUri = `sip:ann@127.0.0.1:${originator.port}`

  const client = async (name: string): Promise<Client> => {
    const agent = await open(name)
    const deviceId = `urn:uuid:${name}`
    const contact = `sip:${name}@127.0.0.1:${agent.port}`
    const callId = randomUUID()
    let sequence = 0
    const register = async (services: readonly string[], expires: number): Promise<void> => {
      sequence += 1
      const before = server.log.length
      const tags = services.length === 0 ? '' : `;${featureTag(...services)}`
      const answer = await agent.request(core.port, 'REGISTER', 'sip:home2.example', [
        { name: 'From', value: `<${bob}>;tag=${name}` },
        { name: 'To', value: `<${bob}>` },
        { name: 'Call-ID', value: callId },
        { name: 'CSeq', value: `${sequence} REGISTER` },
        { name: 'Contact', value: `<${contact}>${tags};+sip.instance="<${deviceId}>"` },
        { name: 'Expires', value: String(expires) },
      ])
      if (answer.status !== 200) {
        throw new Error(`REGISTER was answered ${answer.status}`)
      }
      const wanted = expires > 0 ? 'ClientRegistered' : 'ClientDeregistered'
      await eventually(
        () =>
          server.log.slice(before).some((line) => line['event'] === wanted && line['deviceId'] === deviceId) ||
          undefined,
        `${wanted} of ${name}`,
      )
    }
    return {
      agent,
      deviceId,
      contact,
      register: (...services) => register(services, 600),
      deregister: () => register(['msg'], 0),
    }
  }

  return {
    server,
    bob,
    user,
    corePort: core.port,
    recording,
    push,
    originator,
    originatorUri,
    gateway,
    client,
    stranger: async (name) => {
      const agent = await open(name)
      return { agent, uri: `sip:${name}@127.0.0.1:${agent.port}` }
    },
    send: async (choice = {}) => {
      const { headers, body } = messageTo(bob, { from: originatorUri, ...choice })
      return originator.request(core.port, 'MESSAGE', bob, headers, body)
    },
    prefer: async (preferences) => {
      const response = await server.put(`/preferences/${bob}`, { owner: bob, ...preferences })
      if (response.status >= 300) {
        throw new Error(`preferences were refused: ${response.status} ${await response.text()}`)
      }
    },
    plan: async () => (await fetch(`${server.url}/queues/${bob}`)).json() as ReturnType<Domain['plan']>,
    close: async () => {
      await server.stop()
      await core.stop()
      await push.stop()
      await Promise.all(agents.map((agent) => agent.close()))
    },
  }
}

/** The address in angle brackets of a header field. */
export const inBrackets = (message: SipMessage, name: string): string =>
  /<([^>]*)>/.exec(headerOf(message, name))?.[1] ?? ''
