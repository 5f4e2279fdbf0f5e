import type { Reginfo, Registration, RegistrationState } from '../../../../src/wire/reginfo/index.js'
import { mergeReginfo } from '../../../../src/wire/reginfo/index.js'
import { contactOf, ended, registrationOf } from './registrations.js'

const full = (version: number, ...registrations: readonly Registration[]): Reginfo => ({
  version,
  state: 'full',
  registrations,
})

const partial = (version: number, ...registrations: readonly Registration[]): Reginfo => ({
  version,
  state: 'partial',
  registrations,
})

const held = (version: number, ...registrations: readonly Registration[]): RegistrationState => ({
  version,
  registrations,
  needsRefresh: false,
})

const [r1, r2] = [registrationOf('r1', contactOf('k1')), registrationOf('r2', contactOf('k2'))]

describe('mergeReginfo', () => {
  it('takes a first full document as it is', () => {
    expect(mergeReginfo(undefined, full(7, r1))).toEqual(held(7, r1))
  })

  it('takes a first partial document, and asks for the rest', () => {
    expect(mergeReginfo(undefined, partial(7, r1))).toEqual({ ...held(7, r1), needsRefresh: true })
  })

  it('replaces everything by a full document, also after a gap', () => {
    expect(mergeReginfo(held(1, r1), full(2, r2))).toEqual(held(2, r2))
    expect(mergeReginfo({ ...held(1, r1), needsRefresh: true }, full(9, r2))).toEqual(held(9, r2))
  })

  it('replaces everything by a full document of version 0, which some registrars send each time', () => {
    expect(mergeReginfo(held(0, r1), full(0, r2))).toEqual(held(0, r2))
    expect(mergeReginfo(held(5, r1), full(0, r2))).toEqual(held(0, r2))
  })

  it('passes over what it has already and what is older', () => {
    const state = held(5, r1)
    expect(mergeReginfo(state, full(5, r2))).toBe(state)
    expect(mergeReginfo(state, full(4, r2))).toBe(state)
    expect(mergeReginfo(state, partial(5, r2))).toBe(state)
    expect(mergeReginfo(state, partial(0, r2))).toBe(state)
  })

  it('puts rows in by id and leaves the others', () => {
    const longer = registrationOf('r1', contactOf('k1', { event: 'refreshed' }), contactOf('k3'))
    expect(mergeReginfo(held(5, r1, r2), partial(6, longer))).toEqual(held(6, longer, r2))
    expect(mergeReginfo(held(5, r1), partial(6, r2))).toEqual(held(6, r1, r2))
  })

  it('asks for the full state after a gap, and until it comes', () => {
    const after = mergeReginfo(held(5, r1), partial(7, r2))
    expect(after).toEqual({ ...held(7, r1, r2), needsRefresh: true })
    expect(mergeReginfo(after, partial(8)).needsRefresh).toBe(true)
  })

  it('shows what has ended once, and forgets it then', () => {
    const gone = registrationOf('r1', ended('k1'), contactOf('k3'))
    const after = mergeReginfo(held(5, r1, r2), partial(6, gone))
    expect(after.registrations).toEqual([gone, r2])
    expect(mergeReginfo(after, partial(7)).registrations).toEqual([registrationOf('r1', contactOf('k3')), r2])
  })

  it('ends the contacts of a registration that ends without naming them', () => {
    const over: Registration = { ...r1, state: 'terminated', contacts: [] }
    expect(mergeReginfo(held(5, r1), partial(6, over)).registrations).toEqual([
      { ...over, contacts: [ended('k1', { event: 'unregistered' })] },
    ])
  })

  it('takes the later of two rows with one id', () => {
    const twice = registrationOf('r1', contactOf('k1'), ended('k1'))
    expect(mergeReginfo(undefined, full(0, twice)).registrations).toEqual([registrationOf('r1', ended('k1'))])
    expect(mergeReginfo(undefined, full(0, r1, registrationOf('r1', contactOf('k3')))).registrations).toEqual([
      registrationOf('r1', contactOf('k1'), contactOf('k3')),
    ])
  })
})
