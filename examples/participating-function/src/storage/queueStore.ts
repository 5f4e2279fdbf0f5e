import type { CpmAddress } from 'cpm-routing'
import type { StepChanges, StoredAction, StoredEntry, StoreInPromises } from 'cpm-routing/effects'
import type { Query, Row, Sql } from './Sql.js'

/** How many steps of a recipient are remembered. */
const rememberedSteps = 100
/** More than one step puts: the place of an entry or an action is that of its step and its place in the step. */
const placesOfStep = 1_000_000

const tables = [
  `create table if not exists queue
     (recipient text primary key, uri text not null, domain text, version bigint not null, form bigint not null, head text not null,
      wake_at bigint)`,
  `create table if not exists entry
     (recipient text not null, id text not null, place bigint not null, body text not null, primary key (recipient, id))`,
  `create table if not exists pending
     (recipient text not null, id text not null, place bigint not null, entry text, body text not null, primary key (recipient, id))`,
  `create table if not exists step
     (recipient text not null, id text not null, version bigint not null, primary key (recipient, id))`,
]

/** Any text as text that every database takes: without NUL, and in ASCII. */
const asKey = (text: string): string =>
  JSON.stringify(text).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

const parsed = (rows: readonly Row[]): readonly unknown[] => rows.map(({ body }) => JSON.parse(String(body)))

const addressOf = ({ recipient, uri, domain }: Row): CpmAddress => ({
  uri: String(uri),
  canonical: String(recipient),
  ...(domain === null ? {} : { domain: String(domain) }),
})

const isStored = async (query: Query, recipient: CpmAddress, stepId: string): Promise<boolean> =>
  (await query.rows('select 1 as one from step where recipient = $1 and id = $2', [recipient.canonical, asKey(stepId)]))
    .length > 0

/** Takes the next version, where the one before is as expected; another process may try the same at the same time. */
const takeVersion = async (query: Query, { canonical, uri, domain }: CpmAddress, changes: StepChanges) => {
  const { expectedVersion, version, form, wakeAt = null } = changes
  const head = JSON.stringify(changes.head)
  return expectedVersion === 0
    ? query.change(
        `insert into queue (recipient, uri, domain, version, form, head, wake_at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (recipient) do nothing`,
        [canonical, uri, domain ?? null, version, form, head, wakeAt],
      )
    : query.change(
        'update queue set version = $1, form = $2, head = $3, wake_at = $4 where recipient = $5 and version = $6',
        [version, form, head, wakeAt, canonical, expectedVersion],
      )
}

/** Takes entries away; gives their ids as the database has them. */
const removeEntries = async (query: Query, recipient: string, ids: readonly string[]): Promise<readonly string[]> => {
  const keys = ids.map(asKey)
  for (const key of keys) {
    await query.change('delete from entry where recipient = $1 and id = $2', [recipient, key])
  }
  return keys
}

/** Takes actions away; gives the ids of the entries that they were about. */
const settle = async (query: Query, recipient: string, ids: readonly string[]): Promise<readonly string[]> => {
  const entries: string[] = []
  for (const id of ids) {
    const sql = 'delete from pending where recipient = $1 and id = $2 returning entry'
    for (const { entry } of await query.rows(sql, [recipient, asKey(id)])) {
      entries.push(...(entry === null ? [] : [String(entry)]))
    }
  }
  return entries
}

const putEntry = `insert into entry (recipient, id, place, body) values ($1, $2, $3, $4)
  on conflict (recipient, id) do update set body = excluded.body`
const putPending = `insert into pending (recipient, id, place, entry, body) values ($1, $2, $3, $4, $5)
  on conflict (recipient, id) do update set body = excluded.body`

/** What arrived is kept as long as an entry or an action needs it; what has only just come may not have an entry yet. */
const forgetMessage = `delete from message where recipient = $1 and id = $2
  and not exists (select 1 from entry where entry.recipient = message.recipient and entry.id = message.id)
  and not exists (select 1 from pending where pending.recipient = message.recipient and pending.entry = message.id)`

