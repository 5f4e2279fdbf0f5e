import type { RequirementId } from '../../src/requirements.js'
import type { RoutingDecision, RoutingRequest } from '../../src/model/index.js'
import { ableClient, itDecides, withClients, withPreferences } from '../support/routingLaw.js'
import { decide } from '../support/subject.js'

const withoutPolicy = (asked: RoutingRequest): RoutingRequest => ({ ...asked, policy: {} })

const neverExpiring = (asked: RoutingRequest): RoutingRequest => {
  const { expiresAt: _, ...message } = asked.message
  const { longestHolding: __, ...policy } = asked.policy ?? {}
  return { ...asked, message, policy }
}

const withoutLoop = (asked: RoutingRequest): RoutingRequest => ({
  ...asked,
  message: {
    ...asked.message,
    history: [],
    recipient: { uri: 'sip:new@new.example', canonical: 'sip:new@new.example' },
  },
})

const withoutRules = (asked: RoutingRequest): RoutingRequest =>
  withPreferences(withoutPolicy(asked), { rules: [], otherwise: { action: 'deliver' } })

const undisturbed = (asked: RoutingRequest): RoutingRequest => withPreferences(asked, { doNotDisturb: { on: false } })

const withAbleClient = (asked: RoutingRequest): RoutingRequest =>
  withPreferences(withClients({ ...asked, policy: { ...asked.policy, clients: {} } }, [ableClient]), { devices: {} })

/** The tag that goes with a reason, and the request in which its cause is not there. */
const reasons: Partial<
  Record<
    RequirementId,
    readonly [tags: readonly RoutingDecision['_tag'][], without: (asked: RoutingRequest) => RoutingRequest]
  >
> = {
  'TERM-03': [['Reject'], withoutRules],
  'TERM-05': [['Interwork'], withoutRules],
  'TERM-06': [['Store'], withoutRules],
  'TERM-08': [['Forward'], withoutRules],
  'AMB-27': [['Reject'], withoutLoop],
  'AMB-14': [['Reject', 'Store'], neverExpiring],
  'AMB-33': [['Reject'], withoutPolicy],
  'TERM-11': [['Defer'], withoutRules],
  'TERM-12': [['Defer'], (asked) => withoutRules(undisturbed(asked))],
  'TERM-13': [['Defer'], withAbleClient],
}

describe('givesItsReason: the requirement that a decision names is the one that made it', () => {
  itDecides(
    'without the cause there is another reason',
    (asked, decision) => {
      const { requirement } = decision.determinedBy
      const [tags, without] = reasons[requirement] ?? []
      return tags === undefined || without === undefined
        ? requirement === 'TERM-15' && decision._tag === 'Send'
        : tags.includes(decision._tag) && decide(without(asked)).determinedBy.requirement !== requirement
    },
    1,
  )

  itDecides(
    'a reason names no earlier cause: undisturbed and with an able client, what waited for that is sent',
    (asked, decision) => {
      const { requirement } = decision.determinedBy
      return requirement === 'TERM-13'
        ? decide(withAbleClient(asked))._tag === 'Send'
        : requirement === 'TERM-12'
          ? decide(withAbleClient(withoutRules(undisturbed(neverExpiring(asked)))))._tag === 'Send'
          : undefined
    },
    0.1,
  )
})
