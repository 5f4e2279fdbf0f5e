import { type CpmAddress, cpmAddress, type ServiceProviderPolicy, type StoreMessage } from 'cpm-routing'
import { type MessageStorageServer, outcomeUnknown, type PromisedAnswer, unavailable } from 'cpm-routing/effects'
import {
  emptyStorageServer,
  type StorageServerEffect,
  type StorageServerEvent,
  type StorageServerState,
  storageTransition,
} from 'cpm-routing/messageStorageServer'
import type { Alarms } from './createAlarms.js'
import type { Mailboxes, StoredObject } from './createMailboxes.js'
import { createTurns } from './createTurns.js'
import { type Log, reasonOf } from './Log.js'
import type { Records } from './storage/records.js'

/** The Message Storage Server: its role of the standard, over mailboxes of an IMAP server that knows nothing of it. */
export interface StorageServer {
  readonly port: MessageStorageServer<PromisedAnswer>
  /** Sets the alarms of what was stored before a restart. */
  readonly resume: () => Promise<void>
}

export interface StorageServerOptions {
  readonly mailboxes: Mailboxes
  readonly records: Records
  readonly alarms: Alarms
  readonly policy: ServiceProviderPolicy
  readonly now: () => number
  readonly log: Log
}

/** The kind of document in the database. */
const storageKind = 'storage'

export const createStorageServer = (options: StorageServerOptions): StorageServer => {
  const { mailboxes, records, alarms, policy, now, log } = options
  const { take: inTurn } = createTurns()

  const stateOf = async ({ canonical }: CpmAddress): Promise<StorageServerState> => {
    const document = await records.document(storageKind, canonical)
    return document === undefined ? emptyStorageServer : (JSON.parse(document.text) as StorageServerState)
  }

  const act = async (recipient: CpmAddress, action: StorageServerEffect, object: StoredObject | undefined) => {
    switch (action._tag) {
      case 'KeepTemporarily':
        if (object === undefined) {
          throw new Error('the message is with the Participating Function, which asks again')
        }
        return mailboxes.keep(recipient, { ...object, terms: action.terms }, true)
      case 'KeepAsStoredObject': {
        const isThere = await mailboxes.keepForGood(recipient, action.entryId)
        return isThere || object === undefined ? undefined : mailboxes.keep(recipient, object, false)
      }
      case 'Discard':
        return mailboxes.discard(recipient, action.entryId)
      case 'NotifyStorageClient':
        return mailboxes.announce(recipient, action.identities)
    }
  }

  /** One event and all that follows from it. The state is stored before anything is done. */
  const happen = async (recipient: CpmAddress, event: StorageServerEvent, object?: StoredObject): Promise<void> => {
    const before = await stateOf(recipient)
    const [state, actions] = storageTransition(before, event, policy)
    await records.putDocument(storageKind, recipient.canonical, { etag: '', text: JSON.stringify(state) }, '*')
    for (const action of actions) {
      if (action._tag === 'WakeAt') {
        wake(recipient, action.at)
      } else if (action._tag !== 'Ignored') {
        const { actionId } = action
        log('storage', { recipient: recipient.uri, action: action._tag, actionId, by: action.determinedBy.requirement })
        try {
          await act(recipient, action, object)
          await happen(recipient, { _tag: 'ActionSucceeded', at: now(), actionId }, object)
        } catch (thrown) {
          log('storage failed', { recipient: recipient.uri, actionId, reason: reasonOf(thrown) })
          await happen(recipient, { _tag: 'ActionFailed', at: now(), actionId })
        }
      }
    }
  }

  /** What the user has looked at is looked for just before it could expire. */
  const timeReached = async (recipient: CpmAddress): Promise<void> => {
    const { temporary } = await stateOf(recipient)
    const ids = temporary.map(({ message }) => message.entryId)
    for (const entryId of ids.length === 0 ? [] : await mailboxes.seen(recipient, ids)) {
      // The user looked before now, and so before whatever expires now.
      await happen(recipient, { _tag: 'MessageAccessed', at: (await stateOf(recipient)).lastAt ?? 0, entryId })
    }
    await happen(recipient, { _tag: 'TimeReached', at: now() })
  }

  const wake = (recipient: CpmAddress, at: number): void =>
    alarms.set(`storage ${recipient.canonical}`, at, () => {
      inTurn(recipient, () => timeReached(recipient)).catch((thrown: unknown) => {
        log('storage alarm failed', { recipient: recipient.uri, reason: reasonOf(thrown) })
        wake(recipient, now() + (policy.retryAfter ?? 30_000))
      })
    })

  const store = async (action: StoreMessage, recipient: CpmAddress): PromisedAnswer => {
    const { message, terms, record } = action
    const bytes = await records.messageBytes(recipient, message.entryId)
    if (bytes === undefined) {
      return unavailable({ reason: 'the message is gone' })
    }
    const event: StorageServerEvent =
      terms === undefined
        ? { _tag: 'MessageStored', at: now(), message }
        : { _tag: 'DeferredMessageStored', at: now(), message, terms, record }
    await happen(recipient, event, { message, bytes })
    const { pending } = await stateOf(recipient)
    const isPending = pending.some(
      ({ action: one }) =>
        (one._tag === 'KeepTemporarily' || one._tag === 'KeepAsStoredObject') && one.entryId === message.entryId,
    )
    return isPending ? outcomeUnknown({ reason: 'the storage has not taken it yet' }) : undefined
  }

  return {
    port: {
      store: (action, recipient) => inTurn(recipient, () => store(action, recipient)),
      updateDoNotDisturb: ({ doNotDisturb }, recipient) =>
        inTurn(recipient, async () => {
          await happen(recipient, { _tag: 'DoNotDisturbUpdated', at: now(), doNotDisturb })
          return undefined
        }),
    },
    resume: async () => {
      for (const name of await records.documentNames(storageKind)) {
        const address = cpmAddress(name)
        const { wakeAt } = address._tag === 'Some' ? await stateOf(address.value) : emptyStorageServer
        if (address._tag === 'Some' && wakeAt !== undefined) {
          wake(address.value, wakeAt)
        }
      }
    },
  }
}

/** A server without Message Storage Server: what is to be stored waits until there is one. */
export const noStorageServer: StorageServer = {
  port: {
    store: async () => unavailable({ reason: 'no Message Storage Server is configured' }),
    updateDoNotDisturb: async () => undefined,
  },
  resume: async () => undefined,
}
