import { factsOf } from '../teeth/collect.js'
import { lawFiles } from '../teeth/lawFiles.js'
import { stepLaws } from '../teeth/law.js'
import { explore } from '../support/exploration.js'
import { brief } from '../support/machine.js'
import { settings } from '../support/settings.js'
import { client, now } from '../support/builders.js'
import type { Setting } from '../support/world.js'
import { held } from '../support/world.js'

/** Goes through larger worlds than the tests do, with every law at every step, each world until its time is up. */
const option = (name: string, otherwise: number): number => {
  const place = process.argv.indexOf(`--${name}`)
  return place < 0 ? otherwise : Number(process.argv[place + 1])
}
const print = (text: string): void => void process.stdout.write(`${text}\n`)
const secondsForEach = 20 * option('times', 1)

const minute = 60_000
const [phone, tablet, watch] = ['phone', 'tablet', 'watch'].map((deviceId) => client({ deviceId }))
const clients = [phone, tablet, watch].flatMap((one) => (one === undefined ? [] : [one]))
const away = clients.map((one) => ({ ...one, registered: false }))
const defer = { action: 'defer' } as const
const quiet = [{ doNotDisturb: { on: true } }, { doNotDisturb: { on: false } }]

const larger: readonly Setting[] = [
  {
    name: 'push, 3 messages × 2 clients',
    messages: [{ expiresAt: now + minute }, {}, {}],
    clients: away.slice(0, 2),
    preferences: { otherwise: defer, deferred: { option: 'push' } },
    changes: quiet,
  },
  {
    name: 'push, 2 messages × 3 clients',
    messages: [{ expiresAt: now + minute }, {}],
    clients: away,
    preferences: { otherwise: defer, deferred: { option: 'push' } },
  },
  {
    name: 'push, 4 messages × 1 client',
    messages: [{ expiresAt: now + minute }, {}, {}, {}],
    clients: away.slice(0, 1),
    preferences: { otherwise: defer, deferred: { option: 'push' } },
    changes: quiet,
  },
  {
    name: 'notify, 3 messages × 2 clients',
    messages: [{ expiresAt: now + minute }, { expiresAt: now + minute }, {}],
    clients: clients.slice(0, 2),
    preferences: { otherwise: defer, deferred: { option: 'notify' } },
    changes: quiet,
  },
  {
    name: 'hand over, 3 messages × 2 clients',
    messages: [{ expiresAt: now + minute, notificationsRequested: ['positive-delivery'] }, {}, {}],
    clients: clients.slice(0, 2),
    preferences: { otherwise: defer, deferred: { option: 'store' } },
    changes: quiet,
    unknowns: 1,
  },
]

class TimeIsUp extends Error {}

/** The states from which no state can be reached in which nothing is held. */
const stuckAmong = (states: number, comingFrom: ReadonlyMap<number, readonly number[]>, ended: Set<number>): number => {
  for (const state of ended) {
    for (const from of comingFrom.get(state) ?? []) {
      ended.add(from)
    }
  }
  return states - ended.size
}

for (const load of Object.values(lawFiles)) {
  await factsOf(load)
}
let allStates = 0
let allSteps = 0
let whole = 0
const violations: string[] = []
for (const setting of larger) {
  const laws = stepLaws.filter(({ where }) => where(setting))
  const end = performance.now() + secondsForEach * 1000
  const comingFrom = new Map<number, number[]>()
  const ended = new Set<number>()
  let states = 1
  let steps = 0
  let isWhole = true
  try {
    explore(setting, (edge, from, to) => {
      steps += 1
      states = Math.max(states, to + 1)
      const origins = comingFrom.get(to) ?? []
      origins.push(from)
      comingFrom.set(to, origins)
      if (held(edge.after).length === 0) {
        ended.add(to)
      }
      for (const { law } of laws) {
        const wrong = law(edge)
        if (wrong !== undefined && violations.length < 10) {
          violations.push(`${setting.name}: ${edge.move.text}: ${edge.actions.map(brief).join(' | ')}: ${wrong}`)
        }
      }
      if (performance.now() > end) {
        throw new TimeIsUp()
      }
    })
  } catch (error) {
    if (!(error instanceof TimeIsUp)) {
      throw error
    }
    isWhole = false
  }
  const stuck = isWhole ? stuckAmong(states, comingFrom, ended) : 0
  if (stuck > 0) {
    violations.push(`${setting.name}: ${stuck} states from which nothing ends`)
  }
  allStates += states
  allSteps += steps
  whole += isWhole ? 1 : 0
  print(
    `${setting.name}: ${states} states, ${steps} steps, ${isWhole ? `whole, ${stuck} stuck` : 'until the time was up'}`,
  )
}
for (const violation of violations) {
  print(violation)
}
const number = (value: number): string => value.toLocaleString('en-US')
print(
  `${settings.length} worlds of up to 2 × 2 pinned in the tests; ${larger.length} larger ones (3 × 2, 2 × 3, 4 × 1), ${whole} of them whole: ` +
    `${number(allStates)} states, ${number(allSteps)} steps, ${stepLaws.length} laws at each: ${violations.length} violations`,
)
process.exitCode = violations.length === 0 ? 0 : 1
