import type { RuleConditions } from '../../../src/model/Conditions.js'
import type { StandaloneMessage } from '../../../src/model/StandaloneMessage.js'
import { namesAddress } from '../../../src/routing/ruleApplies.js'
import type { Given } from '../../support/builders.js'
import { address, at, client, now, request, rule } from '../../support/builders.js'
import { decide, decideRequest } from '../../support/decide.js'

/** Whether a rule with the conditions applies: it rejects, all else is delivered. */
const applies = (when: RuleConditions, given: Given = {}): boolean =>
  decide({ ...given, preferences: { rules: [rule({ action: 'reject' }, when)], ...given.preferences } })._tag ===
  'Reject'

const from = (uri: string): Given => ({ message: { originator: { address: address(uri) } } })
const undisclosed: Given = { message: { originator: { undisclosed: true } } }
const hidden: Given = { message: { originator: { undisclosed: true, address: address('sip:ann@home1.example') } } }

describe('a condition on the originator (TERM-04)', () => {
  const one = [address('tel:+15550199'), address('sip:boss@corp.example')]

  it.each([
    ['sip:boss@corp.example', true],
    ['sip:boss@CORP.example;transport=tcp', true],
    ['sip:Boss@corp.example', false],
    ['sips:boss@corp.example', false],
    ['sip:boss@corp.example:5060', false],
    ['tel:+1-555-0199', true],
    ['sip:+15550199@home1.example;user=phone', true],
    ['sip:+15550199@home1.example', false],
  ])('names addresses: %s %s', (uri, expected) => {
    expect(applies({ originator: { one } }, from(uri))).toBe(expected)
  })

  it.each([
    ['sip:anyone@corp.example', true],
    ['sip:anyone@Corp.Example:5080', true],
    ['sip:anyone@sub.corp.example', false],
    ['sip:+15550199@corp.example;user=phone', true],
    ['tel:+15550199', false],
  ])('names domains, as written and without subdomains: %s %s', (uri, expected) => {
    expect(applies({ originator: { domains: ['CORP.example'] } }, from(uri))).toBe(expected)
  })

  it('names exceptions, by address and by domain', () => {
    const except = [address('sip:bot@corp.example'), 'Spam.example']
    const originator = { domains: ['corp.example', 'spam.example'], except }
    expect(applies({ originator }, from('sip:ann@corp.example'))).toBe(true)
    expect(applies({ originator }, from('sip:bot@corp.example'))).toBe(false)
    expect(applies({ originator }, from('sip:ann@spam.example'))).toBe(false)
  })

  it('with exceptions alone means everyone else who is disclosed', () => {
    const originator = { except: ['corp.example'] }
    expect(applies({ originator }, from('tel:+15550199'))).toBe(true)
    expect(applies({ originator }, from('sip:ann@corp.example'))).toBe(false)
    expect(applies({ originator }, undisclosed)).toBe(false)
  })

  it('with empty lists names nobody, without any names everybody', () => {
    expect(applies({ originator: { one: [] } })).toBe(false)
    expect(applies({ originator: { domains: [] } })).toBe(false)
    expect(applies({ originator: {} })).toBe(true)
  })

  it('with both lists holds for either, once', () => {
    const originator = {
      one: [address('sip:ann@home1.example'), address('sip:ann@home1.example')],
      domains: ['corp.example'],
    }
    expect(applies({ originator })).toBe(true)
    expect(applies({ originator }, from('sip:x@corp.example'))).toBe(true)
    expect(applies({ originator }, from('sip:x@else.example'))).toBe(false)
  })

  it('never holds for an undisclosed originator (AMB-31)', () => {
    expect(applies({ originator: {} }, undisclosed)).toBe(false)
    expect(applies({ originator: { one: [address('sip:ann@home1.example')] } }, hidden)).toBe(false)
    expect(applies({ originator: { domains: ['home1.example'] } }, hidden)).toBe(false)
  })
})

describe('a condition on disclosure (TERM-04)', () => {
  it('holds for the undisclosed, or for the others', () => {
    expect(applies({ undisclosed: true }, undisclosed)).toBe(true)
    expect(applies({ undisclosed: true }, hidden)).toBe(true)
    expect(applies({ undisclosed: true })).toBe(false)
    expect(applies({ undisclosed: false })).toBe(true)
    expect(applies({ undisclosed: false }, undisclosed)).toBe(false)
  })

  it('counts an originator without an asserted identity as undisclosed (AMB-31)', () => {
    expect(applies({ undisclosed: true }, { message: { originator: {} } })).toBe(true)
  })
})