const write = async (query: Query, recipient: CpmAddress, changes: StepChanges): Promise<void> => {
  const { canonical } = recipient
  const removed = await removeEntries(query, canonical, changes.entriesRemoved)
  const settled = await settle(query, canonical, changes.actionsSettled)
  let place = changes.version * placesOfStep
  for (const entry of changes.entriesPut) {
    place += 1
    await query.change(putEntry, [canonical, asKey(entry.message.entryId), place, JSON.stringify(entry)])
  }
  for (const pending of changes.actionsPending) {
    place += 1
    const { action } = pending
    const entry = 'entryId' in action ? asKey(action.entryId) : null
    await query.change(putPending, [canonical, asKey(action.actionId), place, entry, JSON.stringify(pending)])
  }
  await query.change('insert into step (recipient, id, version) values ($1, $2, $3)', [
    canonical,
    asKey(changes.stepId),
    changes.version,
  ])
  const oldest = changes.version - rememberedSteps
  await query.change('delete from step where recipient = $1 and version <= $2', [canonical, oldest])
  for (const id of new Set([...removed, ...settled])) {
    await query.change(forgetMessage, [canonical, id])
  }
}

/** The store of the queues, over either database, and what a server asks of it besides. */
export interface QueueStore extends StoreInPromises {
  /** Recipients for whom something is due at an instant. */
  readonly alarms: () => Promise<readonly { readonly recipient: CpmAddress; readonly at: number }[]>
  /** How many messages wait, and how many actions have no outcome yet. */
  readonly count: () => Promise<{ readonly entries: number; readonly pending: number }>
}

export const createQueueStore = async ({ transaction }: Sql): Promise<QueueStore> => {
  await transaction(async (query) => {
    for (const table of tables) {
      await query.change(table)
    }
  })
  const pendingOf = async (query: Query, recipient: CpmAddress): Promise<readonly StoredAction[]> =>
    parsed(
      await query.rows('select body from pending where recipient = $1 order by place', [recipient.canonical]),
    ) as readonly StoredAction[]
  return {
    load: (recipient) =>
      transaction(async (query) => {
        const key = [recipient.canonical]
        const [queue] = await query.rows('select version, form, head from queue where recipient = $1', key)
        if (queue === undefined) {
          return undefined
        }
        const entries = await query.rows('select body from entry where recipient = $1 order by place', key)
        return {
          version: Number(queue['version']),
          form: Number(queue['form']),
          head: JSON.parse(String(queue['head'])) as unknown,
          entries: parsed(entries) as readonly StoredEntry[],
          pending: await pendingOf(query, recipient),
        }
      }),
    apply: (recipient, changes) =>
      transaction(async (query) => {
        if (await isStored(query, recipient, changes.stepId)) {
          return 'stored'
        }
        if ((await takeVersion(query, recipient, changes)) === 0) {
          // The same step may have been written in the meantime.
          return (await isStored(query, recipient, changes.stepId)) ? 'stored' : 'conflict'
        }
        await write(query, recipient, changes)
        return 'stored'
      }),
    outcomeOf: (recipient, stepId) =>
      transaction(async (query) => ((await isStored(query, recipient, stepId)) ? 'stored' : 'notStored')),
    pending: (recipient) => transaction((query) => pendingOf(query, recipient)),
    recipientsWithPending: (limit, after) =>
      transaction(async (query) => {
        const rows = await query.rows(
          `select recipient, uri, domain from queue
           where recipient > $1 and exists (select 1 from pending where pending.recipient = queue.recipient)
           order by recipient limit $2`,
          [after?.canonical ?? '', limit],
        )
        return rows.map(addressOf)
      }),
    alarms: () =>
      transaction(async (query) => {
        const rows = await query.rows('select recipient, uri, domain, wake_at from queue where wake_at is not null')
        return rows.map((row) => ({ recipient: addressOf(row), at: Number(row['wake_at']) }))
      }),
    count: () =>
      transaction(async (query) => {
        const [entries] = await query.rows('select count(*) as n from entry')
        const [pending] = await query.rows('select count(*) as n from pending')
        return { entries: Number(entries?.['n']), pending: Number(pending?.['n']) }
      }),
  }
}
