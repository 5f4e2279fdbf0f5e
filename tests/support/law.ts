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

/** Holds a law against every step of the small worlds, and against ways through any world. */
export const itHolds = (law: Law, where: (setting: Setting) => boolean = () => true): void => {
  for (const setting of settings.filter(where)) {
    it(`holds in every state of: ${setting.name}`, () => {
      let first: { readonly edge: Edge; readonly from: number; readonly wrong: string } | undefined
      const { pathTo } = explore(setting, (edge, from) => {
        const wrong = first === undefined ? law(edge) : undefined
        if (wrong !== undefined) {
          first = { edge, from, wrong }
        }
      })
      const shown =
        first === undefined
          ? []
          : [...pathTo(first.from), first.edge.move.text, first.edge.actions.map(brief).join(' | '), first.wrong]
      expect(shown).toEqual([])
    })
  }

  it('holds on ways through any world', () => {
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
  })
}
