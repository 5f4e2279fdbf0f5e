import { introductionOf, isVectorFile, isVectorIndex, reply } from '../../../src/conformance/index.js'
import { decisionVector, introduction, scenarioVector, step } from './vectors.js'

describe('an introduction', () => {
  const said = { protocol: 1, ...introduction }
  const read = (answer: unknown) => introductionOf({ _tag: 'Right', right: answer })

  it('is read, and what nobody knows of is dropped', () => {
    const answer = {
      ...said,
      seq: 0,
      implementation: { name: 'it', version: '1', language: 'Go', stars: 5 },
      capabilities: ['decision', 'flight'],
      unsupported: [{ requirement: 'NTF-06', reason: 'no', since: 1 }],
    }
    expect(read(answer)).toEqual({
      _tag: 'Right',
      right: {
        implementation: { name: 'it', version: '1', language: 'Go' },
        capabilities: ['decision'],
        unsupported: [{ requirement: 'NTF-06', reason: 'no' }],
      },
    })
  })

  it('need not name what is not supported, nor a language', () => {
    const { unsupported: _, ...rest } = said
    expect(read(rest)).toEqual({ _tag: 'Right', right: introduction })
  })

  it.each([
    [5, 'is not an object'],
    [{ ...said, protocol: 2 }, 'no introduction in protocol 1'],
    [{ ...said, errored: 'no' }, 'no introduction in protocol 1'],
    [{ ...said, implementation: 'it' }, 'is answered with'],
    [{ ...said, implementation: { name: 'it' } }, 'is answered with'],
    [{ ...said, capabilities: 'all' }, 'is answered with'],
    [{ ...said, unsupported: 'none' }, 'is answered with'],
    [{ ...said, unsupported: ['NTF-06'] }, 'is answered with'],
    [{ ...said, unsupported: [{ requirement: 'NTF-06' }] }, 'is answered with'],
  ])('is none: %#', (answer, why) => {
    const found = read(answer)
    expect(found._tag === 'Left' && found.left).toContain(why)
  })

  it('that never came is none', () => {
    expect(introductionOf({ _tag: 'Left', left: 'no answer' })).toEqual({ _tag: 'Left', left: 'no answer' })
  })
})

describe('a file of vectors', () => {
  it('is one', () => {
    const scenario = scenarioVector([step({ recipient: {}, policy: {} })], { held: ['e-1'] })
    expect(isVectorFile({ requirement: 'TERM-12', vectors: [decisionVector(), scenario] })).toBe(true)
  })

  const withStep = (change: object) => ({ ...scenarioVector([]), steps: [{ ...step(), ...change }] })
  it.each([
    5,
    {},
    { vectors: {} },
    ...[
      1,
      { ...decisionVector(), id: 1 },
      { ...decisionVector(), requirements: [] },
      { ...decisionVector(), requirements: 'TERM-12' },
      { ...decisionVector(), role: 'Core' },
      { ...decisionVector(), expect: 1 },
      { ...decisionVector(), kind: 'x' },
      { ...scenarioVector([]), held: [1] },
      { ...scenarioVector([]), steps: {} },
      { ...scenarioVector([]), steps: [1] },
      withStep({ event: 1 }),
      withStep({ expect: 1 }),
      withStep({ recipient: 1 }),
      withStep({ policy: 1 }),
    ].map((vector) => ({ vectors: [vector] })),
  ])('is none: %#', (value) => {
    expect(isVectorFile(value)).toBe(false)
  })
})

describe('an index', () => {
  const index = { version: '1.0.0', digest: '0', counts: {}, files: ['a.json'] }

  it('is one', () => {
    expect(isVectorIndex(index)).toBe(true)
  })

  it.each([
    1,
    { ...index, version: 1 },
    { ...index, digest: 1 },
    { ...index, counts: 1 },
    { ...index, files: 1 },
    { ...index, files: [1] },
  ])('is none: %#', (value) => {
    expect(isVectorIndex(value)).toBe(false)
  })
})

describe('a reply', () => {
  const implementation = {
    introduction,
    decide: () => ({ decision: {} }),
    begin: () => ({ step: () => [implementation.begin(), { actions: [] }] as const, end: () => ({ held: [] }) }),
  } as { readonly introduction: typeof introduction; readonly decide: () => object; readonly begin: () => never }
  const error = { _tag: 'Right', right: { scene: undefined, answer: { errored: 'no scenario was begun' } } }

  it('to a step or an end before the beginning is an error', () => {
    expect(reply(implementation, undefined, { cmd: 'step', event: {}, policy: {} })).toEqual(error)
    expect(reply(implementation, undefined, { cmd: 'end' })).toEqual(error)
  })

  it('to a decision leaves the scenario as it is', () => {
    const begun = reply(implementation, undefined, { cmd: 'begin', role: 'PF', given: {} })
    const scene = begun._tag === 'Right' ? begun.right.scene : undefined
    const decided = reply(implementation, scene, { cmd: 'decide', given: {} })
    expect(decided._tag === 'Right' && decided.right.scene).toBe(scene)
  })
})
