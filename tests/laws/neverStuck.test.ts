import { explore } from '../support/exploration.js'
import { settings } from '../support/settings.js'
import { held } from '../support/world.js'

/**
 * How many states and steps each small world has: another number is another behaviour. A storage operation that is owed and was refused is a
 * state of its own: nothing is under way then, and it is asked for anew later, under another id.
 */
const sizes: Readonly<Record<string, readonly [states: number, steps: number]>> = {
  push: [2264, 14374],
  'push at once, to clients that refuse (AMB-07, alternative)': [165, 439],
  'push with an unknown outcome, storage at expiry': [1281, 6359],
  'push of one message to two clients, with an unknown outcome': [1875, 12168],
  'push of one message that may be revoked, with unknown outcomes': [1416, 7674],
  notify: [4421, 34946],
  'notify, with a session for each client': [611, 3527],
  'everything that a client can ask for': [1387, 9389],
  'two messages in a session': [105, 382],
  'hand over': [1763, 9027],
  'hand over, and do-not-disturb told of (AMB-22, alternative)': [49, 148],
  'hand over beside a copy (AMB-20, alternative)': [745, 4033],
  sending: [402, 1443],
  'sending one message to two clients, with an unknown outcome': [1480, 7577],
  'interworking, deferred where it fails (AMB-29, alternative)': [687, 2881],
  'changing options': [2451, 16066],
}

describe('neverStuck: from every state every message that was accepted can come to its outcome', () => {
  for (const setting of settings) {
    it(`holds in every state of: ${setting.name}`, () => {
      const comingFrom = new Map<number, number[]>()
      const reached = new Set<number>()
      const { states, steps, pathTo } = explore(setting, ({ after }, from, to) => {
        comingFrom.set(to, [...(comingFrom.get(to) ?? []), from])
        if (held(after).length === 0) {
          reached.add(to)
        }
      })
      for (const state of reached) {
        for (const from of comingFrom.get(state) ?? []) {
          reached.add(from)
        }
      }
      const stuck = Array.from({ length: states }, (_, state) => state).find((state) => !reached.has(state))
      expect(stuck === undefined ? [] : pathTo(stuck)).toEqual([])
      expect([states, steps]).toEqual(sizes[setting.name])
    })
  }
})
