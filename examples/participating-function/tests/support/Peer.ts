import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A program that a test talks to. */
export interface Peer {
  readonly port: number
  readonly stop: () => Promise<void>
}

/** Whether a program is installed. */
export const isInstalled = (program: string): boolean => {
  try {
    execFileSync('sh', ['-c', `PATH="$PATH:/usr/sbin:/sbin" command -v ${program}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** A new folder that a program can use whoever it runs as. */
export const newFolder = (name: string): string => {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`))
  chmodSync(folder, 0o777)
  return folder
}

/** The number of a user of this machine, where this process may become that user. */
export const userId = (name: string): number | undefined =>
  process.getuid?.() === 0 ? Number(execFileSync('id', ['-u', name], { encoding: 'utf8' })) : undefined

const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) {
    child.kill('SIGKILL')
  }
})

/** Starts a program, which ends with this process at the latest. */
export const startProgram = (program: string, words: readonly string[], uid?: number): ChildProcess => {
  const path = `${process.env['PATH']}:/usr/sbin:/sbin`
  const child = spawn(program, [...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: path },
    ...(uid === undefined ? {} : { uid }),
  })
  child.stdout.resume()
  child.stderr.resume()
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/** Ends a program. */
export const endProgram = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve()
      return
    }
    const kill = setTimeout(() => child.kill('SIGKILL'), 3000)
    child.once('exit', () => {
      clearTimeout(kill)
      resolve()
    })
    child.kill('SIGTERM')
  })
