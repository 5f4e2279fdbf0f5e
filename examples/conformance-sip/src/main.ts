import { strict as assert } from 'node:assert'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { summarize } from 'cpm-routing/conformance'
import { decisionVectors, runKit } from './runKit.js'

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, captures: { type: 'string', default: '.cache/captures' } },
})

const { version, vectors } = decisionVectors()
const captured = await runKit(vectors.filter(({ id }) => id.startsWith(values.only)))
const records = captured.map(({ record }) => record)

mkdirSync(values.captures, { recursive: true })
for (const { record, wire } of captured) {
  if (wire.length > 0) {
    const head = `${record.vector} ${record.verdict}: ${record.title}\n`
    writeFileSync(join(values.captures, `${record.vector.replace('/', '-')}.txt`), [head, ...wire].join('\n'))
  }
}

const skipped = new Map<string, number>()
for (const { verdict, reason = '', mismatches = [], vector, title } of records) {
  if (verdict === 'Skipped') {
    skipped.set(reason, (skipped.get(reason) ?? 0) + 1)
  } else if (verdict === 'Fail' || verdict === 'Errored' || verdict === 'NonStrict') {
    process.stdout.write(`${verdict} ${vector} ${title}: ${reason} ${JSON.stringify(mismatches)}\n`)
  }
}
const asked = records.filter(({ verdict }) => verdict !== 'Skipped')
for (const [reason, count] of skipped) {
  process.stdout.write(`${String(count).padStart(4)} not asked: ${reason}\n`)
}
process.stdout.write(`${asked.length} vectors asked on the wire; captures in ${values.captures}\n`)
const { line } = summarize(records, version)
process.stdout.write(`${line}\n`)

assert.ok(asked.length > 0, 'something was asked')
assert.deepEqual(
  asked.filter(({ verdict }) => verdict === 'Fail' || verdict === 'Errored').map(({ vector }) => vector),
  [],
  'all that was asked is as expected',
)
