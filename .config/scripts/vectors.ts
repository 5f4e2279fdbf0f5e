// Writes what is made of the vectors, of the codecs and of the broken implementations: the index, the schema of the protocol and the
// page about what the vectors find.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { allCanaries } from '../../tests/conformance/canaries.js'
import { protocolSchema, vectorIndex } from '../../tests/conformance/madeFiles.js'
import { teeth, teethPage } from '../../tests/conformance/teeth.js'
import { handWrittenVectors } from '../../tests/conformance/vectors.js'

const format = (path: string): void => {
  execFileSync('npx', ['biome', 'format', '--config-path=.config', '--write', path], { stdio: 'inherit' })
}

mkdirSync('src/conformance/schemas', { recursive: true })
writeFileSync('src/conformance/schemas/protocol.schema.json', JSON.stringify(protocolSchema()))
// The digest is that of the files as they are formatted.
format('src/conformance')
writeFileSync('src/conformance/vectors/index.json', JSON.stringify(vectorIndex()))
format('src/conformance/vectors/index.json')
writeFileSync('docs/conformance-teeth.md', teethPage(teeth(await allCanaries(), handWrittenVectors())))
