import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeChild } from '../../src/cli/conformance/nodeChild.js'
import { defaultPatience, startTarget } from '../../src/cli/conformance/startTarget.js'
import { runVectorsAsync } from '../../src/conformance/index.js'
import { allVectors } from './vectors.js'

// Without Python there is nothing to run.
const itWithPython = spawnSync('python3', ['--version']).status === 0 ? it : it.skip

describe('the adapter of the documentation', () => {
  itWithPython(
    'answers as the page says',
    async () => {
      const [, adapter = ''] = /```python\n([^]*?)```/.exec(readFileSync('docs/conformance.md', 'utf8')) ?? []
      const folder = mkdtempSync(join(tmpdir(), 'kit-'))
      writeFileSync(join(folder, 'adapter.py'), adapter)
      const started = await startTarget(`python3 ${join(folder, 'adapter.py')}`, nodeChild, defaultPatience)
      if (started._tag === 'Left') {
        throw new Error(started.left)
      }
      const { introduction, ask, stop } = started.right
      const vectors = allVectors().filter(({ id }) => ['TERM-03/1', 'TERM-05/1', 'TERM-12/1', 'NTF-06/1'].includes(id))
      const records = await runVectorsAsync(vectors, introduction, ask)
      await stop()
      rmSync(folder, { recursive: true })
      expect(records.map(({ vector, verdict, reason }) => [vector, verdict, reason])).toEqual([
        ['NTF-06/1', 'Skipped', 'it does not have the capability scenario'],
        ['TERM-03/1', 'Pass', undefined],
        ['TERM-05/1', 'Skipped', 'there is no interworking'],
        ['TERM-12/1', 'Skipped', 'only a rule that rejects everything is known here'],
      ])
    },
    60_000,
  )
})
