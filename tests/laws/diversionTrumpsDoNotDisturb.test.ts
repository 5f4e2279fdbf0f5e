import { isDeepStrictEqual } from 'node:util'
import { itDecides, withPreferences } from '../support/routingLaw.js'
import { decide } from '../support/subject.js'

const diversions: readonly string[] = ['TERM-03', 'TERM-05', 'TERM-06', 'TERM-08', 'AMB-27']

describe('diversionTrumpsDoNotDisturb: what is rejected, interworked, stored or forwarded is so in any mood (TERM-09)', () => {
  itDecides(
    'whether do-not-disturb is on or off',
    (asked, decision) =>
      diversions.includes(decision.determinedBy.requirement)
        ? [{ on: true }, { on: false }].every((doNotDisturb) =>
            isDeepStrictEqual(decide(withPreferences(asked, { doNotDisturb })), decision),
          )
        : undefined,
    0.2,
  )
})
