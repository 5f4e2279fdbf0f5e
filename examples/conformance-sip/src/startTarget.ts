import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

/** A Participating Function in a process of its own. */
export interface Target {
  readonly sipPort: number
  readonly http: string
  /** Waits for a line of its log. */
  readonly logged: (isWanted: (line: Readonly<Record<string, unknown>>) => boolean) => Promise<void>
  readonly stop: () => Promise<void>
}

/** Where the target sends what is to be interworked. */
export const interworking = 'sip:interworking@gateway.invalid'

const main = resolve(import.meta.dirname, '../../../participating-function/dist/src/main.js')

/** Starts the participating function of the example next door, on free ports, with a policy. */
export const startTarget = async (corePort: number, policy: unknown): Promise<Target> => {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-sip-'))
  const policyFile = join(folder, 'policy.json')
  writeFileSync(policyFile, JSON.stringify(policy))
  const child: ChildProcess = spawn(process.execPath, [main], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      SIP_PORT: '0',
      HTTP_PORT: '0',
      CORE: `127.0.0.1:${corePort}:udp`,
      DATABASE: join(folder, 'queue.db'),
      POLICY: policyFile,
      INTERWORKING: interworking,
    },
  })
  const lines: Record<string, unknown>[] = []
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  if (child.stdout !== null) {
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('{')) {
        lines.push(JSON.parse(line) as Record<string, unknown>)
      }
    })
  }

  const find = async (isWanted: Parameters<Target['logged']>[0]): Promise<Record<string, unknown>> => {
    for (let spent = 0; spent < 20_000; spent += 10) {
      const found = lines.find(isWanted)
      if (found !== undefined) {
        return found
      }
      await new Promise((go) => setTimeout(go, 10))
    }
    throw new Error('the target did not come to where it was awaited')
  }

  const { sip, http } = await find(({ what }) => what === 'started')
  return {
    sipPort: Number(sip),
    http: `http://127.0.0.1:${Number(http)}`,
    logged: async (isWanted) => void (await find(isWanted)),
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
