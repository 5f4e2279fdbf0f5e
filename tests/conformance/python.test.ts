import { spawnSync } from 'node:child_process'
import type { ConformanceResult } from '../../src/conformance/index.js'

const version = 'import sys, zoneinfo; zoneinfo.ZoneInfo("Europe/Paris"); print(sys.version_info >= (3, 11))'
const isThere = spawnSync('python3', ['-c', version], { encoding: 'utf8' }).stdout.trim() === 'True'
// Without Python 3.11 and its time zones there is nothing to judge.
const itWithPython = isThere ? it : it.skip

describe('the implementation in Python', () => {
  itWithPython(
    'meets every requirement that a decision shows, and is skipped by name where it supports nothing',
    () => {
      const target = 'python3 examples/conformance-python/adapter.py'
      const { stdout, status } = spawnSync(
        process.execPath,
        ['--import', 'tsx', 'src/cli/main.ts', 'conformance', 'run', '--target', target, '--format', 'json'],
        { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
      )
      const { summary, records } = JSON.parse(stdout) as ConformanceResult
      expect({ status, conformant: summary.conformant }).toEqual({ status: 0, conformant: true })
      const standings = (prefix: string): ReadonlySet<string> =>
        new Set(
          summary.requirements
            .filter(({ requirement }) => requirement.startsWith(prefix) && requirement !== 'TERM-20')
            .map(({ standing }) => standing),
        )
      expect(standings('TERM-')).toEqual(new Set(['met']))
      expect(standings('NTF-')).toEqual(new Set(['notSupported']))
      const verdicts = new Set(records.map(({ verdict }) => verdict))
      expect([...verdicts].toSorted()).toEqual(['Pass', 'Skipped'])
    },
    60_000,
  )
})
