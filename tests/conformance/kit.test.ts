import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { JsonObject, Vector } from '../../src/conformance/index.js'
import { isVectorFile } from '../../src/conformance/index.js'
import { requirements } from '../../src/requirements.js'
import { protocolSchema, vectorIndex } from './madeFiles.js'
import { allVectors, folder, handWrittenVectors, vectorFiles } from './vectors.js'

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'))

const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false })
formats.default(ajv)
const isValidFile = ajv.compile(readJson('src/conformance/schemas/vectorFile.schema.json'))
const isValidLine = ajv.compile(readJson('src/conformance/schemas/protocol.schema.json'))

const files = [...vectorFiles()]
const vectors = allVectors()
const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]))

const idsOf = (found: readonly Vector[]): readonly string[] => found.map(({ id }) => id)

/** The requests that a vector leads to, as lines; the id of an action is known only when it is asked. */
const linesOf = (vector: Vector): readonly object[] => {
  if (vector.kind === 'decision') {
    return [{ cmd: 'decide', seq: 1, given: vector.given }]
  }
  return vector.steps.map(({ event: { of: pattern, ...event }, recipient, policy }, at) => ({
    cmd: 'step',
    seq: at,
    event: pattern === undefined ? event : { ...event, actionId: 'a' },
    ...(vector.role === 'PF' ? { recipient: recipient ?? vector.given['recipient'] ?? {} } : {}),
    policy: policy ?? vector.given['policy'] ?? {},
  }))
}

describe('the files of vectors', () => {
  it.each(files)('%s is as its schema says', (_, file) => {
    expect([isValidFile(file), isValidFile.errors]).toEqual([true, null])
    expect(isVectorFile(file)).toBe(true)
  })

  it('are those of the index, with its counts and its digest', () => {
    expect(readJson(`${folder}/index.json`)).toEqual(vectorIndex())
  })

  it('hold requests as the schema of the protocol says', () => {
    const invalid = vectors.flatMap((vector) =>
      linesOf(vector).flatMap((line) => (isValidLine(line) ? [] : [[vector.id, isValidLine.errors?.[0]]])),
    )
    expect(invalid).toEqual([])
  })

  it('are named after their requirement, and hold vectors of it alone, counted from 1', () => {
    for (const [name, { requirement, vectors: own }] of files) {
      if (requirement !== undefined) {
        expect(name).toBe(`${requirement}.json`)
        expect(own.map(({ id, requirements: [first] }) => [id, first])).toEqual(
          own.map((_, at) => [`${requirement}/${at + 1}`, requirement]),
        )
      }
    }
  })
})

it('the schema of the protocol is made of the codecs', () => {
  expect(readJson('src/conformance/schemas/protocol.schema.json')).toEqual(protocolSchema())
})

describe('the vectors', () => {
  it('have ids of their own', () => {
    expect(new Set(idsOf(vectors)).size).toBe(vectors.length)
  })

  it('have titles of their own, of at most 70 characters, each a fact', () => {
    const titles = vectors.map(({ title }) => title)
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([])
    expect(titles.filter((title) => title.length > 70 || /\bshould\b|\btests?\b/i.test(title))).toEqual([])
  })

  it('are of requirements that there are, with the level of their own', () => {
    expect(idsOf(vectors.filter((vector) => !vector.requirements.every((id) => byId.has(id))))).toEqual([])
    expect(idsOf(vectors.filter(({ requirements: [own], level }) => byId.get(own)?.level !== level))).toEqual([])
  })

  it('that show what is binding hang on no reading of a silent place', () => {
    const binding = vectors.filter(({ level }) => level === 'shall' || level === 'shall not')
    expect(idsOf(binding.filter((vector) => vector.requirements.some((id) => id.startsWith('AMB'))))).toEqual([])
  })

  it('that need virtual time are no decisions', () => {
    expect(idsOf(vectors.filter(({ timed, kind }) => timed === true && kind === 'decision'))).toEqual([])
  })
})

describe('the requirements that a vector can show', () => {
  const own = new Map<string, Vector[]>()
  for (const vector of handWrittenVectors()) {
    own.set(vector.requirements[0], [...(own.get(vector.requirements[0]) ?? []), vector])
  }
  const casesOf = (id: string): ReadonlySet<string> => new Set((own.get(id) ?? []).map((vector) => vector.case))

  it('have vectors, and so has every silent place', () => {
    const shown = requirements.filter(({ verifiedBy }) => verifiedBy === 'vector')
    expect(shown.filter(({ id }) => !own.has(id)).map(({ id }) => id)).toEqual([])
  })

  it('have one of what must happen and one of what must not, where they bind the two servers', () => {
    const binding = requirements.filter(
      ({ role, level, verifiedBy }) =>
        (role === 'PF' || role === 'MSS') && (level === 'shall' || level === 'shall not') && verifiedBy === 'vector',
    )
    expect(binding.filter(({ id }) => casesOf(id).size < 2).map(({ id }) => id)).toEqual([])
  })
})

it('a request of a vector is not changed by what the reader of the schema needs', () => {
  const given: JsonObject = { cmd: 'stop', seq: 0 }
  expect([isValidLine(given), isValidLine({ cmd: 'stop' }), isValidLine({ seq: 1, errored: 'no' })]).toEqual([
    true,
    false,
    true,
  ])
})
