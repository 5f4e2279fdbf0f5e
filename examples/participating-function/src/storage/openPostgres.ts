import pg from 'pg'
import type { Query, Sql } from './Sql.js'

const queryOf = (client: pg.PoolClient): Query => ({
  rows: async (sql, parameters = []) => (await client.query(sql, [...parameters])).rows,
  change: async (sql, parameters = []) => (await client.query(sql, [...parameters])).rowCount ?? 0,
})

/** A PostgreSQL database, which several processes can share. */
export const openPostgres = (url: string): Sql => {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5000 })
  // A connection that breaks while nobody uses it is no more than that.
  pool.on('error', () => undefined)
  return {
    octets: 'bytea',
    transaction: async (work) => {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        await client.query('begin')
        const result = await work(queryOf(client))
        await client.query('commit')
        return result
      } catch (reason) {
        await client.query('rollback').catch((error: Error) => {
          broken = error
        })
        throw reason
      } finally {
        client.release(broken)
      }
    },
    close: () => pool.end(),
  }
}
