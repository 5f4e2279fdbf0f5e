import fc from 'fast-check'
import { readPolicy, writePolicy } from '../../src/wire/policy/index.js'
import { userPreferences } from '../support/arbitraries.js'
import { preferences, rule } from '../support/builders.js'
import { valueOf } from '../support/wireText.js'
import { runs, seed } from '../support/campaign.js'

/** Every character that XML can carry; half a pair and most control characters it cannot. */
const xmlText = fc
  .string({ unit: 'binary', minLength: 1 })
  .map((text) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '-'))

describe('preferences are the same after XML', () => {
  it('whatever they say', () => {
    fc.assert(
      fc.property(userPreferences, (given) => {
        expect(valueOf(readPolicy(writePolicy(given)))).toEqual({ ...given, rules: given.rules ?? [] })
      }),
      { numRuns: runs(500), seed: seed(20_260_203) },
    )
  })

  it('whatever text stands in them', () => {
    fc.assert(
      fc.property(xmlText, xmlText, xmlText, (id, subject, sphere) => {
        const when = { subjectContains: [subject], sphere: [sphere], unknownConditions: [{ name: id, value: subject }] }
        const given = preferences({ rules: [rule({ action: 'store' }, when, id)], devices: { [id]: {} } })
        expect(valueOf(readPolicy(writePolicy(given)))).toEqual(given)
      }),
      { numRuns: runs(500), seed: seed(20_260_203) },
    )
  })
})
