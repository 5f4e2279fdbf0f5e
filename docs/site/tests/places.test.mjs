import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fragmentOf, readFragment } from '../playground/fragment.ts'
import { jsonText } from '../playground/jsonText.ts'
import { placeInJson, placesInJson } from '../playground/placeInJson.ts'

const valueAt = (value, pointer) =>
  pointer
    .split('/')
    .slice(1)
    .reduce((inner, name) => inner[name.replaceAll('~1', '/').replaceAll('~0', '~')], value)

describe('a place in a JSON text', () => {
  it('holds the value that its pointer names, for any value', () =>
    fc.assert(
      fc.property(
        fc.jsonValue({ noUnicodeString: false }),
        fc.constantFrom(jsonText, JSON.stringify),
        (value, write) => {
          const text = write(value)
          const parsed = JSON.parse(text)
          for (const [pointer, { start, end }] of placesInJson(text)) {
            assert.deepEqual(JSON.parse(text.slice(start, end)), valueAt(parsed, pointer))
          }
        },
      ),
    ))

  it('is that of what is around it where a member is missing', () => {
    const text = '{ "a": [1, { "b": true }] }'
    const { start, end } = placeInJson(text, '/a/1/c')
    assert.equal(text.slice(start, end), '{ "b": true }')
  })

  it('is found in any text without a failure', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]:,"\\a1 \n<') }), fc.string(), (text, pointer) => {
        const { start, end } = placeInJson(text, `/${pointer}`)
        assert.equal(start <= end && end <= text.length, true)
      }),
    ))
})

describe('a JSON text for a person', () => {
  it('says the same', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) =>
        assert.deepEqual(JSON.parse(jsonText(value)), JSON.parse(JSON.stringify(value))),
      ),
    ))
})

describe('a fragment', () => {
  it('gives back the texts that it was made of', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' })), (texts) =>
        assert.deepEqual({ ...readFragment(fragmentOf(texts)) }, { ...texts }),
      ),
    ))

  it('is nothing where it is not whole', () =>
    fc.assert(fc.property(fc.string(), (text) => void readFragment(`#${text}`))))
})
