import fc from 'fast-check'
import { brief } from './machine.js'
import { explore } from './exploration.js'
import { settings } from './settings.js'
import { anyChoices, anySetting, walk } from './walk.js'
import type { Edge, Setting } from './world.js'
import { runs, seed } from './campaign.js'

/** What is wrong with a step, if something is. */
export type Law = (edge: Edge) => string | undefined

/** Whether do-not-disturb comes and goes in a world. */
export const hasDoNotDisturb = ({ changes }: Setting): boolean =>
  (changes ?? []).some(({ doNotDisturb }) => doNotDisturb !== undefined)

/** Whether messages are pushed in a world. */
export const hasPush = ({ preferences }: Setting): boolean => preferences.deferred?.option !== 'notify'

/** Whether clients are notified in a world. */
export const hasNotify = ({ name, preferences }: Setting): boolean =>
  preferences.deferred?.option === 'notify' || name === 'changing options'

interface Violation {
  readonly edge: Edge
  readonly from: number
  readonly wrong: string
}

/** Every law that is held in this run; laws that are held together go through each world once. */
const laws: Law[] = []

const judged = new Map<Setting, ReadonlyMap<Law, readonly string[]>>()

/** What breaks each law in a world, if something does: the way there, the step, and what is wrong. */
const verdictsIn = (setting: Setting): ReadonlyMap<Law, readonly string[]> => {
  const known = judged.get(setting)
  if (known !== undefined) {
    return known
  }
  const first = new Map<Law, Violation>()
  const { pathTo } = explore(setting, (edge, from) => {
    for (const law of laws) {
      const wrong = first.has(law) ? undefined : law(edge)
      if (wrong !== undefined) {
        first.set(law, { edge, from, wrong })
      }
    }
  })
  const verdicts = new Map(
    [...first].map(([law, { edge, from, wrong }]) => [
      law,
      [...pathTo(from), edge.move.text, edge.actions.map(brief).join(' | '), wrong],
    ]),
  )
  judged.set(setting, verdicts)
  return verdicts
}

let someWays: readonly (readonly Edge[])[] | undefined

/** Ways through any world, by chance. */
const ways = (): readonly (readonly Edge[])[] => {
  someWays ??= fc
    .sample(fc.tuple(anySetting, anyChoices), { numRuns: runs(200), seed: seed(20_260_203) })
    .map(([setting, choices]) => walk(setting, choices))
  return someWays
}

/** The shortest way that breaks a law. */
const shortestWay = (law: Law): void => {
  fc.assert(
    fc.property(anySetting, anyChoices, (setting, choices) => {
      const edges = walk(setting, choices)
      for (const [place, edge] of edges.entries()) {
        const wrong = law(edge)
        if (wrong !== undefined) {
          const path = edges
            .slice(0, place + 1)
            .map(({ move, actions }) => `${move.text}: ${actions.map(brief).join(' | ')}`)
          throw new Error([...path, wrong].join('\n'))
        }
      }
    }),
    { numRuns: runs(200), seed: seed(20_260_203) },
  )
}

/** Holds a law against every step of the small worlds, and against ways through any world. */
export const itHolds = (law: Law, where: (setting: Setting) => boolean = () => true): void => {
  laws.push(law)
  for (const setting of settings.filter(where)) {
    it(`holds in every state of: ${setting.name}`, () => {
      expect(verdictsIn(setting).get(law) ?? []).toEqual([])
    })
  }

  it('holds on ways through any world', () => {
    const wrong = ways().flatMap((edges) => edges.flatMap((edge) => law(edge) ?? []))
    if (wrong.length > 0) {
      shortestWay(law)
    }
    expect(wrong).toEqual([])
  })
}
