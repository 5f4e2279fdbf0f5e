import { randomUUID } from 'node:crypto'
import type { CpmAddress } from 'cpm-routing'
import { clientsFromRegistration, mergeReginfo, type RegistrationState, readReginfo } from 'cpm-routing/wire/reginfo'
import type { Facts, People } from './Facts.js'
import type { Recipients } from './createRecipients.js'
import type { Log } from './Log.js'
import type { Incoming } from './sip/openTransactions.js'
import { contactsOf, enriched, eventsOf, registerWithin } from './registrationEvents.js'
import { headerOf, parameterOf } from './sip/SipMessage.js'
import type { SipCore } from './SipCore.js'

/** A subscription to what the registrar knows of one user. */
interface Subscription {
  readonly recipient: CpmAddress
  readonly callId: string
  readonly localTag: string
  remoteTag: string | undefined
  sequence: number
  timer: NodeJS.Timeout | undefined
}

/** Who is registered, from third-party REGISTER and the `reg` event package. */
export interface Registrations {
  /** Takes a third-party REGISTER: a user has registered or left. */
  readonly register: (incoming: Incoming, recipient: CpmAddress) => Promise<void>
  /** Takes a NOTIFY of the registrar. */
  readonly notify: (incoming: Incoming) => Promise<void>
  readonly subscribe: (recipient: CpmAddress) => Promise<void>
  readonly count: () => number
  readonly close: () => void
}

export interface RegistrationsOptions {
  readonly core: SipCore
  readonly people: People
  readonly recipients: Recipients
  readonly now: () => number
  readonly log: Log
  /** How long a subscription is asked to last, in seconds. */
  readonly lasts?: number
}

export const createRegistrations = (options: RegistrationsOptions): Registrations => {
  const { core, people, recipients, now, log, lasts = 3600 } = options
  const subscriptions = new Map<string, Subscription>()
  const byCallId = new Map<string, Subscription>()
  let isClosed = false

  /** Changes what is known of a user's devices, and tells the queue what that means. */
  const learn = async (
    recipient: CpmAddress,
    change: (facts: Facts) => { readonly learned: Facts['learned']; readonly state: RegistrationState | undefined },
  ): Promise<void> => {
    const events = await recipients.inTurn(recipient, async () => {
      const facts = await people.facts(recipient)
      const { learned, state } = change(facts)
      if (state === undefined) {
        await people.putFacts(recipient, { ...facts, learned })
        return []
      }
      const clients = clientsFromRegistration(state, { receivedAt: now(), known: facts.clients })
      // A client that has just registered may be unknown to the registrar's word so far: its tags are kept for the next.
      const bound = state.registrations.flatMap(({ contacts }) => contacts.map(({ uri }) => uri))
      const kept = Object.entries(learned).filter(([uri]) => bound.includes(uri) || !(uri in facts.learned))
      await people.putFacts(recipient, { clients, registration: state, learned: Object.fromEntries(kept) })
      return eventsOf(facts.registration, state, clients, now())
    })
    for (const event of events) {
      const deviceId = 'client' in event ? event.client.deviceId : 'deviceId' in event ? event.deviceId : ''
      log('registration', { recipient: recipient.uri, event: event._tag, deviceId })
      await recipients.tell(recipient, event)
    }
  }

  const renew = (subscription: Subscription, seconds: number): void => {
    clearTimeout(subscription.timer)
    subscription.timer = setTimeout(() => void ask(subscription), seconds * 1000)
    subscription.timer.unref()
  }

  const forget = (subscription: Subscription): void => {
    clearTimeout(subscription.timer)
    subscriptions.delete(subscription.recipient.canonical)
    byCallId.delete(subscription.callId)
  }

  const ask = async (subscription: Subscription): Promise<void> => {
    const { recipient, callId, localTag, remoteTag } = subscription
    subscription.sequence += 1
    const outcome = await core.send({
      method: 'SUBSCRIBE',
      requestUri: recipient.uri,
      from: `<${core.self}>;tag=${localTag}`,
      to: `<${recipient.uri}>${remoteTag === undefined ? '' : `;tag=${remoteTag}`}`,
      callId,
      sequence: subscription.sequence,
      headers: [
        { name: 'Contact', value: `<sip:${core.sentBy}>` },
        { name: 'Event', value: 'reg' },
        { name: 'Accept', value: 'application/reginfo+xml' },
        { name: 'Expires', value: String(lasts) },
      ],
    })
    if (isClosed) {
      return
    }
    if (typeof outcome === 'object' && outcome.status < 300) {
      subscription.remoteTag ??= parameterOf(headerOf(outcome, 'To'), 'tag')
      const granted = Number(headerOf(outcome, 'Expires') || lasts)
      renew(subscription, Math.max(1, granted / 2))
      return
    }
    log('subscription failed', {
      recipient: recipient.uri,
      outcome: typeof outcome === 'string' ? outcome : outcome.status,
    })
    forget(subscription)
    setTimeout(() => void subscribe(recipient), 30_000).unref()
  }

  const subscribe = async (recipient: CpmAddress): Promise<void> => {
    if (subscriptions.has(recipient.canonical) || isClosed) {
      return
    }
    const subscription: Subscription = {
      recipient,
      callId: randomUUID(),
      localTag: randomUUID().slice(0, 8),
      remoteTag: undefined,
      sequence: 0,
      timer: undefined,
    }
    subscriptions.set(recipient.canonical, subscription)
    byCallId.set(subscription.callId, subscription)
    await ask(subscription)
  }

  return {
    register: async ({ message, respond }, recipient) => {
      respond(200, 'OK', [{ name: 'Expires', value: headerOf(message, 'Expires') || '600' }])
      const inner = registerWithin(message)
      if (inner !== undefined) {
        const contacts = contactsOf(inner)
        await learn(recipient, ({ learned, registration }) => {
          const all = { ...learned, ...contacts }
          return { learned: all, state: registration === undefined ? undefined : enriched(registration, all) }
        })
      }
      await subscribe(recipient)
    },
    notify: async ({ message, respond }) => {
      const subscription = byCallId.get(headerOf(message, 'Call-ID'))
      if (subscription === undefined) {
        respond(481, 'Subscription Does Not Exist')
        return
      }
      respond(200, 'OK')
      const { recipient } = subscription
      if (headerOf(message, 'Subscription-State').toLowerCase().startsWith('terminated')) {
        forget(subscription)
        void subscribe(recipient)
      }
      // The first NOTIFY of some registrars has no body: nothing is known yet.
      const document = message.body.length === 0 ? undefined : readReginfo(message.body)
      if (document?._tag === 'Left') {
        log('registration information not readable', { recipient: recipient.uri, errors: document.left })
      } else if (document !== undefined) {
        await learn(recipient, ({ learned, registration }) => ({
          learned,
          state: mergeReginfo(registration, enriched(document.right.value, learned)),
        }))
      }
    },
    subscribe,
    count: () => subscriptions.size,
    close: () => {
      isClosed = true
      for (const subscription of subscriptions.values()) {
        clearTimeout(subscription.timer)
      }
    },
  }
}
