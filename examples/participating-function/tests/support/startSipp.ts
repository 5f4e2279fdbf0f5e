import { join } from 'node:path'
import { endProgram, isInstalled, newFolder, startProgram } from './Peer.js'

/** Why there is no sipp; undefined where there is. */
export const noSipp = (): string | undefined => (isInstalled('sipp') ? undefined : 'sip-tester is not installed')

/** What a run of sipp says at its end: 0 where every call went as the scenario says. */
export interface Sipp {
  readonly ended: Promise<number>
  readonly stop: () => Promise<void>
}

/** Scenarios lie beside the source, wherever the compiled test is. */
const scenario = (name: string): string => join(process.cwd(), 'tests/sipp', `${name}.xml`)

export const startSipp = (name: string, port: number, ...words: readonly string[]): Sipp => {
  const folder = newFolder('sipp')
  const all = [
    '-sf',
    scenario(name),
    '-i',
    '127.0.0.1',
    '-p',
    String(port),
    '-nostdin',
    '-trace_err',
    '-error_file',
    join(folder, 'errors'),
  ]
  const child = startProgram('sipp', [...all, ...words])
  return {
    ended: new Promise((resolve) => child.once('exit', (status) => resolve(status ?? -1))),
    stop: () => endProgram(child),
  }
}
