import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { inOrder, itDecides, withClients } from '../support/routingLaw.js'
import { decide } from '../support/subject.js'

describe('orderOfClientsIsIrrelevant: it does not matter who registered first', () => {
  itDecides(
    'the clients in another order are decided alike',
    (asked, decision, turns) => {
      const clients = asked.recipient.clients ?? []
      const turned = [...clients.slice(turns), ...clients.slice(0, turns)]
      return clients.length < 2
        ? undefined
        : isDeepStrictEqual(inOrder(decide(withClients(asked, turned))), inOrder(decision))
    },
    0.3,
    fc.integer({ min: 1, max: 3 }),
  )
})
