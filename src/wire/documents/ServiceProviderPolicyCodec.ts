import type { CpmService } from '../../model/CpmService.js'
import type { Interpretations, OutOfBandPolicy, ServiceProviderPolicy } from '../../model/ServiceProviderPolicy.js'
import { defaultActions, rejectStatuses } from '../../model/ServiceProviderPolicy.js'
import type { Codec } from './Codec.js'
import { newCodec } from './Codec.js'
import { deviceConditions } from './conditions.js'
import { DurationCodec } from './DurationCodec.js'
import { form } from './form.js'
import { list } from './list.js'
import { count, flag, identity, oneOf } from './scalars.js'
import { cpmService } from './textForms.js'
import { actionUponExpiration, deferredOption } from './UserPreferencesCodec.js'

const wordOrList = <W extends string, A>(
  name: string,
  words: readonly W[],
  item: Codec<A>,
): Codec<W | readonly A[]> => {
  const word = oneOf(`${name}Word`, words, `, or a list, each entry ${item.expected}`)
  const chosen = list(item)
  return newCodec<W | readonly A[]>({
    name,
    expected: word.expected,
    schema: { anyOf: [word.schema, chosen.schema] },
    read: (input, parent, key, report) => (Array.isArray(input) ? chosen : word).read(input, parent, key, report),
    is: (value): value is W | readonly A[] => word.is(value) || chosen.is(value),
    encode: (value) => (word.is(value) ? word.encode(value) : chosen.encode(value)),
  })
}

const services: Codec<'none' | 'all' | readonly CpmService[]> = wordOrList(
  'ServicesWhenUnknown',
  ['none', 'all'],
  cpmService,
)

const outOfBand = form<OutOfBandPolicy>('OutOfBandPolicy', {
  description: 'Which devices may be notified out-of-band, and whether a notice names one message or sums all up.',
  required: {},
  optional: {
    to: wordOrList('OutOfBandTo', ['all', 'none'], identity),
    form: oneOf('OutOfBandForm', ['single', 'summary']),
  },
})

const interpretations = form<Interpretations>('Interpretations', {
  description: 'How the silent places of the standard are read.',
  closed: 'one of AMB-01, AMB-07, AMB-12, AMB-14, AMB-20, AMB-22, AMB-29',
  required: {},
  optional: {
    'AMB-01': oneOf('AMB-01', ['firstMatch', 'outcomeOrder']),
    'AMB-07': oneOf('AMB-07', ['nextTrigger', 'literal']),
    'AMB-12': oneOf('AMB-12', ['current', 'frozen']),
    'AMB-14': oneOf('AMB-14', ['checked', 'literal']),
    'AMB-20': oneOf('AMB-20', ['one', 'two']),
    'AMB-22': oneOf('AMB-22', ['literal', 'update']),
    'AMB-29': oneOf('AMB-29', ['fail', 'defer']),
  },
})

/** What the service provider decides; `{}` is a valid policy. */
export const ServiceProviderPolicyCodec: Codec<ServiceProviderPolicy> = form<ServiceProviderPolicy>(
  'ServiceProviderPolicy',
  {
    description: 'What the service provider decides; every member has a default.',
    required: {},
    optional: {
      whenNoRuleApplies: oneOf(
        'DefaultAction',
        defaultActions,
        ': a provider never forwards, having no address (AMB-02)',
      ),
      deferredOption,
      onExpiry: actionUponExpiration,
      longestHolding: DurationCodec,
      coreInsertsTargetAddress: flag,
      rejectStatus: oneOf('RejectStatus', rejectStatuses),
      servicesWhenUnknown: services,
      limitedPreventsDelivery: flag,
      answerAfter: DurationCodec,
      retryAfter: DurationCodec,
      longestQueue: count,
      clients: deviceConditions,
      outOfBand,
      interpretations,
    },
  },
)
