import { explain } from '../../../src/routing/explain.js'
import { address, at, client, now, request, rule } from '../../support/builders.js'

const friend = address('tel:+15550111')

describe('an explanation', () => {
  it('shows every rule and condition with what was seen', () => {
    const during = {
      from: now + 1,
      until: now + 2,
      schedules: [
        { zone: 'UTC', days: ['mon' as const, 'tue' as const], from: '22:00', to: '07:00' },
        { zone: 'UTC', from: '08:00', to: '09:00' },
      ],
    }
    const originator = {
      one: [friend],
      domains: ['corp.example'],
      except: ['bot.example', address('sip:bot@corp.example')],
    }
    const rules = [
      rule(
        { action: 'reject' },
        { originator, kinds: ['large', 'system'], subjectContains: ['urgent'], largerThan: 5 },
        'a',
      ),
      rule(
        { action: 'store' },
        { undisclosed: true, contentTypes: ['image/*'], smallerThan: 5, sphere: ['work'] },
        'b',
      ),
      rule(
        { action: 'defer' },
        { registered: true, during, unknownConditions: [{ name: 'roaming', value: '"x"' }] },
        'c',
      ),
      rule({ action: 'deliver' }, { originator: {} }, 'd'),
      rule({ action: 'reject' }, undefined, 'e'),
    ]
    const { trace } = explain(
      request({ preferences: { rules }, recipient: { clients: [client()], sphere: ['home', 'desk'] } }),
    )
    const shown = trace.flatMap((line) => (line._tag === 'RuleConsidered' ? [line] : []))
    expect(shown.map(({ rule: id, applies, decides }) => [id, applies, decides])).toEqual([
      ['a', 'false', false],
      ['b', 'false', false],
      ['c', 'false', false],
      ['d', 'true', true],
      ['e', 'true', false],
    ])
    expect(shown.map(({ conditions }) => conditions)).toEqual([
      [
        {
          condition: 'originator',
          wanted: 'tel:+15550111, anyone at corp.example, not anyone at bot.example, not sip:bot@corp.example',
          seen: 'sip:ann@home1.example',
          holds: 'false',
        },
        { condition: 'subjectContains', wanted: 'urgent', seen: 'none', holds: 'false' },
        { condition: 'kinds', wanted: 'large, system', seen: 'pager', holds: 'false' },
        { condition: 'largerThan', wanted: '5', seen: '100', holds: 'true' },
      ],
      [
        { condition: 'undisclosed', wanted: 'true', seen: 'false', holds: 'false' },
        { condition: 'sphere', wanted: 'work', seen: 'home, desk', holds: 'false' },
        { condition: 'contentTypes', wanted: 'image/*', seen: 'text/plain', holds: 'false' },
        { condition: 'smallerThan', wanted: '5', seen: '100', holds: 'false' },
      ],
      [
        { condition: 'registered', wanted: 'true', seen: 'true', holds: 'true' },
        {
          condition: 'during',
          wanted:
            'from 2026-02-03T10:00:00.001Z, until 2026-02-03T10:00:00.002Z, mon tue 22:00 to 07:00 UTC, daily 08:00 to 09:00 UTC',
          seen: '2026-02-03T10:00:00.000Z',
          holds: 'false',
        },
        { condition: 'roaming', wanted: '"x"', seen: 'not known here', holds: 'unknown' },
      ],
      [{ condition: 'originator', wanted: 'anyone', seen: 'sip:ann@home1.example', holds: 'true' }],
      [],
    ])
  })

  it('says unknown of a rule that only an unknown condition keeps from applying (AMB-03)', () => {
    const martian = { zone: 'Mars/Olympus', from: '00:00', to: '24:00' }
    const rules = [
      rule({ action: 'reject' }, { kinds: ['pager'], unknownConditions: [{ name: 'roaming', value: '1' }] }, 'a'),
      rule({ action: 'reject' }, { during: { schedules: [martian] } }, 'b'),
    ]
    const { trace, decision } = explain(request({ preferences: { rules } }))
    expect(trace.flatMap((line) => (line._tag === 'RuleConsidered' ? [line.applies] : []))).toEqual([
      'unknown',
      'unknown',
    ])
    expect(decision._tag).toBe('Send')
  })

  it('shows which of the four factors ruled a client out (TERM-14)', () => {
    const clients = [
      client(),
      client({ deviceId: 'muted' }),
      client({ deviceId: 'old', services: [], capabilities: { contentTypes: ['image/*'], maxSize: 10 } }),
      client({ deviceId: 'away', connectivity: 'unreachable', registered: false }),
      client({ deviceId: 'far', connectivity: 'limited' }),
    ]
    const { trace } = explain(
      request({
        recipient: { clients },
        preferences: { devices: { muted: { deliver: false }, phone: { kinds: ['pager'] } } },
        policy: { limitedPreventsDelivery: true, clients: { smallerThan: 1000 } },
      }),
    )
    const shown = trace.flatMap((line) => (line._tag === 'ClientConsidered' ? [line] : []))
    expect(
      shown.map((line) => [
        line.deviceId,
        line.applicable,
        line.userPreferences.against.map(({ condition }) => condition),
        line.deviceCapabilities.against.map(({ condition, seen }) => `${condition} ${seen}`),
        line.deviceConnectivity.against.map(({ condition }) => condition),
        line.serviceProviderPolicies.against.map(({ condition }) => condition),
      ]),
    ).toEqual([
      ['phone', true, [], [], [], []],
      ['muted', false, ['deliver'], [], [], []],
      ['old', false, [], ['services none', 'capabilities.contentTypes text/plain', 'capabilities.maxSize 100'], [], []],
      ['away', false, [], [], ['connectivity'], []],
      ['far', false, [], [], [], ['limitedPreventsDelivery']],
    ])
  })

  it('shows that a message has no content (TERM-14)', () => {
    const asked = request({ recipient: { clients: [client({ capabilities: { contentTypes: ['text/*'] } })] } })
    const { contentType: _, ...bare } = asked.message
    expect(explain({ ...asked, message: bare }).trace).toContainEqual(
      expect.objectContaining({
        deviceCapabilities: {
          allows: false,
          against: [{ condition: 'capabilities.contentTypes', wanted: 'text/*', seen: 'none', holds: 'false' }],
        },
      }),
    )
  })

  it('shows the questions in order up to the one that settles it', () => {
    const steps = (given: Parameters<typeof request>[0]) =>
      explain(request(given)).trace.flatMap((line) =>
        line._tag === 'StepTaken' ? [`${line.requirement}${line.settles ? ' settles' : ''}: ${line.seen}`] : [],
      )
    expect(steps({ preferences: { otherwise: { action: 'interwork' } } })).toEqual([
      'TERM-03: interwork',
      'TERM-05 settles: interwork',
    ])
    expect(steps({ message: { expiresAt: now + 1 }, policy: { longestQueue: 5 } })).toEqual([
      'TERM-03: deliver',
      'TERM-05: deliver',
      'TERM-06: deliver',
      'AMB-27: sip:+15550100@home2.example;user=phone',
      'TERM-08: deliver',
      'AMB-14: expires at 2026-02-03T10:00:00.001Z',
      'AMB-33: 0 waiting, 5 allowed',
      'TERM-11: deliver',
      'TERM-12: not in force',
      'TERM-13: 1 of 1 applicable',
    ])
    expect(steps({ preferences: { doNotDisturb: { on: true } } }).at(-1)).toBe('TERM-12 settles: in force')
    expect(steps({}).slice(5, 7)).toEqual(['AMB-14: no expiry', 'AMB-33: 0 waiting, any number allowed'])
  })

  it('shows an instant that is none as it is', () => {
    const rules = [rule({ action: 'reject' }, { during: { from: Number.NaN, until: at('2026-02-03T10:00:00Z') } })]
    expect(JSON.stringify(explain(request({ preferences: { rules } })).trace)).toContain('from NaN')
    expect(
      JSON.stringify(
        explain(
          request({
            message: { originator: {} },
            preferences: { rules: [rule({ action: 'reject' }, { originator: { one: [] } })] },
          }),
        ).trace,
      ),
    ).toContain('"seen":"undisclosed"')
  })
})
