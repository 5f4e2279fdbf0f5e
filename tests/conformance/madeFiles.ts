import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CpmClientEventCodec } from '../../src/cli/conformance/CpmClientEventCodec.js'
import { QueueEventCodec } from '../../src/cli/conformance/QueueEventCodec.js'
import { RecipientCodec } from '../../src/cli/conformance/RecipientCodec.js'
import { StorageServerEventCodec } from '../../src/cli/conformance/StorageServerEventCodec.js'
import type { VectorIndex } from '../../src/conformance/index.js'
import { capabilities } from '../../src/conformance/index.js'
import {
  RoutingDecisionCodec,
  RoutingRequestCodec,
  ServiceProviderPolicyCodec,
} from '../../src/wire/documents/index.js'
import { newCodec } from '../../src/wire/documents/Codec.js'
import type { JsonSchema } from '../../src/wire/documents/index.js'
import { schemaDocument } from '../../src/wire/documents/schemaDocument.js'
import { folder, vectorFiles } from './vectors.js'

/** The version of the kit: a changed expectation is a major version, new vectors are a minor one. */
const kitVersion = '1.0.0'

/** Those of a requirement in the order of their names, then what was generated, then regressions. */
const inOrder = (files: readonly string[]): readonly string[] => {
  const rank = (file: string): number => (file.includes('/') ? (file.startsWith('generated/') ? 1 : 2) : 0)
  return [...files].sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1))
}

/** What the index of the vectors has to say. */
export const vectorIndex = (): VectorIndex => {
  const byFile = vectorFiles()
  const files = inOrder([...byFile.keys()])
  const count = (is: (origin: string | undefined) => boolean): number =>
    [...byFile.values()].filter(({ origin }) => is(origin)).reduce((sum, { vectors }) => sum + vectors.length, 0)
  const hash = createHash('sha256')
  for (const file of files) {
    hash.update(readFileSync(join(folder, file)))
  }
  return {
    version: kitVersion,
    counts: {
      vectors: count(() => true),
      handWritten: count((origin) => origin === undefined),
      generated: count((origin) => origin === 'generated'),
      regressions: count((origin) => origin === 'regression'),
      requirements: [...byFile.values()].filter(({ requirement }) => requirement !== undefined).length,
    },
    digest: hash.digest('hex'),
    files,
  }
}

const object = (properties: JsonSchema, required: readonly string[]): JsonSchema => ({
  type: 'object',
  properties,
  required,
})

const seq = { type: 'integer', minimum: 0 }
const text = { type: 'string' }

const titled = (title: string, schema: JsonSchema): JsonSchema => ({ title, ...schema })

const requests: readonly JsonSchema[] = [
  titled('Start', object({ cmd: { const: 'start' }, seq, protocol: { const: 1 } }, ['cmd', 'seq', 'protocol'])),
  titled(
    'Decide',
    object({ cmd: { const: 'decide' }, seq, given: RoutingRequestCodec.schema }, ['cmd', 'seq', 'given']),
  ),
  titled(
    'Begin',
    object({ cmd: { const: 'begin' }, seq, role: { enum: ['PF', 'MSS', 'Client'] }, given: { type: 'object' } }, [
      'cmd',
      'seq',
      'role',
      'given',
    ]),
  ),
  titled(
    'Step',
    object(
      {
        cmd: { const: 'step' },
        seq,
        event: { anyOf: [QueueEventCodec.schema, StorageServerEventCodec.schema, CpmClientEventCodec.schema] },
        recipient: RecipientCodec.schema,
        policy: ServiceProviderPolicyCodec.schema,
      },
      ['cmd', 'seq', 'event', 'policy'],
    ),
  ),
  titled('End', object({ cmd: { const: 'end' }, seq }, ['cmd', 'seq'])),
  titled('Stop', object({ cmd: { const: 'stop' }, seq }, ['cmd', 'seq'])),
]

const action = object({ _tag: text, actionId: text }, ['_tag'])

const answers: readonly JsonSchema[] = [
  titled(
    'Introduction',
    object(
      {
        seq,
        protocol: { const: 1 },
        implementation: object({ name: text, version: text, language: text }, ['name', 'version']),
        capabilities: { type: 'array', items: { anyOf: [{ enum: capabilities }, text] } },
        unsupported: {
          type: 'array',
          items: object({ requirement: text, reason: text }, ['requirement', 'reason']),
        },
      },
      ['seq', 'protocol', 'implementation', 'capabilities'],
    ),
  ),
  titled('Decided', object({ seq, decision: RoutingDecisionCodec.schema }, ['seq', 'decision'])),
  titled('Ready', object({ seq, ready: { const: true } }, ['seq', 'ready'])),
  titled('Stepped', object({ seq, actions: { type: 'array', items: action } }, ['seq', 'actions'])),
  titled('Ended', object({ seq, held: { type: 'array', items: text } }, ['seq', 'held'])),
  titled('SkippedAnswer', object({ seq, skipped: text }, ['seq', 'skipped'])),
  titled('ErroredAnswer', object({ seq: { type: ['integer', 'null'] }, errored: text }, ['errored'])),
]

/** The schema of a line of the protocol; the documents in it are those of the codecs. */
export const protocolSchema = (): JsonSchema => {
  const oneOf = (title: string, schemas: readonly JsonSchema[]): JsonSchema => titled(title, { oneOf: schemas })
  const schema = {
    title: 'Protocol',
    description: 'A line between the kit and an implementation: a request, or the answer to it.',
    anyOf: [oneOf('Request', requests), oneOf('Answer', answers)],
  }
  return schemaDocument(newCodec({ ...RoutingRequestCodec, name: 'conformance/protocol', schema }))
}
