import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Settings, settingsOf } from '../../src/Settings.js'
import { type Server, startServer } from '../../src/startServer.js'

/** A server of a test with what it wrote into its log. */
export interface TestServer extends Server {
  readonly log: { readonly what: string; readonly [detail: string]: unknown }[]
  readonly database: string
  readonly url: string
  readonly put: (path: string, document: unknown, headers?: Readonly<Record<string, string>>) => Promise<Response>
}

export const newFile = (): string => join(mkdtempSync(join(tmpdir(), 'participating-function-')), 'queue.db')

/** Starts a server on free ports whose next hop is a port of this machine. */
export const startTestServer = async (corePort: number, given: Partial<Settings> = {}): Promise<TestServer> => {
  const log: TestServer['log'] = []
  const settings: Settings = {
    ...settingsOf({}),
    sipPort: 0,
    httpPort: 0,
    core: { protocol: 'UDP', address: '127.0.0.1', port: corePort },
    database: newFile(),
    ...given,
    write: (line) => {
      log.push(JSON.parse(line))
      given.write?.(line)
    },
  }
  const server = await startServer(settings)
  const url = `http://127.0.0.1:${server.httpPort}`
  return {
    ...server,
    log,
    database: settings.database,
    url,
    put: (path, document, headers = {}) =>
      fetch(`${url}${path}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof document === 'string' ? document : JSON.stringify(document),
      }),
  }
}
