import { asksWhoIsRegistered, itDecides, withClients } from '../support/routingLaw.js'
import { decide } from '../support/subject.js'

describe('sendsToExactlyTheApplicableClients: each applicable client, and no other (TERM-15, TERM-16)', () => {
  itDecides(
    'a client is among them exactly when it would be sent the message alone',
    (asked, decision) => {
      if (decision._tag !== 'Send' || asksWhoIsRegistered(asked)) {
        return undefined
      }
      const alone = (asked.recipient.clients ?? []).filter(
        (client) => decide(withClients(asked, [client]))._tag === 'Send',
      )
      return (
        [...decision.to].sort().join(' ') ===
        alone
          .map(({ deviceId }) => deviceId)
          .sort()
          .join(' ')
      )
    },
    0.1,
  )

  itDecides(
    'every one of them is registered and can be reached',
    (asked, decision) =>
      decision._tag === 'Send'
        ? decision.to.every((id) =>
            asked.recipient.clients?.some(
              ({ deviceId, registered, connectivity }) =>
                deviceId === id && registered && connectivity !== 'unreachable',
            ),
          )
        : undefined,
    0.1,
  )
})