describe('a condition on the message (TERM-04)', () => {
  const withMessage = (message: Partial<StandaloneMessage>): Given => ({ message })

  it('asks for its kind', () => {
    expect(applies({ kinds: ['large', 'pager'] })).toBe(true)
    expect(applies({ kinds: ['large'] })).toBe(false)
    expect(applies({ kinds: [] })).toBe(false)
  })

  it.each([
    ['text/plain', 'text/plain', true],
    ['text/plain', 'TEXT/PLAIN; charset=utf-8', true],
    ['Text/*', 'text/plain', true],
    ['*/*', 'image/jpeg', true],
    ['text/*', 'image/jpeg', false],
    ['text/html', 'text/plain', false],
    ['text/plain;format=flowed', 'text/plain', true],
    ['text/*', 'textual/plain', false],
  ])('asks for media range %s: %s %s', (range, contentType, expected) => {
    expect(applies({ contentTypes: [range] }, withMessage({ contentType }))).toBe(expected)
  })

  it('asks for one of several media ranges, and none holds without content', () => {
    expect(applies({ contentTypes: ['image/*', 'text/plain'] })).toBe(true)
    const asked = request({ preferences: { rules: [rule({ action: 'reject' }, { contentTypes: ['*/*'] })] } })
    const { contentType: _, ...bare } = asked.message
    expect(decideRequest(asked)._tag).toBe('Reject')
    expect(decideRequest({ ...asked, message: bare })._tag).toBe('Send')
    expect(applies({ contentTypes: [] })).toBe(false)
  })

  it('asks for its size, the bounds excluded', () => {
    expect([99, 100, 101].map((largerThan) => applies({ largerThan }))).toEqual([true, false, false])
    expect([99, 100, 101].map((smallerThan) => applies({ smallerThan }))).toEqual([false, false, true])
    expect(applies({ largerThan: 0 }, withMessage({ size: 0 }))).toBe(false)
  })

  it('asks for words in its subject, whatever the case', () => {
    const subject = withMessage({ subject: 'This is URGENT' })
    expect(applies({ subjectContains: ['lunch', 'urgent'] }, subject)).toBe(true)
    expect(applies({ subjectContains: ['Is Urgent'] }, subject)).toBe(true)
    expect(applies({ subjectContains: ['lunch'] }, subject)).toBe(false)
    expect(applies({ subjectContains: [] }, subject)).toBe(false)
    expect(applies({ subjectContains: ['lunch'] })).toBe(false)
  })
})

describe('a condition on the recipient', () => {
  it('asks for a sphere, whatever the case', () => {
    const work: Given = { recipient: { clients: [client()], sphere: ['Work', 'desk'] } }
    expect(applies({ sphere: ['meeting', 'wORK'] }, work)).toBe(true)
    expect(applies({ sphere: ['meeting'] }, work)).toBe(false)
    expect(applies({ sphere: ['work'] })).toBe(false)
  })

  it.each([
    [[], false],
    [[client({ registered: false })], false],
    [[client({ services: [] })], false],
    [[client({ services: ['session'] })], true],
    [[client({ services: [] }), client({ deviceId: 'tablet' })], true],
  ])('asks whether a client with a CPM service is registered', (clients, expected) => {
    expect(applies({ registered: true }, { recipient: { clients } })).toBe(expected)
    expect(applies({ registered: false }, { recipient: { clients } })).toBe(!expected)
  })

  it('takes the services of a silent client from the policy (AMB-10)', () => {
    const { services: _, ...silent } = client()
    const recipient = { clients: [silent] }
    expect(applies({ registered: true }, { recipient })).toBe(false)
    expect(applies({ registered: true }, { recipient, policy: { servicesWhenUnknown: 'all' } })).toBe(true)
    expect(applies({ registered: true }, { recipient, policy: { servicesWhenUnknown: ['msg'] } })).toBe(true)
    expect(applies({ registered: true }, { recipient, policy: { servicesWhenUnknown: 'none' } })).toBe(false)
  })
})

