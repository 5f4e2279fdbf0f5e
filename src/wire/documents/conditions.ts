import type {
  DeviceConditions,
  During,
  OriginatorCondition,
  RuleConditions,
  UnknownCondition,
} from '../../model/Conditions.js'
import type { CpmAddress } from '../../model/CpmAddress.js'
import type { Codec } from './Codec.js'
import { newCodec } from './Codec.js'
import { CpmAddressCodec } from './CpmAddressCodec.js'
import { form } from './form.js'
import { InstantCodec } from './InstantCodec.js'
import { list } from './list.js'
import { warn } from './Report.js'
import { ScheduleCodec } from './ScheduleCodec.js'
import { count, flag, text } from './scalars.js'
import { domain, mediaRange, messageKind } from './textForms.js'

const scheme = /^(sips?|tel):/i

const addressOrDomain: Codec<CpmAddress | string> = newCodec<CpmAddress | string>({
  name: 'AddressOrDomain',
  expected: 'an address or a host name, such as sip:bot@corp.example or corp.example',
  schema: {
    title: 'AddressOrDomain',
    description: 'An address, or a bare host name.',
    anyOf: [CpmAddressCodec.schema, domain.schema],
  },
  read: (input, parent, key, report) =>
    typeof input === 'string' && scheme.test(input)
      ? CpmAddressCodec.read(input, parent, key, report)
      : domain.read(input, parent, key, report),
  is: (value): value is CpmAddress | string => domain.is(value) || CpmAddressCodec.is(value),
  encode: (value) => (typeof value === 'string' ? value : CpmAddressCodec.encode(value)),
})

const originatorCondition = form<OriginatorCondition>('OriginatorCondition', {
  description: 'Which disclosed originators: an address of one or a host of domains, and none of except.',
  required: {},
  optional: { one: list(CpmAddressCodec), domains: list(domain), except: list(addressOrDomain) },
})

const during = form<During>('During', {
  description: 'Any of the schedules, or the span from one instant until before another.',
  required: {},
  optional: { schedules: list(ScheduleCodec), from: InstantCodec, until: InstantCodec },
  check: ({ from, until }, place, report) => {
    if (from !== undefined && until !== undefined && from >= until) {
      warn(report, place, 'until', 'is not after from: the span never holds')
    }
  },
})

const unknownCondition = form<UnknownCondition>('UnknownCondition', {
  description: 'A condition that was not known where the document was read: whatever has one never matches.',
  required: { name: text, value: text },
  optional: {},
})

/** Conditions of a preference rule. Unknown members are kept as unknown conditions, so that no rule is widened. */
export const ruleConditions: Codec<RuleConditions> = form<RuleConditions>('RuleConditions', {
  description: 'When a rule applies: all given conditions hold, none given means always.',
  conditions: true,
  required: {},
  optional: {
    originator: originatorCondition,
    undisclosed: flag,
    kinds: list(messageKind),
    contentTypes: list(mediaRange),
    largerThan: count,
    smallerThan: count,
    subjectContains: list(text),
    during,
    sphere: list(text),
    registered: flag,
    unknownConditions: list(unknownCondition),
  },
})

const deliveryOnly =
  'conditions on delivery alone: a preference for one device cannot have an action (TERM-17), a rule can'

/** Conditions on delivery to a device. Unknown members are kept as unknown conditions, an action is a contradiction (TERM-17). */
export const deviceConditions: Codec<DeviceConditions> = form<DeviceConditions>('DeviceConditions', {
  description: 'What must hold for a message to be delivered to a device.',
  conditions: true,
  contradictions: { then: deliveryOnly, action: deliveryOnly },
  required: {},
  optional: {
    deliver: flag,
    kinds: list(messageKind),
    contentTypes: list(mediaRange),
    largerThan: count,
    smallerThan: count,
    during,
    unknownConditions: list(unknownCondition),
  },
})
