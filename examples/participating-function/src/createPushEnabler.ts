import type { CpmAddress, NotifyOutOfBand, PushTarget } from 'cpm-routing'
import {
  outcomeUnknown,
  type PortAnswer,
  type PortError,
  type PromisedAnswer,
  type PushEnabler,
  refused,
  unavailable,
} from 'cpm-routing/effects'
import webpush from 'web-push'
import { deviceAnswers, type Told } from './deviceAnswers.js'
import { reasonOf } from './Log.js'
import { digest } from './SipCore.js'
import type { Records } from './storage/records.js'

/** The key pair by which push services know this server (RFC 8292). */
export interface PushIdentity {
  readonly subject: string
  readonly publicKey: string
  readonly privateKey: string
}

/** The kind of document in the database: a PushSubscription of a browser, by the address that it is reached at. */
export const subscriptionKind = 'push'

const longestLife = 86_400
const answerWithin = 30_000

/** What a push tells a device: how many messages wait, or which. */
const payloadOf = ({ form, count, messages }: NotifyOutOfBand): string =>
  JSON.stringify({ deferred: { form, count, ...(messages === undefined ? {} : { messages }) } })

/** In seconds: a push is of no use once the messages have expired. */
const lifeOf = ({ messages = [] }: NotifyOutOfBand, now: number): number => {
  const expiries = messages.flatMap(({ expiresAt }) => expiresAt ?? [])
  return Math.min(longestLife, ...expiries.map((at) => Math.max(0, Math.ceil((at - now) / 1000))))
}

const isConnectionRefused = (thrown: unknown): boolean =>
  thrown instanceof Error &&
  thrown.cause instanceof Error &&
  'code' in thrown.cause &&
  thrown.cause.code === 'ECONNREFUSED'

/** The way to devices that are not registered: Web Push (RFC 8030), one request for each device. */
export const createPushEnabler = (
  records: Records,
  identity: PushIdentity,
  now: () => number,
): PushEnabler<PromisedAnswer> => {
  const push = async (action: NotifyOutOfBand, recipient: CpmAddress, { pushAddress, deviceId }: PushTarget) => {
    const subscription = await records.document(subscriptionKind, pushAddress)
    if (subscription === undefined) {
      return refused({ status: 410, reason: 'no subscription for this device' })
    }
    const request = webpush.generateRequestDetails(JSON.parse(subscription.text), payloadOf(action), {
      TTL: lifeOf(action, now()),
      urgency: 'high',
      // A push that is asked for again takes the place of the first where that is not delivered yet.
      topic: digest(recipient.canonical, action.actionId, deviceId),
      vapidDetails: identity,
    })
    const { status } = await fetch(request.endpoint, {
      method: 'POST',
      headers: Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
      body: request.body,
      signal: AbortSignal.timeout(answerWithin),
    })
    if (status < 300) {
      return { status }
    }
    return status === 429 || status >= 500 ? outcomeUnknown({ status }) : refused({ status })
  }

  const pushSafely = async (...asked: Parameters<typeof push>): Promise<PortAnswer | PortError> => {
    try {
      return await push(...asked)
    } catch (thrown) {
      const reason = reasonOf(thrown)
      return isConnectionRefused(thrown) ? unavailable({ reason }) : outcomeUnknown({ reason })
    }
  }

  return {
    notify: async (action, recipient) => {
      const told = action.to.map(
        async (target): Promise<Told> => ({
          deviceId: target.deviceId,
          answer: await pushSafely(action, recipient, target),
        }),
      )
      return deviceAnswers(await Promise.all(told))
    },
  }
}
