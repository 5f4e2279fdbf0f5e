import { itDecides, withPreferences } from '../support/routingLaw.js'
import { decide } from '../support/subject.js'

describe('storesOnce: delivery to the Message Storage Server and a recorded copy are one operation (TERM-07)', () => {
  itDecides(
    'what is stored is not recorded as well',
    (asked, decision) =>
      decision._tag === 'Store'
        ? !decision.record && !decide(withPreferences(asked, { recordIncoming: true })).record
        : undefined,
    0.05,
  )

  itDecides(
    'what is forwarded, interworked, deferred or sent is recorded where the user asks for it (TERM-18, AMB-21)',
    (asked, decision) =>
      decision._tag === 'Store' || decision._tag === 'Reject' || !['pager', 'large'].includes(asked.message.kind)
        ? !decision.record
        : decision.record === (asked.recipient.preferences?.recordIncoming ?? false),
    1,
  )
})
