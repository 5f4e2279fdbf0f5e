import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const python = spawnSync('python3', ['-c', 'import sys, zoneinfo; zoneinfo.ZoneInfo("Europe/Paris"); print(sys.version_info >= (3, 11))'], {
  encoding: 'utf8',
})
const isThere = python.stdout?.trim() === 'True'
// Without Python 3.11 and its time zones there is nothing to judge.
const itWithPython = isThere ? it : it.skip

describe('the implementation in Python', () => {
  itWithPython('meets every requirement of routing, and says which others it does not support', () => {
    expect(existsSync('examples/conformance-python/adapter.py')).toBe(true)
    const { stdout, status } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'src/cli/main.ts', 'conformance', 'run', '--target', 'python3 examples/conformance-python/adapter.py', '--format', 'json'],
      { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    )
    const result = JSON.parse(stdout)
    expect({ status, keys: Object.keys(result) }).toEqual({ status: 0, keys: [] })
  })
})
