import { after, before, describe, it } from 'node:test'
import { type Interruption, storeContract } from 'cpm-routing/contracts'
import { portsFromPromises, portsThrough } from 'cpm-routing/effects'
import { openPostgres } from '../src/storage/openPostgres.js'
import { openSqlite } from '../src/storage/openSqlite.js'
import { createQueueStore } from '../src/storage/queueStore.js'
import { createRecords } from '../src/storage/records.js'
import type { Query, Sql } from '../src/storage/Sql.js'
import { noPostgres, startPostgres } from './support/startPostgres.js'
import { newFile } from './support/startTestServer.js'

const storeOver = async (sql: Sql) => {
  await createRecords(sql)
  const deferredMessageStore = await createQueueStore(sql)
  const idle = portsThrough(
    async () => undefined,
    () => 0,
  )
  return portsFromPromises({ ...idle, deferredMessageStore }).deferredMessageStore
}

/** A database that is cut off in the second transaction that writes a step. */
const interrupted = (sql: Sql, moment: Interruption): Sql => {
  let steps = 0
  return {
    ...sql,
    transaction: async (work) => {
      let isSecond = false
      const result = await sql.transaction(async (query) => {
        const counted: Query = {
          ...query,
          change: async (text, parameters) => {
            const isStep = /^(insert into|update) queue/.test(text)
            steps += Number(isStep)
            isSecond ||= isStep && steps === 2
            if (isSecond && moment === 'beforeWriting') {
              throw new Error('cut off before writing')
            }
            const changed = await query.change(text, parameters)
            if (isSecond && moment === 'whileWriting' && !isStep) {
              throw new Error('cut off while writing')
            }
            return changed
          },
        }
        return work(counted)
      })
      if (isSecond && moment === 'afterWriting') {
        throw new Error('cut off after writing')
      }
      return result
    },
  }
}

const subjectOver = (open: () => Promise<() => Sql>) => {
  const openWith = async (wrap: (sql: Sql) => Sql) => {
    const connect = await open()
    let sql = connect()
    return {
      store: await storeOver(wrap(sql)),
      restart: async () => {
        await sql.close()
        sql = connect()
        return storeOver(sql)
      },
    }
  }
  return {
    open: () => openWith((sql) => sql),
    openInterrupted: (moment: Interruption) => openWith((sql) => interrupted(sql, moment)),
  }
}

describe('the store in a file', () => {
  const subject = subjectOver(async () => {
    const file = newFile()
    return () => openSqlite(file)
  })
  for (const { name, run } of storeContract(subject)) {
    it(name, run)
  }
})

describe('the store in PostgreSQL', { skip: noPostgres() ?? false }, () => {
  let count = 0
  let postgres: Awaited<ReturnType<typeof startPostgres>>
  let administrator: Sql
  before(async () => {
    postgres = await startPostgres()
    administrator = openPostgres(postgres.url)
  })
  after(async () => {
    await administrator.close()
    await postgres.stop()
  })
  const subject = subjectOver(async () => {
    count += 1
    const schema = `store_${count}`
    await administrator.transaction((query) => query.change(`create schema ${schema}`))
    return () => openPostgres(`${postgres.url}?options=-c%20search_path%3D${schema}`)
  })
  for (const { name, run } of storeContract(subject)) {
    it(name, run)
  }
})