describe('a condition on time', () => {
  const morning = { zone: 'Europe/Paris', days: ['tue' as const], from: '10:30', to: '12:00' }

  it('holds in its span, from its first instant until before its last', () => {
    expect(applies({ during: { from: now } })).toBe(true)
    expect(applies({ during: { from: now + 1 } })).toBe(false)
    expect(applies({ during: { until: now } })).toBe(false)
    expect(applies({ during: { until: now + 1 } })).toBe(true)
    expect(applies({ during: { from: now - 1, until: now + 1 } })).toBe(true)
  })

  it('holds in any of its schedules', () => {
    const evening = { zone: 'UTC', from: '18:00', to: '20:00' }
    expect(applies({ during: { schedules: [evening, morning] } })).toBe(true)
    expect(applies({ during: { schedules: [evening] } })).toBe(false)
    expect(applies({ during: { schedules: [evening], from: now } })).toBe(true)
    expect(applies({ during: { schedules: [morning] } }, { now: at('2026-02-03T11:00:00Z') })).toBe(false)
  })

  it('never holds when it is empty', () => {
    expect(applies({ during: {} })).toBe(false)
    expect(applies({ during: { schedules: [] } })).toBe(false)
  })

  it('is unknown in an unknown zone, whatever else it says (AMB-03)', () => {
    const martian = { zone: 'Mars/Olympus', from: '00:00', to: '24:00' }
    expect(applies({ during: { schedules: [morning, martian], from: now } })).toBe(false)
  })
})

describe('an unknown condition (AMB-03)', () => {
  it('keeps a rule from ever applying', () => {
    const unknownConditions = [{ name: 'roaming', value: 'true' }]
    expect(applies({ kinds: ['pager'], unknownConditions })).toBe(false)
    expect(applies({ unknownConditions: [] })).toBe(true)
  })
})

describe('a rule', () => {
  it('applies only if all its conditions hold', () => {
    expect(applies({ kinds: ['pager'], largerThan: 99, undisclosed: false })).toBe(true)
    expect(applies({ kinds: ['pager'], largerThan: 100, undisclosed: false })).toBe(false)
    expect(applies({})).toBe(true)
  })

  it.each(['image/png', 'text/html', 'nonsense', undefined])(
    'is passed by where none asks for the media type or it is none: %s',
    (contentType) => {
      const { contentType: _, ...bare } = request().message
      const rules = ['text/plain', 'audio/*', 'audio/ogg'].map((range) =>
        rule({ action: 'reject' }, { contentTypes: [range] }, range),
      )
      const asked = request({ preferences: { rules } })
      const message: StandaloneMessage = contentType === undefined ? bare : { ...bare, contentType }
      expect(decideRequest({ ...asked, message })._tag).toBe('Send')
    },
  )

  it('is looked at by the same reading of the clock as another in its zone', () => {
    const during = (from: string, to: string) => ({ during: { schedules: [{ zone: 'Europe/Paris', from, to }] } })
    const rules = [
      rule({ action: 'store' }, during('12:00', '13:00')),
      rule({ action: 'reject' }, during('11:00', '12:00')),
      rule({ action: 'interwork' }),
    ]
    expect(decide({ preferences: { rules } })._tag).toBe('Reject')
  })

  it('is found among many with as many media types as the index takes, and with more', () => {
    for (const count of [32, 40]) {
      const rules = [
        ...Array.from({ length: count }, (_, index) =>
          rule({ action: 'store' }, { contentTypes: [`application/x-${index}`] }, `r${index}`),
        ),
        rule({ action: 'reject' }, { contentTypes: ['text/*'] }, 'text'),
        rule({ action: 'interwork' }, { contentTypes: ['*/*'] }, 'any'),
      ]
      const decided = (contentType: string) => decide({ message: { contentType }, preferences: { rules } })
      expect(decided('application/x-7').determinedBy.rule).toBe('r7')
      expect(decided('text/html').determinedBy.rule).toBe('text')
      expect(decided('image/png').determinedBy.rule).toBe('any')
    }
  })

  it('is found among several that name the same originator', () => {
    const when = {
      originator: { one: [address('sip:ann@home1.example')], domains: ['home1.example', 'HOME1.example'] },
    }
    const rules = [
      rule({ action: 'store' }, { ...when, largerThan: 1000 }, 'large'),
      rule({ action: 'interwork' }, when, 'ann'),
    ]
    expect(decide({ preferences: { rules } }).determinedBy.rule).toBe('ann')
  })

  it('names nobody where there is no address', () => {
    expect(namesAddress(['home1.example'], undefined)).toBe(false)
  })

  it('that names the originator comes in its place among the others', () => {
    const named = rule({ action: 'store' }, { originator: { one: [address('sip:ann@home1.example')] } }, 'named')
    const domain = rule({ action: 'interwork' }, { originator: { domains: ['home1.example'] } }, 'domain')
    const any = rule({ action: 'defer' }, {}, 'any')
    const first = (rules: readonly ReturnType<typeof rule>[]) => decide({ preferences: { rules } }).determinedBy.rule
    expect(first([named, domain, any])).toBe('named')
    expect(first([domain, named, any])).toBe('domain')
    expect(first([any, domain, named])).toBe('any')
    expect(first([{ ...named, when: { ...named.when, largerThan: 1000 } }, any, domain])).toBe('any')
  })
})
