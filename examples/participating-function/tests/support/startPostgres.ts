import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openPostgres } from '../../src/storage/openPostgres.js'
import { freePort } from './freePort.js'
import { endProgram, newFolder, type Peer, startProgram, userId } from './Peer.js'
import { eventually } from './openAgent.js'

const installations = '/usr/lib/postgresql'

const programs = (): string | undefined => {
  const versions = existsSync(installations) ? readdirSync(installations) : []
  return versions.map((version) => join(installations, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')))
}

/** Why there is no PostgreSQL; undefined where there is. */
export const noPostgres = (): string | undefined =>
  programs() === undefined ? 'PostgreSQL is not installed' : undefined

/** Starts an empty PostgreSQL of a test's own. */
export const startPostgres = async (): Promise<Peer & { readonly url: string }> => {
  const bin = programs() ?? ''
  const uid = userId('postgres')
  const folder = newFolder('postgres')
  const data = join(folder, 'data')
  const options = { stdio: 'ignore' as const, cwd: folder, ...(uid === undefined ? {} : { uid }) }
  execFileSync(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8'], options)
  const port = await freePort()
  const words = ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-k', folder]
  const child = startProgram(join(bin, 'postgres'), words, uid)
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  await eventually(
    async () => {
      const sql = openPostgres(url)
      const isThere = await sql
        .transaction((query) => query.rows('select 1 as one'))
        .then(
          () => true,
          () => undefined,
        )
      await sql.close()
      return isThere
    },
    'PostgreSQL',
    20_000,
  )
  return { port, url, stop: () => endProgram(child) }
}
