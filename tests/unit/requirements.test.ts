import { readFileSync } from 'node:fs'
import { expectTypeOf } from 'expect-type'
import { matrixFile, requirementsMatrix } from '../../.config/scripts/requirementsMatrix.js'
import { idsOfCode, readTrace } from '../../.config/scripts/requirementsTrace.js'
import type { Interpretations } from '../../src/model/index.js'
import { actionsUponExpiration, defaultActions, rejectStatuses } from '../../src/model/index.js'
import type { InterpretationId, RequirementId } from '../../src/requirements.js'
import { interpretations, requirements } from '../../src/requirements.js'

/** `TERM-01` to `TERM-20` and so on, as the change request was cut. */
const counts = { TERM: 20, DEF: 3, NTF: 14, PSH: 9, HND: 2, MSS: 6, AMB: 34 } as const

const numbered = (prefix: keyof typeof counts): readonly string[] =>
  Array.from({ length: counts[prefix] }, (_, index) => `${prefix}-${String(index + 1).padStart(2, '0')}`)

/** Everything without code so far, by the reason; whatever is built must be taken out. */
const notYetBuilt: Readonly<Record<string, readonly string[]>> = {}

const ids: readonly string[] = requirements.map(({ id }) => id)
const trace = readTrace()
const unbuilt = Object.values(notYetBuilt).flat()
const built = requirements.filter(({ id }) => !unbuilt.includes(id))

describe('the catalogue of requirements', () => {
  it('has every id once, in order', () => {
    const prefixes: readonly (keyof typeof counts)[] = ['TERM', 'DEF', 'NTF', 'PSH', 'HND', 'MSS', 'AMB']
    expect(ids).toEqual(prefixes.flatMap(numbered))
  })

  it('has exactly the ids of the type', () => {
    const source = ['src/requirements.ts', 'src/interpretations.ts'].map((file) => readFileSync(file, 'utf8')).join('')
    const members = [...source.matchAll(/^ {2}\| '([A-Z]+-\d+)'$/gm)].map((match) => match[1])
    expect(members).toEqual(ids)
    expectTypeOf<Extract<RequirementId, `AMB-${string}`>>().toEqualTypeOf<InterpretationId>()
  })

  it('says what must be true in one short sentence', () => {
    for (const { id, gist } of requirements) {
      expect([id, gist]).toEqual([id, expect.stringMatching(/^[A-Z][^.]{15,100}\.$/)])
    }
  })

  it('puts each statement into its section', () => {
    const sections = new Set(requirements.map(({ id, section }) => `${id.slice(0, 3)} ${section}`))
    expect([...sections].filter((entry) => !entry.startsWith('AMB'))).toEqual([
      'TER 5.2.2.1.3',
      'DEF 5.2.2.2',
      'NTF 5.2.2.2.1',
      'PSH 5.2.2.2.2',
      'HND 5.2.2.2.3',
      'MSS 5.2.2.2.3',
    ])
  })

  it('lets a reading of a silent place decide no conformance', () => {
    for (const { id, level } of requirements) {
      expect([id, level === 'interpretation']).toEqual([id, id.startsWith('AMB-')])
    }
  })
})

describe('the choices of a provider', () => {
  const choices = interpretations.flatMap((interpretation) =>
    interpretation.switch === undefined ? [] : [{ id: interpretation.id, ...interpretation.switch }],
  )

  it('are the eleven that are marked as switches', () => {
    expect(choices.map(({ id }) => id.slice('AMB-'.length)).join(' ')).toBe('01 02 07 12 14 16 20 22 28 29 33')
  })

  it('name the members of the policy', () => {
    const named = choices.flatMap(({ id, member }) => (member === `interpretations.${id}` ? [id] : []))
    const members: Record<keyof Interpretations, true> = {
      'AMB-01': true,
      'AMB-07': true,
      'AMB-12': true,
      'AMB-14': true,
      'AMB-20': true,
      'AMB-22': true,
      'AMB-29': true,
    }
    expect(named).toEqual(Object.keys(members))
  })

  it('have the values that the model has', () => {
    const valuesOf = (id: string): ReadonlySet<unknown> => new Set(choices.find((choice) => choice.id === id)?.values)
    expect(valuesOf('AMB-02')).toEqual(new Set(defaultActions))
    expect(valuesOf('AMB-16')).toEqual(new Set(actionsUponExpiration))
    expect(valuesOf('AMB-28')).toEqual(new Set(rejectStatuses))
    expectTypeOf<NonNullable<Interpretations['AMB-01']>>().toEqualTypeOf<'firstMatch' | 'outcomeOrder'>()
    expectTypeOf<NonNullable<Interpretations['AMB-07']>>().toEqualTypeOf<'nextTrigger' | 'literal'>()
    expectTypeOf<NonNullable<Interpretations['AMB-12']>>().toEqualTypeOf<'current' | 'frozen'>()
    expectTypeOf<NonNullable<Interpretations['AMB-14']>>().toEqualTypeOf<'checked' | 'literal'>()
    expectTypeOf<NonNullable<Interpretations['AMB-20']>>().toEqualTypeOf<'one' | 'two'>()
    expectTypeOf<NonNullable<Interpretations['AMB-22']>>().toEqualTypeOf<'literal' | 'update'>()
    expectTypeOf<NonNullable<Interpretations['AMB-29']>>().toEqualTypeOf<'fail' | 'defer'>()
  })
})

describe('the trace from requirements to code and tests', () => {
  it('reads ids after @spec and in interpretation comments', () => {
    expect(idsOfCode(' * @spec TERM-01 AMB-02\n// Interpretation AMB-03: as AMB-04\n// TERM-05 in passing')).toEqual([
      'TERM-01',
      'AMB-02',
      'AMB-03',
      'AMB-04',
    ])
  })

  it('finds no id in the code that the catalogue does not have', () => {
    expect([...trace.code.keys()].filter((id) => !ids.includes(id))).toEqual([])
  })

  it('finds no id in a test that the catalogue does not have, but 99, which stands for none', () => {
    const named = [...trace.tests.keys()].filter((id) => !id.endsWith('-99'))
    expect(named.filter((id) => !ids.includes(id))).toEqual([])
  })

  it('finds code for every requirement that is built', () => {
    expect(built.filter(({ id }) => !trace.code.has(id)).map(({ id }) => id)).toEqual([])
  })

  it('finds a test for every requirement that is built, unless only the documentation states it', () => {
    const untested = built.filter(({ id, verifiedBy }) => verifiedBy !== 'statement' && !trace.tests.has(id))
    expect(untested.map(({ id }) => id)).toEqual([])
  })

  it('finds no code for what is listed as not built yet', () => {
    expect(unbuilt.filter((id) => trace.code.has(id))).toEqual([])
  })

  it('lists nothing twice, and nothing that is not in the catalogue, as not built yet', () => {
    expect(unbuilt).toHaveLength(new Set(unbuilt).size)
    expect(unbuilt.filter((id) => !ids.includes(id))).toEqual([])
  })
})

describe(matrixFile, () => {
  it('is current; npm run matrix writes it anew', () => {
    expect(readFileSync(matrixFile, 'utf8')).toBe(requirementsMatrix(trace))
  })
})
