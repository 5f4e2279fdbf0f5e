import { registrationChanges } from '../../../../src/wire/reginfo/index.js'
import { announces, contactOf, ended, instance, registrationOf, stateOf } from './registrations.js'

const phone = instance('urn:uuid:1')
const of = (...contacts: Parameters<typeof registrationOf>[1][]) => stateOf(registrationOf('r1', ...contacts))
const bound = (id: string, event: string) => contactOf(id, { event, parameters: [phone] })
const nothing = { registered: [], changed: [], deregistered: [] }

describe('registrationChanges', () => {
  it.each(['registered', 'created', 'refreshed', 'shortened', 'moved'])(
    'finds a device newly registered that was not, though its event is %s',
    (event) => {
      const registered = { ...nothing, registered: ['urn:uuid:1'] }
      expect(registrationChanges(undefined, of(bound('k1', event)))).toEqual(registered)
      expect(registrationChanges(of(ended('k1', { parameters: [phone] })), of(bound('k1', event)))).toEqual(registered)
    },
  )

  it.each(['registered', 'created', 'refreshed', 'shortened'])(
    'finds nothing new in a binding that is reported again as %s',
    (event) => {
      const before = of(bound('k1', 'registered'))
      expect(registrationChanges(before, of(bound('k1', event)))).toEqual(nothing)
      expect(registrationChanges(before, of({ ...bound('k1', event), id: 'another pointer' }))).toEqual(nothing)
    },
  )

  it('finds a device newly registered that has bound another contact', () => {
    const before = of(bound('k1', 'registered'))
    const after = of(bound('k1', 'registered'), bound('k2', 'registered'))
    expect(registrationChanges(before, after)).toEqual({ ...nothing, registered: ['urn:uuid:1'] })
  })

  it('finds a device changed that announces other services or is reached elsewhere', () => {
    const before = of(bound('k1', 'registered'))
    const more = { ...bound('k1', 'refreshed'), parameters: [phone, announces('msg')] }
    const changed = { ...nothing, changed: ['urn:uuid:1'] }
    expect(registrationChanges(before, of(more))).toEqual(changed)
    expect(registrationChanges(before, of(bound('k2', 'refreshed')))).toEqual(changed)
    expect(registrationChanges(before, of({ ...bound('k1', 'refreshed'), pubGruu: 'sip:g' }))).toEqual(changed)
  })

  it('finds a device deregistered whose contacts have ended or gone', () => {
    const before = of(bound('k1', 'registered'))
    const deregistered = { ...nothing, deregistered: ['urn:uuid:1'] }
    expect(registrationChanges(before, of(ended('k1', { parameters: [phone] })))).toEqual(deregistered)
    expect(registrationChanges(before, stateOf())).toEqual(deregistered)
  })
})
