import { isKnownZone } from '../../../src/schedule/isKnownZone.js'

describe('a zone is known', () => {
  it.each(['Europe/Paris', 'europe/paris', 'UTC', 'Etc/GMT+5', 'US/Pacific', 'America/Argentina/Buenos_Aires'])(
    'as %s',
    (zone) => {
      expect(isKnownZone(zone)).toBe(true)
      expect(isKnownZone(zone)).toBe(true)
    },
  )

  it.each(['', '+01:00', '-08', 'Foo/Bar', 'Europe/Paris ', 'UTC+1', '__proto__', 'A'.repeat(100_000)])(
    'but not as "%.20s"',
    (zone) => {
      expect(isKnownZone(zone)).toBe(false)
      expect(isKnownZone(zone)).toBe(false)
    },
  )

  it('however many others were asked about in between', () => {
    for (let index = 0; index < 3000; index += 1) {
      expect(isKnownZone(`Nowhere/Place${index}`)).toBe(false)
    }
    expect(isKnownZone('Europe/Paris')).toBe(true)
  })
})
