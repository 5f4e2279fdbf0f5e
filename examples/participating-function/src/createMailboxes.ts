import { type CpmAddress, type DeferralTerms, type StandaloneMessage } from 'cpm-routing'
import { ImapFlow } from 'imapflow'
import type { Log } from './Log.js'
import { headerOf, readSipMessage, writeSipMessage } from './sip/SipMessage.js'

/** Where the Message Storage Server is. */
export interface ImapAccess {
  readonly host: string
  readonly port: number
  /** That of a master user, or of every user. */
  readonly password: string
  /** The mailbox of messages; absent means RCSMessageStore. */
  readonly folder?: string
}

/** A stored object as it is put into a mailbox. */
export interface StoredObject {
  readonly message: StandaloneMessage
  /** The request in which the message came. */
  readonly bytes: Uint8Array
  readonly terms?: DeferralTerms
}

/** Objects of one recipient, by the entry id of their message. */
export interface Mailboxes {
  /** Puts an object in, unless it is there already; a temporary one has the keyword that says so. */
  readonly keep: (recipient: CpmAddress, object: StoredObject, isTemporary: boolean) => Promise<void>
  /** Takes the mark of a temporary object off; false where there is no such object. */
  readonly keepForGood: (recipient: CpmAddress, entryId: string) => Promise<boolean>
  readonly discard: (recipient: CpmAddress, entryId: string) => Promise<void>
  /** Marks arrivals, which clients that wait in IDLE are told of. */
  readonly announce: (recipient: CpmAddress, entryIds: readonly string[]) => Promise<void>
  /** Of these, the objects that the user has looked at. */
  readonly seen: (recipient: CpmAddress, entryIds: readonly string[]) => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

export const temporaryKeyword = 'CpmTemporary'
export const announcedKeyword = 'CpmAnnounced'
const entryField = 'CPM-Entry-Id'
/** A connection that nobody used for so long is closed. */
const idleTime = 30_000

/** The name of a user at the server: the user part of an address, or the number. */
export const userOf = ({ canonical }: CpmAddress): string =>
  canonical.replace(/^(sips?|tel):/, '').replace(/@[^@]*$/, '')

const rfc5322 = (at: number): string => new Date(at).toUTCString().replace('GMT', '+0000')

/**
 * A message object: header fields of its own around the body as it came. The terms of a deferred message stand beside the message and
 * never in it (HND-01).
 */
const objectOf = ({ message, bytes, terms }: StoredObject): Buffer | undefined => {
  const sip = readSipMessage(Buffer.from(bytes))
  if (sip === undefined) {
    return undefined
  }
  const { originator, messageId, date, receivedAt, entryId } = message
  const from = originator.undisclosed === true ? undefined : originator.address?.uri
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['From', from === undefined ? 'anonymous' : `<${from}>`],
    ['To', `<${message.recipient.uri}>`],
    ['Date', rfc5322(date ?? receivedAt)],
    ['Subject', message.subject],
    ['Conversation-ID', message.conversationId],
    ['Contribution-ID', message.contributionId],
    ['IMDN-Message-ID', messageId],
    ['Message-Direction', 'received'],
    ['Message-Context', message.kind === 'large' ? 'multimedia-message' : 'pager-message'],
    [entryField, entryId],
    ['CPM-Do-Not-Disturb', terms === undefined ? undefined : String(terms.doNotDisturb)],
    ['CPM-Expires', terms?.expiresAt === undefined ? undefined : new Date(terms.expiresAt).toISOString()],
    ['CPM-On-Expiry', terms?.onExpiry],
    ['MIME-Version', '1.0'],
    ['Content-Type', headerOf(sip, 'Content-Type')],
  ]
  const headers = fields.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [{ name, value: value.replace(/[\r\n]+/g, ' ') }],
  )
  const written = writeSipMessage('', headers, sip.body)
  // The writer is that of SIP: an object has no start line.
  return written.subarray(2)
}

export const createMailboxes = (access: ImapAccess, log: Log): Mailboxes => {
  const { folder = 'RCSMessageStore' } = access
  const connections = new Map<string, Promise<ImapFlow>>()
  const timers = new Map<string, NodeJS.Timeout>()

  const connect = async (user: string): Promise<ImapFlow> => {
    const auth = { user, pass: access.password }
    const client = new ImapFlow({ host: access.host, port: access.port, secure: false, auth, logger: false })
    client.on('error', (error: Error) => log('storage connection', { user, reason: error.message }))
    client.on('close', () => connections.delete(user))
    await client.connect()
    const folders = await client.list()
    if (!folders.some(({ path }) => path === folder)) {
      await client.mailboxCreate(folder)
    }
    return client
  }

  /** Works on the recipient's folder, over a connection that stays open for a while. */
  const within = async <A>(recipient: CpmAddress, work: (client: ImapFlow) => Promise<A>): Promise<A> => {
    const user = userOf(recipient)
    const opening = connections.get(user) ?? connect(user)
    connections.set(user, opening)
    opening.catch(() => connections.delete(user))
    const client = await opening
    clearTimeout(timers.get(user))
    const lock = await client.getMailboxLock(folder)
    try {
      // Servers such as Dovecot take notice of what others did at the end of a command: this one shows it to the next.
      await client.noop()
      return await work(client)
    } finally {
      lock.release()
      timers.set(user, setTimeout(() => void client.logout().catch(() => undefined), idleTime).unref())
    }
  }

  const find = async (client: ImapFlow, entryId: string): Promise<readonly number[]> => {
    const found = await client.search({ header: { [entryField]: entryId } }, { uid: true })
    return found === false ? [] : (found ?? [])
  }

  return {
    keep: (recipient, object, isTemporary) =>
      within(recipient, async (client) => {
        const { entryId, receivedAt } = object.message
        const content = objectOf(object)
        if (content !== undefined && (await find(client, entryId)).length === 0) {
          await client.append(folder, content, isTemporary ? [temporaryKeyword] : [], new Date(receivedAt))
        }
      }),
    keepForGood: (recipient, entryId) =>
      within(recipient, async (client) => {
        const uids = await find(client, entryId)
        if (uids.length > 0) {
          await client.messageFlagsRemove([...uids], [temporaryKeyword], { uid: true })
        }
        return uids.length > 0
      }),
    discard: (recipient, entryId) =>
      within(recipient, async (client) => {
        const uids = await find(client, entryId)
        if (uids.length > 0) {
          await client.messageDelete([...uids], { uid: true })
        }
      }),
    announce: (recipient, entryIds) =>
      within(recipient, async (client) => {
        for (const entryId of entryIds) {
          const uids = await find(client, entryId)
          if (uids.length > 0) {
            await client.messageFlagsAdd([...uids], [announcedKeyword], { uid: true })
          }
        }
      }),
    seen: (recipient, entryIds) =>
      within(recipient, async (client) => {
        const seen: string[] = []
        for (const entryId of entryIds) {
          const found = await client.search({ header: { [entryField]: entryId }, seen: true }, { uid: true })
          if (found !== false && found !== undefined && found.length > 0) {
            seen.push(entryId)
          }
        }
        return seen
      }),
    close: async () => {
      for (const timer of timers.values()) {
        clearTimeout(timer)
      }
      const open = await Promise.allSettled(connections.values())
      await Promise.allSettled(open.map((one) => (one.status === 'fulfilled' ? one.value.logout() : undefined)))
    },
  }
}
