/**
 * What the engine says of compiled decisions: `npm run bench -- engine [--people=50] [--rules=100]`.
 *
 * First what compiled preferences hold in memory, by a heap snapshot before and after; then, after warming up, whether the engine takes back
 * optimized code while decisions go on: it prints a line of its own for each (`--trace-deopt`).
 */
import type { Readable } from 'node:stream'
import { getHeapSnapshot, setFlagsFromString } from 'node:v8'
import { compile, routeCompiled } from '../../src/routing/index.js'
import type { Arrival } from './decisions/people.js'
import { arrivalsOf, peopleOf } from './decisions/people.js'
import { numbersOption, report, short, tableText } from './support/figures.js'

const work = { people: numbersOption('people', [50])[0]!, rules: numbersOption('rules', [100])[0]!, plain: false }

interface Snapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly string[][] }
  }
  readonly nodes: readonly number[]
  readonly strings: readonly string[]
}

const textOf = async (stream: Readable): Promise<string> => {
  let text = ''
  for await (const piece of stream) {
    text += String(piece)
  }
  return text
}

/** Bytes by kind of what is in the heap. */
const bytesByKind = async (): Promise<ReadonlyMap<string, number>> => {
  const { snapshot, nodes, strings } = JSON.parse(await textOf(getHeapSnapshot())) as Snapshot
  const { node_fields: fields, node_types: types } = snapshot.meta
  const [type, name, size] = ['type', 'name', 'self_size'].map((field) => fields.indexOf(field))
  const bytes = new Map<string, number>()
  for (let at = 0; at < nodes.length; at += fields.length) {
    const kind = types[0]![nodes[at + type!]!]!
    const label = kind === 'object' || kind === 'array' ? `${kind} ${strings[nodes[at + name!]!]!.slice(0, 30)}` : kind
    bytes.set(label, (bytes.get(label) ?? 0) + nodes[at + size!]!)
  }
  return bytes
}

const people = [...peopleOf(work)]
const before = await bytesByKind()
const known = people.map(({ preferences, clients, sphere }) => ({
  compiled: compile(preferences),
  recipient: { clients, sphere },
}))
const after = await bytesByKind()
const grown = [...after]
  .map(([kind, bytes]) => [kind, (bytes - (before.get(kind) ?? 0)) / work.people] as const)
  .filter(([, bytes]) => bytes >= 100)
  .sort(([, one], [, other]) => other - one)

const arrivals = JSON.parse(arrivalsOf(work, 10_000)) as readonly Arrival[]
const decideAll = (times: number): number => {
  let sent = 0
  for (let time = 0; time < times; time += 1) {
    for (const { to, message, now } of arrivals) {
      const { compiled, recipient } = known[to]!
      sent += routeCompiled(compiled, { message, recipient, now })._tag === 'Send' ? 1 : 0
    }
  }
  return sent
}
decideAll(40)
setFlagsFromString('--trace-deopt')
console.log('\nCode taken back while 200,000 compiled decisions are made, one line each:')
const sent = decideAll(20)
setFlagsFromString('--no-trace-deopt')
console.log(`(end of the lines; ${sent} messages were sent)`)

report(
  `What ${work.rules} compiled rules hold beside the preferences themselves, bytes a person`,
  tableText(
    ['in the heap snapshot', 'bytes'],
    grown.map(([kind, bytes]) => [kind, short(bytes)]),
  ),
  grown,
)
