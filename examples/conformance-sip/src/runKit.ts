import { createRequire } from 'node:module'
import {
  type Introduction,
  isVectorFile,
  isVectorIndex,
  type Json,
  runVectorsAsync,
  type Vector,
  type VerdictRecord,
} from 'cpm-routing/conformance'
import { decideOnTheWire } from './decideOnTheWire.js'
import { type Core, openCore } from './openCore.js'
import { startTarget } from './startTarget.js'
import { whyNotAsked } from './whyNotAsked.js'

const require = createRequire(import.meta.url)

/** The vectors of the kit that were written by hand and ask for a decision, and the version of the kit. */
export const decisionVectors = (): { readonly version: string; readonly vectors: readonly Vector[] } => {
  const index: unknown = require('cpm-routing/conformance/vectors/index.json')
  if (!isVectorIndex(index)) {
    throw new TypeError('the index of the kit cannot be read')
  }
  const vectors = index.files
    .filter((file) => !file.includes('/'))
    .flatMap((file) => {
      const read: unknown = require(`cpm-routing/conformance/vectors/${file}`)
      return isVectorFile(read) ? read.vectors : []
    })
  return { version: index.version, vectors: vectors.filter(({ kind }) => kind === 'decision') }
}

export const introduction: Introduction = {
  implementation: { name: 'examples/participating-function, over SIP', version: '0.1.0', language: 'TypeScript' },
  capabilities: ['decision'],
  unsupported: [],
}

/** A verdict, with what was on the wire for it. */
export interface Captured {
  readonly record: VerdictRecord
  readonly wire: readonly string[]
}

const reasonOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))

const policyOf = (vector: Vector): string => JSON.stringify(vector.kind === 'decision' ? vector.given['policy'] : {})

const judge = async (vector: Vector, answer: () => Promise<object>): Promise<VerdictRecord> => {
  const [record] = await runVectorsAsync([vector], introduction, async () => {
    try {
      return { _tag: 'Right', right: await answer() }
    } catch (thrown) {
      return { _tag: 'Left', left: reasonOf(thrown) }
    }
  })
  if (record === undefined) {
    throw new Error(`no verdict on ${vector.id}`)
  }
  return record
}

const judgeOnTheWire = async (core: Core, policy: string, vectors: readonly Vector[]): Promise<readonly Captured[]> => {
  const target = await startTarget(core.port, JSON.parse(policy) as Json)
  core.turnTo(target.sipPort)
  const captured: Captured[] = []
  for (const vector of vectors) {
    core.wire.length = 0
    const given = vector.kind === 'decision' ? vector.given : {}
    const record = await judge(vector, () => decideOnTheWire(core, target, given))
    captured.push({ record, wire: [...core.wire] })
  }
  await target.stop()
  return captured
}

/** Asks a target each vector that can be asked on the wire; one process of it for each policy. */
export const runKit = async (vectors: readonly Vector[]): Promise<readonly Captured[]> => {
  const core = await openCore()
  const captured: Captured[] = []
  const byPolicy = new Map<string, Vector[]>()
  for (const vector of vectors) {
    const why = whyNotAsked(vector)
    if (why === undefined) {
      byPolicy.set(policyOf(vector), [...(byPolicy.get(policyOf(vector)) ?? []), vector])
    } else {
      captured.push({ record: await judge(vector, async () => ({ skipped: why })), wire: [] })
    }
  }
  for (const [policy, ofPolicy] of byPolicy) {
    captured.push(...(await judgeOnTheWire(core, policy, ofPolicy)))
  }
  core.close()
  return captured
}
