import { explore } from '../support/exploration.js'
import { settings } from '../support/settings.js'
import { held } from '../support/world.js'

/** How many states and steps each small world has: another number is another behaviour. */
const sizes: Readonly<Record<string, readonly [states: number, steps: number]>> = {
  push: [2264, 14374],
  'push at once, to clients that refuse (AMB-07, alternative)': [165, 439],
  'push with an unknown outcome, storage at expiry': [1007, 5069],
  'push of one message to two clients, with an unknown outcome': [1875, 12168],
  'push of one message that may be revoked, with unknown outcomes': [1416, 7674],
  notify: [4421, 34946],
  'notify, with a session for each client': [548, 3173],
  'everything that a client can ask for': [1387, 9389],
  'two messages in a session': [105, 382],
  'hand over': [733, 4379],
  'hand over, and do-not-disturb told of (AMB-22, alternative)': [27, 87],
  'hand over beside a copy (AMB-20, alternative)': [365, 2343],
  sending: [392, 1400],
  'sending one message to two clients, with an unknown outcome': [1480, 7577],
  'interworking, deferred where it fails (AMB-29, alternative)': [683, 2877],
  'changing options': [1717, 10796],
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
