import { laws } from '../../.config/scripts/reliability.cjs'
import { deferralFaults } from './deferralFaults.js'
import { lawFiles } from './lawFiles.js'
import { routingFaults } from './routingFaults.js'

const faults = [...routingFaults, ...deferralFaults]

/** The checker that a campaign is. */
const checkers: Readonly<Record<string, string>> = {
  table: 'E',
  states: 'M',
  properties: 'P',
  oracle: 'O',
  'deferral-oracle': 'O',
  faults: 'S',
  conformance: 'V',
}

const promised = [...laws.routing, ...laws.deferral] as unknown as readonly (readonly [
  law: string,
  words: string,
  by: readonly string[],
])[]

describe('the faults on purpose, which `npm run campaign -- teeth` has every checker notice', () => {
  it('are at least thirty, each with a name of its own in its room', () => {
    expect(faults.length).toBeGreaterThanOrEqual(30)
    expect(new Set(faults.map(({ law, name }) => `${law}: ${name}`)).size).toBe(faults.length)
  })

  it('break every law of routing and deferral, and no other', () => {
    expect([...new Set(faults.map(({ law }) => law))].toSorted()).toEqual(promised.map(([law]) => law).toSorted())
    expect(Object.keys(lawFiles).toSorted()).toEqual(promised.map(([law]) => law).toSorted())
  })

  it('are noticed by every means that docs/reliability.md names with their law', () => {
    const silent = promised.flatMap(([law, , by]) =>
      by
        .filter((campaign) => {
          const checker = checkers[campaign]
          return !faults.some((fault) => fault.law === law && fault.noticedBy.some((one) => one === checker))
        })
        .map((campaign) => `${law}: ${campaign}`),
    )
    expect(silent).toEqual([])
  })
})
