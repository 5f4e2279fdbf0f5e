import fc from 'fast-check'
import {
  decode,
  decodeJson,
  encode,
  RoutingRequestCodec,
  UserPreferencesCodec,
} from '../../src/wire/documents/index.js'
import { routingRequestJson } from '../support/arbitraries.js'
import { mangled } from '../support/mangled.js'
import { runs, seed } from '../support/campaign.js'

const settings = { numRuns: runs(1000), seed: seed(19) }

const hostile = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
] as const

/** Every object in a value has the prototype of a literal, and no member of it came from elsewhere. */
const expectPlain = (value: unknown): void => {
  if (typeof value === 'object' && value !== null) {
    expect(Object.getPrototypeOf(value)).toBe(Array.isArray(value) ? Array.prototype : Object.prototype)
    for (const descriptor of Object.values(Object.getOwnPropertyDescriptors(value))) {
      expectPlain(descriptor.value)
    }
  }
}

const owner = 'sip:+15550100@home2.example'

describe('hostile keys are inert', () => {
  it.each(hostile)('a device with the id %s is a device like any other', (id) => {
    const text = `{"owner":"${owner}","devices":{"${id}":{"deliver":false}}}`
    const decoding = decodeJson(UserPreferencesCodec)(text)
    expect(decoding._tag).toBe('Right')
    if (decoding._tag === 'Right') {
      const { devices } = decoding.right.value
      expect(Object.getPrototypeOf(devices)).toBe(Object.prototype)
      expect(Object.keys(devices ?? {})).toEqual([id])
      expect(Object.hasOwn(devices ?? {}, id)).toBe(true)
      expect(JSON.stringify(encode(UserPreferencesCodec)(decoding.right.value))).toBe(text)
    }
  })

  it.each(hostile)('a member called %s cannot stand in for one that is missing', (name) => {
    const text = `{"${name}":{"owner":"${owner}","recordIncoming":true}}`
    expect(decodeJson(UserPreferencesCodec)(text)).toMatchObject({ left: [{ code: 'missing', path: '/owner' }] })
  })

  it.each(hostile)('a value called %s is none of the known ones', (name) => {
    const decoding = decode(UserPreferencesCodec)({ owner, otherwise: { action: name }, deferred: { option: name } })
    expect(decoding).toMatchObject({ left: [{ path: '/otherwise/action' }, { path: '/deferred/option' }] })
  })

  it('an object that inherits its members has none', () => {
    expect(decode(UserPreferencesCodec)(Object.create({ owner }))).toMatchObject({
      left: [{ path: '', code: 'wrongType' }],
    })
  })

  it('whatever is read is plain, and nothing else has changed', () => {
    const before = Object.getOwnPropertyNames(Object.prototype)
    fc.assert(
      fc.property(mangled(routingRequestJson), (input) => {
        const text = JSON.stringify(input)
        const decoding = decode(RoutingRequestCodec)(input)
        if (decoding._tag === 'Right') {
          expectPlain(decoding.right.value)
        }
        expect(JSON.stringify(input)).toBe(text)
        expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
      }),
      settings,
    )
  })
})
