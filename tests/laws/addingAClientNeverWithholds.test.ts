import { isDeepStrictEqual } from 'node:util'
import { ableClient, asksWhoIsRegistered, itDecides, withClients } from '../support/routingLaw.js'
import { decide } from '../support/subject.js'

describe('addingAClientNeverWithholds: one more client takes nothing from the others', () => {
  itDecides(
    'what was sent goes to the same clients and perhaps to the new one; what was diverted stays diverted',
    (asked, decision) => {
      if (asksWhoIsRegistered(asked)) {
        return undefined
      }
      const more = decide(withClients(asked, [...(asked.recipient.clients ?? []), ableClient]))
      switch (decision._tag) {
        case 'Send':
          return more._tag === 'Send' && decision.to.every((id) => more.to.includes(id))
        case 'Defer':
          return more._tag === 'Send' ? more.to.join() === 'able' : more._tag === 'Defer'
        case 'Reject':
        case 'Interwork':
        case 'Store':
        case 'Forward':
          return isDeepStrictEqual(more, decision)
      }
    },
    0.7,
  )
})
