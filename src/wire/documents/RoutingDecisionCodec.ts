import type {
  Defer,
  DeferralPlan,
  DeterminedBy,
  Forward,
  Interwork,
  Reject,
  RoutingDecision,
  Send,
  SipResponse,
  Store,
} from '../../model/RoutingDecision.js'
import { requirements } from '../../requirements.js'
import type { Codec } from './Codec.js'
import { CpmAddressCodec } from './CpmAddressCodec.js'
import { form } from './form.js'
import { InstantCodec } from './InstantCodec.js'
import { list } from './list.js'
import { flag, identity, oneOf, text, wholeNumber } from './scalars.js'
import { tagged } from './tagged.js'
import { actionUponExpiration, deferredOption } from './UserPreferencesCodec.js'

const determinedBy = form<DeterminedBy>('DeterminedBy', {
  description: 'The requirement, and the preference rule where one gave the action, that fixed the answer.',
  required: {
    requirement: oneOf(
      'RequirementId',
      requirements.map((requirement) => requirement.id),
    ),
  },
  optional: { rule: identity },
})

const response = form<SipResponse>('SipResponse', {
  description: 'The final SIP response that the decision leads to.',
  required: { status: wholeNumber('SipStatus', 'a final SIP status from 200 to 699', 200, 699), reason: text },
  optional: {},
})

const decided = { determinedBy, record: flag, response }

const plan = form<DeferralPlan>('DeferralPlan', {
  description: 'How a deferred message will be handled, as far as it is known when it is deferred.',
  required: {
    option: deferredOption,
    onExpiry: actionUponExpiration,
    awaits: oneOf('Awaited', ['DoNotDisturbEnds', 'ClientRegisters', 'ClientActs', 'Nothing']),
  },
  optional: { expiresAt: InstantCodec, until: InstantCodec },
})

const deferReason = oneOf('DeferReason', ['Preference', 'DoNotDisturb', 'NoApplicableClient', 'AllClientsFailed'])

/** The one answer about a standalone message. */
export const RoutingDecisionCodec: Codec<RoutingDecision> = tagged<RoutingDecision, '_tag'>('RoutingDecision', '_tag', {
  Reject: form<Reject>('Reject', {
    description: 'The message is turned away.',
    required: { _tag: oneOf('_tag', ['Reject']), ...decided },
    optional: {},
  }),
  Interwork: form<Interwork>('Interwork', {
    description: 'The message goes to the Interworking Selection Function.',
    required: { _tag: oneOf('_tag', ['Interwork']), ...decided },
    optional: {},
  }),
  Store: form<Store>('Store', {
    description: 'The message goes to the Message Storage Server, in one storage operation.',
    required: { _tag: oneOf('_tag', ['Store']), ...decided },
    optional: {},
  }),
  Forward: form<Forward>('Forward', {
    description: 'The message goes to another address.',
    required: { _tag: oneOf('_tag', ['Forward']), to: CpmAddressCodec, ...decided },
    optional: {},
  }),
  Defer: form<Defer>('Defer', {
    description: 'The message waits in the deferred message queue.',
    required: { _tag: oneOf('_tag', ['Defer']), reason: deferReason, plan, ...decided },
    optional: {},
  }),
  Send: form<Send>('Send', {
    description: 'The message goes to each applicable registered client.',
    required: { _tag: oneOf('_tag', ['Send']), to: list(identity), insertTargetAddress: flag, ...decided },
    optional: {},
  }),
})
