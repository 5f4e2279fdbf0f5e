// Writes the JSON Schemas of the document forms from their codecs: npx tsx .config/scripts/schemas.ts
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { documentSchemas } from '../../src/wire/documents/documentSchemas.js'

const folder = 'src/wire/schemas'

mkdirSync(folder, { recursive: true })
for (const [name, schema] of Object.entries(documentSchemas())) {
  writeFileSync(`${folder}/${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`)
}
execFileSync('npx', ['biome', 'format', '--config-path=.config', '--write', folder], { stdio: 'inherit' })
