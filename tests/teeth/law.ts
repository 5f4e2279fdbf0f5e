import fc from 'fast-check'
import type { Law } from '../support/law.js'
import { runs, seed } from '../support/campaign.js'
import { brief } from '../support/machine.js'
import { explore } from '../support/exploration.js'
import { settings } from '../support/settings.js'
import { anyChoices, anySetting, walk } from '../support/walk.js'
import type { Setting } from '../support/world.js'

/** The violations of all laws so far in every state of some worlds, each world gone through once. */
export const violationsIn = (worlds: readonly Setting[]): readonly string[] => {
  const violations: string[] = []
  for (const setting of worlds) {
    const laws = stepLaws.filter(({ where }) => where(setting))
    explore(setting, (edge) => {
      for (const { law } of laws) {
        const wrong = violations.length < 10 ? law(edge) : undefined
        if (wrong !== undefined) {
          violations.push(`${setting.name}: ${edge.move.text}: ${edge.actions.map(brief).join(' | ')}: ${wrong}`)
        }
      }
    })
  }
  return violations
}

/** A broken world can have states without end: this many are enough to see it. */
const most = 40_000

/** Every law that was held against steps so far. */
export const stepLaws: { readonly law: Law; readonly where: (setting: Setting) => boolean }[] = []

/** Holds a law against every step of the small worlds and against ways through any world, until it is broken for the first time. */
export const itHolds = (law: Law, where: (setting: Setting) => boolean = () => true): void => {
  stepLaws.push({ law, where })
  it('holds in every state of the small worlds', () => {
    for (const setting of settings.filter(where)) {
      const seen = new Set<number>()
      try {
        explore(setting, (edge, _, to) => {
          const wrong = law(edge)
          if (wrong !== undefined) {
            throw new Error(`${setting.name}: ${edge.move.text}: ${edge.actions.map(brief).join(' | ')}: ${wrong}`)
          }
          seen.add(to)
          if (seen.size > most) {
            throw new RangeError('states without end')
          }
        })
      } catch (error) {
        if (!(error instanceof RangeError)) {
          throw error
        }
      }
    }
  })

  it('holds on ways through any world', () => {
    fc.assert(
      fc.property(anySetting, anyChoices, (setting, choices) => {
        for (const edge of walk(setting, choices)) {
          const wrong = law(edge)
          if (wrong !== undefined) {
            throw new Error(wrong)
          }
        }
      }),
      { numRuns: runs(200), seed: seed(20_260_203) },
    )
  })
}
