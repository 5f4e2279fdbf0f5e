import { randomUUID } from 'node:crypto'
import type { Settings } from '../../src/Settings.js'
import { headerOf, type SipMessage, uriOf } from '../../src/sip/SipMessage.js'
import { featureTag, messageTo, type Choice } from './messages.js'
import { type Agent, openAgent, type Script } from './openAgent.js'
import { startTestServer, type TestServer } from './startTestServer.js'

/** A server whose next hop is a scripted client: it stands for the core, the originator and the clients alike. */
export interface Scripted {
  readonly agent: Agent
  readonly server: TestServer
  /** Has a client of the recipient register, and waits until the server knows. */
  readonly register: (device: string, ...services: readonly string[]) => Promise<void>
  readonly deregister: (device: string) => Promise<void>
  /** Sends a message to the recipient; gives the answer. */
  readonly send: (choice?: Choice) => Promise<SipMessage>
  readonly prefer: (preferences: object) => Promise<Response>
  /** Starts the server again, on the same database. */
  readonly restart: (given?: Partial<Settings>) => Promise<void>
  readonly close: () => Promise<void>
}

export const bob = 'sip:bob@home2.example'
export const contactOf = (device: string): string => `sip:${device}@198.51.100.7`
export const instanceOf = (device: string): string => `urn:uuid:${device}`

/** The timers of the tests: a request is given up after 640 ms. */
const quickTimers = { t1: 10, t2: 40 }

export const openScripted = async (given: Partial<Settings> = {}): Promise<Scripted> => {
  const agent = await openAgent()
  const settings = { timers: quickTimers, ...given }
  let server = await startTestServer(agent.port, settings)
  const devices = new Set<string>()
  let subscription: SipMessage | undefined
  let sequence = 0
  const script: Script = (request) => {
    if (request.method === 'SUBSCRIBE') {
      subscription = request
      return { status: 200, headers: [{ name: 'Expires', value: '600' }] }
    }
    return { status: 200 }
  }
  agent.script = script

  const contact = (device: string): string =>
    `<contact id="${device}" state="active" event="registered"><uri>${contactOf(device)}</uri></contact>`
  /** The registrar's view, in the manner of Kamailio: version 0, all of it, without feature tags. */
  const notify = async (): Promise<void> => {
    const { headers } = await wait(() => subscription)
    sequence += 1
    const document = `<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="0" state="full"><registration aor="${bob}" id="r1"
      state="${devices.size > 0 ? 'active' : 'terminated'}">${[...devices].map(contact).join('')}</registration></reginfo>`
    await agent.request(
      server.sipPort,
      'NOTIFY',
      uriOf(headerOf({ headers }, 'Contact')),
      [
        { name: 'From', value: `${headerOf({ headers }, 'To')};tag=agent` },
        { name: 'To', value: headerOf({ headers }, 'From') },
        { name: 'Call-ID', value: headerOf({ headers }, 'Call-ID') },
        { name: 'CSeq', value: `${sequence} NOTIFY` },
        { name: 'Event', value: 'reg' },
        { name: 'Subscription-State', value: 'active;expires=600' },
        { name: 'Content-Type', value: 'application/reginfo+xml' },
      ],
      Buffer.from(document),
    )
    await server.idle()
  }

  const thirdParty = async (inner: string): Promise<void> => {
    await agent.request(
      server.sipPort,
      'REGISTER',
      `sip:127.0.0.1:${server.sipPort}`,
      [
        { name: 'From', value: '<sip:core.home2.example>;tag=core' },
        { name: 'To', value: `<${bob}>` },
        { name: 'Expires', value: '600' },
        { name: 'Content-Type', value: 'message/sip' },
      ],
      Buffer.from(inner),
    )
  }

  return {
    agent,
    get server() {
      return server
    },
    register: async (device, ...services) => {
      const tags = services.length === 0 ? '' : `;${featureTag(...services)}`
      await thirdParty(
        `REGISTER sip:home2.example SIP/2.0\r\nTo: <${bob}>\r\nFrom: <${bob}>;tag=1\r\nCall-ID: ${randomUUID()}\r\nCSeq: 1 REGISTER\r\n` +
          `Contact: <${contactOf(device)}>${tags};+sip.instance="<${instanceOf(device)}>"\r\nContent-Length: 0\r\n\r\n`,
      )
      devices.add(device)
      await notify()
    },
    deregister: async (device) => {
      devices.delete(device)
      await notify()
    },
    send: (choice) => {
      const { headers, body } = messageTo(bob, choice)
      return agent.request(server.sipPort, 'MESSAGE', bob, headers, body)
    },
    prefer: (preferences) => server.put(`/preferences/${bob}`, { owner: bob, ...preferences }),
    restart: async (again = {}) => {
      subscription = undefined
      server = await startTestServer(agent.port, { ...settings, database: server.database, ...again })
    },
    close: async () => {
      await server.stop()
      await agent.close()
    },
  }
}

const wait = async <A>(find: () => A | undefined): Promise<A> => {
  for (;;) {
    const found = find()
    if (found !== undefined) {
      return found
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
