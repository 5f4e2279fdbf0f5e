import { itDecides, withClients } from '../support/routingLaw.js'
import { decide } from '../support/subject.js'

describe('defersWithoutApplicableClient: what nobody can take now waits (TERM-13)', () => {
  itDecides(
    'what is sent is deferred once nobody is registered',
    (asked, decision) => {
      const clients = (asked.recipient.clients ?? []).map((client) => ({ ...client, registered: false }))
      const answer = decide(withClients(asked, clients))
      return decision._tag === 'Send' && answer.determinedBy.rule === decision.determinedBy.rule
        ? answer._tag === 'Defer' && answer.reason === 'NoApplicableClient'
        : undefined
    },
    0.1,
  )

  itDecides(
    'nothing is sent to nobody',
    (_, decision) => (decision._tag === 'Send' ? decision.to.length > 0 : undefined),
    0.1,
  )
})
