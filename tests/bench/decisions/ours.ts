import { compile, route, routeCompiled } from '../../../src/routing/index.js'
import type { Contestant } from '../support/race.js'
import { concluded, firstRule } from './byHand.js'
import { deciding } from './contestant.js'

/** The library, asked as it is meant to be: the preferences compiled once for each person. */
export const compiledContestant = (): Promise<Contestant> =>
  deciding((people) => {
    const known = [...people].map(({ preferences, clients, sphere }) => ({
      compiled: compile(preferences),
      recipient: { clients, sphere },
    }))
    return ({ to, message, now }) => {
      const { compiled, recipient } = known[to]!
      return routeCompiled(compiled, { message, recipient, now })
    }
  })

/** The library without anything prepared. */
export const routeContestant = (): Promise<Contestant> =>
  deciding((people) => {
    const recipients = [...people]
    return ({ to, message, now }) => route({ message, recipient: recipients[to]!, now })
  })

/** The loop over the rules by hand. */
export const byHandContestant = (): Promise<Contestant> =>
  deciding((people) => {
    const known = [...people]
    return ({ to, message, now }) => concluded(message, known[to]!, now, firstRule(message, known[to]!, now))
  })
