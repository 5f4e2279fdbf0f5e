import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { type CpmAddress, cpmAddress } from 'cpm-routing'
import { createAlarms } from './createAlarms.js'
import { createMailboxes } from './createMailboxes.js'
import { createPorts } from './createPorts.js'
import { createPushEnabler } from './createPushEnabler.js'
import { createRecipients } from './createRecipients.js'
import { createRegistrations } from './createRegistrations.js'
import { createSessions } from './createSessions.js'
import { createSipIpCore } from './createSipIpCore.js'
import { createStorageServer, noStorageServer } from './createStorageServer.js'
import { createPeople, factsKind } from './Facts.js'
import { createLog } from './Log.js'
import { openHttp } from './openHttp.js'
import { type Settings } from './Settings.js'
import { createSipCore } from './SipCore.js'
import { openTransactions } from './sip/openTransactions.js'
import { createDoor } from './createDoor.js'
import { openPostgres } from './storage/openPostgres.js'
import { openSqlite } from './storage/openSqlite.js'
import { createQueueStore } from './storage/queueStore.js'
import { createRecords } from './storage/records.js'

/** A server that runs. */
export interface Server {
  readonly sipPort: number
  readonly httpPort: number
  /** Takes nothing new, ends what is under way, closes; whatever has no outcome by then is in the database. */
  readonly stop: () => Promise<void>
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>
}

/** How long a stop waits for what is under way, in milliseconds. */
const longestStop = 5000

/** Starts a Participating Function. */
export const startServer = async (settings: Settings): Promise<Server> => {
  const { host, policy } = settings
  const now = Date.now
  const log = createLog(settings.write, now)
  const isAlone = !/^postgres(ql)?:/.test(settings.database)
  const sql = isAlone ? openSqlite(settings.database) : openPostgres(settings.database)
  const records = await createRecords(sql)
  const store = await createQueueStore(sql)
  const { entries: entriesAtStart } = await store.count()
  const people = createPeople(records)
  const alarms = createAlarms(now)

  // Requests that come before all is there wait for the door.
  let open = (_door: ReturnType<typeof createDoor>): void => undefined
  const door = new Promise<ReturnType<typeof createDoor>>((resolve) => {
    open = resolve
  })
  const transactions = await openTransactions({
    host,
    port: settings.sipPort,
    receive: (incoming) => void door.then(({ take }) => take(incoming)),
    ...(settings.timers === undefined ? {} : { timers: settings.timers }),
    ...(settings.observe === undefined ? {} : { observe: settings.observe }),
  })
  const core = createSipCore(transactions, settings.core, `sip:deferred@${host}:${transactions.port}`, host)
  const sessions = createSessions({
    core,
    happen: (recipient, event) => recipients.happen(recipient, () => event),
    now,
    log,
  })
  const storage =
    settings.imap === undefined
      ? undefined
      : { mailboxes: createMailboxes(settings.imap, log), records, alarms, policy, now, log }
  const storageServer = storage === undefined ? noStorageServer : createStorageServer(storage)

  const sipIpCore = createSipIpCore({
    core,
    records,
    sessions,
    clientsOf: async (recipient) => (await people.facts(recipient)).clients,
    answer: (transaction, status, reason) => void door.then(({ answer }) => answer(transaction, status, reason)),
    now,
  })
  const pushEnabler = createPushEnabler(records, settings.push, now)
  const wake = (recipient: CpmAddress, at: number): void =>
    alarms.set(recipient.canonical, at, () => void recipients.tell(recipient, { _tag: 'TimeReached', at: now() }))
  const { interworking } = settings
  const ports = createPorts({ core, sipIpCore, pushEnabler, storageServer, interworking, records, store, now, wake })
  const recipients = createRecipients({ ports, people, policy, log, isAlone })
  const registrations = createRegistrations({ core, people, recipients, now, log })
  const opened = createDoor({
    people,
    policy,
    records,
    recipients,
    registrations,
    sessions,
    now,
    log,
    mint: randomUUID,
  })

  /** One after the other: the registrar has other things to do. */
  const subscribeAgain = async (): Promise<void> => {
    for (const name of await records.documentNames(factsKind)) {
      const address = cpmAddress(name)
      if (address._tag === 'Some') {
        await registrations.subscribe(address.value)
      }
    }
  }

  // What was under way when the process before ended goes on, before anything new is taken.
  for (const { recipient, at } of await store.alarms()) {
    wake(recipient, at)
  }
  await storageServer.resume()
  const resumed = recipients.resume().then((count) => log('resumed', { recipients: count }))
  void subscribeAgain()
  open(opened)

  const http = await openHttp({
    host,
    port: settings.httpPort,
    records,
    policy,
    now,
    log,
    preferencesChanged: (recipient) => recipients.happen(recipient, () => ({ _tag: 'PreferencesChanged', at: now() })),
    deviceKnown: (recipient, deviceId, pushAddress) =>
      recipients.inTurn(recipient, async () => {
        const facts = await people.facts(recipient)
        const known = facts.clients.find((client) => client.deviceId === deviceId) ?? { deviceId, registered: false }
        const others = facts.clients.filter((client) => client.deviceId !== deviceId)
        await people.putFacts(recipient, { ...facts, clients: [...others, { ...known, pushAddress }] })
      }),
    planOf: (recipient) => recipients.planOf(recipient, now()),
    health: async () => ({
      status: opened.isOpen() ? 'ok' : 'stopping',
      ...(await store.count()),
      ...recipients.tally(),
      alarms: alarms.count(),
      subscriptions: registrations.count(),
    }),
  })
  /** Nothing got lost: what waits now is what waited, and what came, without what got its outcome. */
  const account = async (isIdle: boolean): Promise<void> => {
    const { entries } = await store.count()
    const { taken, finished } = recipients.tally()
    log('account', { waitedBefore: entriesAtStart, taken, finished, waiting: entries })
    if (isAlone && isIdle) {
      assert.equal(entries, entriesAtStart + taken - finished)
    }
  }

  log('started', { sip: transactions.port, http: http.port })

  return {
    sipPort: transactions.port,
    httpPort: http.port,
    idle: async () => {
      await resumed
      await recipients.idle()
    },
    stop: async () => {
      opened.close()
      await http.close()
      registrations.close()
      const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), longestStop).unref())
      await account(await Promise.race([recipients.idle().then(() => true), late]))
      alarms.close()
      await transactions.close()
      await storage?.mailboxes.close()
      await sql.close()
      log('stopped')
    },
  }
}
