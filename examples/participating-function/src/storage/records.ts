import type { CpmAddress } from 'cpm-routing'
import type { Sql } from './Sql.js'

/** A document with the mark of its present state. */
export interface Document {
  readonly etag: string
  readonly text: string
}

/** A message as it came. */
export interface ReceivedMessage {
  readonly recipient: CpmAddress
  readonly entryId: string
  /** Of the transaction in which it came, so that it is known when it comes again. */
  readonly transaction: string
  readonly bytes: Uint8Array
}

/** What a request was answered. */
export interface SipAnswer {
  readonly status: number
  readonly reason: string
}

/** What is known of a message that has come: the id under which it is kept, or that it was answered already. */
export type Kept = { readonly _tag: 'Held'; readonly entryId: string } | ({ readonly _tag: 'Answered' } & SipAnswer)

/** Everything that the server keeps beside the queues. */
export interface Records {
  readonly document: (kind: string, name: string) => Promise<Document | undefined>
  /** Puts a document in place of one with the expected mark; `undefined` expects none, `*` any. False where it is otherwise. */
  readonly putDocument: (
    kind: string,
    name: string,
    document: Document,
    expected: string | undefined,
  ) => Promise<boolean>
  readonly removeDocument: (kind: string, name: string) => Promise<void>
  readonly documentNames: (kind: string) => Promise<readonly string[]>
  /** Keeps a message, unless it came before in the same transaction. */
  readonly keepMessage: (message: ReceivedMessage) => Promise<Kept>
  readonly messageBytes: (recipient: CpmAddress, entryId: string) => Promise<Uint8Array | undefined>
  /** Keeps the answer to the request in which a message came. */
  readonly keepAnswer: (transaction: string, answer: SipAnswer, at: number) => Promise<void>
}

const asKey = (text: string): string => JSON.stringify(text)

/** How long answers are kept: as long as the request can come again. */
const answersKept = 64_000

export const createRecords = async ({ transaction, octets }: Sql): Promise<Records> => {
  await transaction(async (query) => {
    await query.change(`create table if not exists document
      (kind text not null, name text not null, etag text not null, body text not null, primary key (kind, name))`)
    await query.change(`create table if not exists message
      (recipient text not null, id text not null, transact text not null, bytes ${octets} not null, primary key (recipient, id))`)
    await query.change('create index if not exists message_by_transaction on message (transact)')
    await query.change(`create table if not exists answer
      (transact text primary key, body text not null, at bigint not null)`)
    await query.change('create index if not exists answer_by_time on answer (at)')
  })
  return {
    document: (kind, name) =>
      transaction(async (query) => {
        const [row] = await query.rows('select etag, body from document where kind = $1 and name = $2', [kind, name])
        return row === undefined ? undefined : { etag: String(row['etag']), text: String(row['body']) }
      }),
    putDocument: (kind, name, { etag, text }, expected) =>
      transaction(async (query) => {
        const values = [kind, name, etag, text]
        if (expected === undefined || expected === '*') {
          const otherwise = expected === '*' ? 'update set etag = excluded.etag, body = excluded.body' : 'nothing'
          const changed = await query.change(
            `insert into document (kind, name, etag, body) values ($1, $2, $3, $4) on conflict (kind, name) do ${otherwise}`,
            values,
          )
          return changed > 0
        }
        const changed = await query.change(
          'update document set etag = $1, body = $2 where kind = $3 and name = $4 and etag = $5',
          [etag, text, kind, name, expected],
        )
        return changed > 0
      }),
    removeDocument: (kind, name) =>
      transaction(async (query) => {
        await query.change('delete from document where kind = $1 and name = $2', [kind, name])
      }),
    documentNames: (kind) =>
      transaction(async (query) =>
        (await query.rows('select name from document where kind = $1', [kind])).map(({ name }) => String(name)),
      ),
    keepMessage: ({ recipient, entryId, transaction: transact, bytes }) =>
      transaction(async (query) => {
        const [answer] = await query.rows('select body from answer where transact = $1', [transact])
        if (answer !== undefined) {
          return { _tag: 'Answered', ...(JSON.parse(String(answer['body'])) as SipAnswer) }
        }
        const [held] = await query.rows('select id from message where transact = $1', [transact])
        if (held !== undefined) {
          return { _tag: 'Held', entryId: JSON.parse(String(held['id'])) as string }
        }
        const values = [recipient.canonical, asKey(entryId), transact, bytes]
        await query.change('insert into message (recipient, id, transact, bytes) values ($1, $2, $3, $4)', values)
        return { _tag: 'Held', entryId }
      }),
    messageBytes: (recipient, entryId) =>
      transaction(async (query) => {
        const key = [recipient.canonical, asKey(entryId)]
        const [row] = await query.rows('select bytes from message where recipient = $1 and id = $2', key)
        return row?.['bytes'] instanceof Uint8Array ? row['bytes'] : undefined
      }),
    keepAnswer: (transact, { status, reason }, at) =>
      transaction(async (query) => {
        await query.change(
          'insert into answer (transact, body, at) values ($1, $2, $3) on conflict (transact) do nothing',
          [transact, JSON.stringify({ status, reason }), at],
        )
        await query.change('delete from answer where at < $1', [at - answersKept])
      }),
  }
}
