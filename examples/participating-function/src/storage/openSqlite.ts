import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import sqlite from 'node-sqlite3-wasm'
import type { Query, Row, Sql, SqlValue } from './Sql.js'

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/**
 * The database locks its file by a folder beside it, which a crash leaves behind. Whose lock it is stands in another file: one of a process
 * that is gone is taken away.
 */
const takeOver = (path: string): void => {
  const owner = `${path}.owner`
  const pid = existsSync(owner) ? Number(readFileSync(owner, 'utf8')) : 0
  if (pid > 0 && pid !== process.pid && isAlive(pid)) {
    throw new Error(`${path} is in use by process ${pid}`)
  }
  rmSync(`${path}.lock`, { recursive: true, force: true })
  writeFileSync(owner, String(process.pid))
}

/** Works that wait are done in one transaction of the file, since each such transaction waits for the disk. */
const largestBatch = 200

interface Waiting {
  /** Resolves to what is to be called when the transaction is durable; never rejects. */
  readonly run: () => Promise<() => void>
  readonly fail: (reason: unknown) => void
}

/** A database in one file, of one process at a time. */
export const openSqlite = (path: string): Sql => {
  takeOver(path)
  const database = new sqlite.Database(path)
  database.exec('pragma locking_mode = exclusive')
  database.exec('pragma journal_mode = wal')
  database.exec('pragma synchronous = full')

  const statements = new Map<string, sqlite.Statement>()
  const prepared = (sql: string): sqlite.Statement => {
    const statement = statements.get(sql) ?? database.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  const query: Query = {
    rows: async (sql: string, parameters: readonly SqlValue[] = []) => prepared(sql).all([...parameters]) as Row[],
    change: async (sql: string, parameters: readonly SqlValue[] = []) => prepared(sql).run([...parameters]).changes,
  }

  const waiting: Waiting[] = []
  let isBusy = false
  const work = async (): Promise<void> => {
    isBusy = true
    while (waiting.length > 0) {
      const batch = waiting.splice(0, largestBatch)
      try {
        database.exec('begin immediate')
        const conclusions: (() => void)[] = []
        for (const { run } of batch) {
          conclusions.push(await run())
        }
        database.exec('commit')
        for (const conclude of conclusions) {
          conclude()
        }
      } catch (reason) {
        if (database.inTransaction) {
          database.exec('rollback')
        }
        for (const { fail } of batch) {
          fail(reason)
        }
      }
    }
    isBusy = false
  }

  return {
    octets: 'blob',
    transaction: (task) =>
      new Promise((resolve, reject) => {
        const run = async (): Promise<() => void> => {
          database.exec('savepoint work')
          try {
            const result = await task(query)
            database.exec('release work')
            return () => resolve(result)
          } catch (reason) {
            database.exec('rollback to work')
            database.exec('release work')
            return () => reject(reason)
          }
        }
        waiting.push({ run, fail: reject })
        if (!isBusy) {
          isBusy = true
          // What comes in the same moment goes into the same transaction.
          setImmediate(() => void work())
        }
      }),
    close: async () => {
      for (const statement of statements.values()) {
        statement.finalize()
      }
      database.close()
      rmSync(`${path}.owner`, { force: true })
    },
  }
}
