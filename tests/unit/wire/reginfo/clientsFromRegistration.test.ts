import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CpmClient } from '../../../../src/model/index.js'
import { clientsFromRegistration, mergeReginfo, readReginfo } from '../../../../src/wire/reginfo/index.js'
import { announces, contactOf, ended, instance, registrationOf, stateOf } from './registrations.js'

const phone = instance('urn:gsma:imei:35622410-483840-0')
const phoneId = 'urn:gsma:imei:35622410-483840-0'

describe('clientsFromRegistration', () => {
  it('gives one client for a device, however many addresses of the user it is registered for', () => {
    const contact = contactOf('k1', { parameters: [phone, announces('msg', 'largemsg')] })
    const state = stateOf(registrationOf('r1', contact), registrationOf('r2', { ...contact, id: 'k2' }))
    expect(clientsFromRegistration(state)).toEqual([
      { deviceId: phoneId, registered: true, contact: 'sip:k1@198.51.100.7', services: ['msg', 'largemsg'] },
    ])
  })

  it('calls a device without instance by its contact', () => {
    expect(clientsFromRegistration(stateOf(registrationOf('r1', contactOf('k1'))))).toEqual([
      { deviceId: 'sip:k1@198.51.100.7', registered: true, contact: 'sip:k1@198.51.100.7' },
    ])
  })

  it.each([
    ['"<urn:uuid:1>"', 'urn:uuid:1'],
    ['<urn:uuid:1>', 'urn:uuid:1'],
    ['%3Curn%3Auuid%3A1%3E', 'urn:uuid:1'],
    ['urn:uuid:1', 'urn:uuid:1'],
    ['""', 'sip:k1@198.51.100.7'],
    ['"', '"'],
  ])('reads the instance %s as %s', (value, deviceId) => {
    const contact = contactOf('k1', { parameters: [{ name: '+SIP.Instance', value }] })
    expect(clientsFromRegistration(stateOf(registrationOf('r1', contact)))).toMatchObject([{ deviceId }])
  })

  it('decides on the state of the contact, not on its event and not on its preference', () => {
    const odd = contactOf('k1', { event: 'expired', q: 0 })
    const gone = ended('k2', { event: 'registered' })
    expect(clientsFromRegistration(stateOf(registrationOf('r1', odd, gone)))).toEqual([
      { deviceId: odd.uri, registered: true, contact: odd.uri },
      { deviceId: gone.uri, registered: false },
    ])
  })

  it('counts a device as registered while one of its contacts is bound, and reaches it there', () => {
    const old = ended('k1', { parameters: [phone] })
    const current = contactOf('k2', { parameters: [phone], pubGruu: 'sip:u@home2.example;gr=1' })
    expect(clientsFromRegistration(stateOf(registrationOf('r1', old, current)))).toEqual([
      { deviceId: phoneId, registered: true, contact: 'sip:u@home2.example;gr=1' },
    ])
  })

  it('joins what all bound contacts of a device announce, and what a lost one announced', () => {
    const first = contactOf('k1', { parameters: [phone, announces('deferred')] })
    const second = contactOf('k2', { parameters: [phone, announces('msg')] })
    const silent = contactOf('k3', { parameters: [phone] })
    const lost = ended('k4', { parameters: [announces('msg')] })
    expect(clientsFromRegistration(stateOf(registrationOf('r1', first, second, silent, lost)))).toMatchObject([
      { deviceId: phoneId, services: ['msg', 'deferred'] },
      { registered: false, services: ['msg'] },
    ])
  })

  it('says since when a device is registered where the registrar says how long', () => {
    const contacts = [
      contactOf('k1', { parameters: [phone], durationRegistered: 60 }),
      contactOf('k2', { parameters: [phone], durationRegistered: 3600 }),
      contactOf('k3'),
    ]
    const [timed, untimed] = clientsFromRegistration(stateOf(registrationOf('r1', ...contacts)), {
      receivedAt: 10_000_000,
    })
    expect(timed?.registeredAt).toBe(6_400_000)
    expect(untimed).not.toHaveProperty('registeredAt')
  })

  describe('with clients known before', () => {
    const known: CpmClient = {
      deviceId: phoneId,
      contact: 'sip:old@192.0.2.1',
      registered: true,
      registeredAt: 1,
      services: ['msg'],
      connectivity: 'limited',
      capabilities: { maxSize: 1000 },
      pushAddress: 'push:1',
    }
    const lasting = {
      services: ['msg'],
      connectivity: 'limited',
      capabilities: { maxSize: 1000 },
      pushAddress: 'push:1',
    }

    it('keeps what a registration does not say', () => {
      const state = stateOf(registrationOf('r1', contactOf('k1', { parameters: [phone] })))
      expect(clientsFromRegistration(state, { known: [known] })).toEqual([
        { ...lasting, deviceId: phoneId, registered: true, contact: 'sip:k1@198.51.100.7' },
      ])
    })

    it('lists a device that is not named any more as not registered', () => {
      const bare: CpmClient = { deviceId: 'd2', registered: true, contact: 'sip:d2@192.0.2.1' }
      expect(clientsFromRegistration(stateOf(), { known: [known, bare] })).toEqual([
        { ...lasting, deviceId: phoneId, registered: false },
        { deviceId: 'd2', registered: false },
      ])
    })

    it('leaves a device that is not named as it is while a document is missing', () => {
      expect(clientsFromRegistration({ ...stateOf(), needsRefresh: true }, { known: [known] })).toEqual([known])
    })
  })

  it('gives the two devices of the example', () => {
    const read = readReginfo(new Uint8Array(readFileSync(join(__dirname, '../../../../examples/registration.xml'))))
    const clients = read._tag === 'Right' ? clientsFromRegistration(mergeReginfo(undefined, read.right.value)) : []
    expect(clients).toEqual([
      {
        deviceId: phoneId,
        registered: true,
        contact: 'sip:+15550100@home2.example;gr=urn:gsma:imei:35622410-483840-0',
        services: ['msg', 'largemsg', 'deferred'],
      },
      { deviceId: 'urn:uuid:6f2b7a52-41d0-4c57-9a0e-0d6f3b1c88aa', registered: false, services: ['msg'] },
    ])
  })
})
