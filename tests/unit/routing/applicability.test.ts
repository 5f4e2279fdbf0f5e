import type { DeviceConditions } from '../../../src/model/Conditions.js'
import type { CpmClient } from '../../../src/model/CpmClient.js'
import type { ServiceProviderPolicy } from '../../../src/model/ServiceProviderPolicy.js'
import type { StandaloneMessage } from '../../../src/model/StandaloneMessage.js'
import type { Given } from '../../support/builders.js'
import { client, now, request } from '../../support/builders.js'
import { decide, decideRequest } from '../../support/decide.js'

const recipients = (given: Given): readonly string[] => {
  const decision = decide(given)
  return decision._tag === 'Send' ? decision.to : []
}

/** Whether one client gets the message. */
const gets = (
  parts: Partial<CpmClient>,
  policy: ServiceProviderPolicy = {},
  message: Partial<StandaloneMessage> = {},
): boolean => recipients({ recipient: { clients: [client(parts)] }, policy, message }).length === 1

describe('a message that is sent', () => {
  it('goes to each applicable registered client and to no other (TERM-15, TERM-16)', () => {
    const clients = [
      client({ deviceId: 'phone' }),
      client({ deviceId: 'tablet' }),
      client({ deviceId: 'watch', registered: false }),
      client({ deviceId: 'laptop', connectivity: 'unreachable' }),
    ]
    expect(recipients({ recipient: { clients } })).toEqual(['phone', 'tablet'])
  })
})

describe('a client is applicable (TERM-14)', () => {
  it.each([
    ['pager', 'msg'],
    ['notification', 'msg'],
    ['large', 'largemsg'],
    ['system', 'systemmsg'],
  ] as const)('for kind %s only with service %s (AMB-10)', (kind, service) => {
    expect(gets({ services: [service] }, {}, { kind })).toBe(true)
    expect(
      gets({ services: (['msg', 'largemsg', 'systemmsg'] as const).filter((name) => name !== service) }, {}, { kind }),
    ).toBe(false)
  })

  it('for what the policy takes it to offer where it is silent (AMB-10)', () => {
    const { services: _, ...silent } = client()
    const sent = (policy: ServiceProviderPolicy) => recipients({ recipient: { clients: [silent] }, policy })
    expect(sent({})).toEqual([])
    expect(sent({ servicesWhenUnknown: 'all' })).toEqual(['phone'])
    expect(sent({ servicesWhenUnknown: ['largemsg'] })).toEqual([])
  })

  it('when it is reachable; when its connectivity is limited, unless the policy says no', () => {
    expect(gets({ connectivity: 'reachable' })).toBe(true)
    expect(gets({ connectivity: 'unreachable' })).toBe(false)
    expect(gets({ connectivity: 'limited' })).toBe(true)
    expect(gets({ connectivity: 'limited' }, { limitedPreventsDelivery: true })).toBe(false)
    expect(gets({ connectivity: 'reachable' }, { limitedPreventsDelivery: true })).toBe(true)
  })

  it('when it can take the size, the bound included, and the media type', () => {
    expect(gets({ capabilities: { maxSize: 100 } })).toBe(true)
    expect(gets({ capabilities: { maxSize: 99 } })).toBe(false)
    expect(gets({ capabilities: { contentTypes: ['image/*', 'text/*'] } })).toBe(true)
    expect(gets({ capabilities: { contentTypes: ['image/*'] } })).toBe(false)
    expect(gets({ capabilities: {} })).toBe(true)
  })
})

const conditions: readonly [DeviceConditions, boolean][] = [
  [{}, true],
  [{ deliver: true }, true],
  [{ deliver: false }, false],
  [{ kinds: ['pager'] }, true],
  [{ kinds: ['large'] }, false],
  [{ contentTypes: ['text/*'] }, true],
  [{ contentTypes: ['image/*'] }, false],
  [{ largerThan: 99 }, true],
  [{ largerThan: 100 }, false],
  [{ smallerThan: 101 }, true],
  [{ smallerThan: 100 }, false],
  [{ during: { from: now } }, true],
  [{ during: { until: now } }, false],
  [{ during: { schedules: [{ zone: 'UTC', from: '09:00', to: '11:00' }] } }, true],
  [{ during: { schedules: [{ zone: 'Mars/Olympus', from: '09:00', to: '11:00' }] } }, false],
  [{ unknownConditions: [] }, true],
  [{ unknownConditions: [{ name: 'roaming', value: 'false' }] }, false],
]

describe('conditions on a device', () => {
  it.each(conditions)('of the user: %j %s (TERM-16, TERM-17)', (device, expected) => {
    expect(recipients({ preferences: { devices: { phone: device } } })).toEqual(expected ? ['phone'] : [])
  })

  it.each(conditions)('of the provider, for every client: %j %s', (clients, expected) => {
    expect(gets({}, { clients })).toBe(expected)
  })

  it('of the user concern that device alone', () => {
    const clients = [client(), client({ deviceId: 'tablet' })]
    expect(recipients({ recipient: { clients }, preferences: { devices: { tablet: { deliver: false } } } })).toEqual([
      'phone',
    ])
  })

  it('are not those of the prototype of an object', () => {
    const clients = [client({ deviceId: 'toString' }), client({ deviceId: '__proto__' })]
    expect(recipients({ recipient: { clients }, preferences: { devices: {} } })).toEqual(['toString', '__proto__'])
  })

  it('hold for a message without content unless they name media ranges', () => {
    const asked = request({ preferences: { devices: { phone: { contentTypes: ['*/*'] } } } })
    const { contentType: _, ...bare } = asked.message
    expect(decideRequest({ ...asked, message: bare })._tag).toBe('Defer')
    expect(decideRequest({ ...request(), message: bare })._tag).toBe('Send')
  })
})
