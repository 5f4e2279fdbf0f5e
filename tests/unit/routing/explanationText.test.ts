import fc from 'fast-check'
import type { DeviceConditions, RuleConditions } from '../../../src/model/Conditions.js'
import type { CpmClient } from '../../../src/model/CpmClient.js'
import type { Handling } from '../../../src/model/UserPreferences.js'
import { explain } from '../../../src/routing/explain.js'
import type { Outcome } from '../../../src/routing/outcomeWords.js'
import { outcomeWords } from '../../../src/routing/outcomeWords.js'
import { intlZoneRules } from '../../../src/schedule/intlZoneRules.js'
import { routingRequest } from '../../support/arbitraries.js'
import type { Given } from '../../support/builders.js'
import { address, at, client, message, now, request, rule } from '../../support/builders.js'

const night = { zone: 'Europe/Paris', from: '22:00', to: '07:00' }
const halfPastEleven = at('2026-02-03T22:30:00Z')
const sentences = (given: Given): readonly string[] => explain(request(given)).text.split('\n')

const byDefault =
  "Your preferences do not say what to do with it, and for that case your provider's rule is to deliver the message."

describe('the words for each outcome', () => {
  it('say to which device a message goes', () => {
    expect(sentences({})).toEqual([
      'The message from ann@home1.example goes to your device (phone) (TERM-15).',
      byDefault,
    ])
  })

  it('say how many devices there are, and name ten of them', () => {
    const clients = Array.from({ length: 12 }, (_, place) => client({ deviceId: `d${place}` }))
    expect(sentences({ recipient: { clients: clients.slice(0, 2) } })[0]).toBe(
      'The message from ann@home1.example goes to 2 of your devices (d0, d1) (TERM-15).',
    )
    expect(sentences({ recipient: { clients } })[0]).toBe(
      'The message from ann@home1.example goes to 12 of your devices (d0, d1, d2, d3, d4, d5, d6, d7, d8, d9, and 2 more) (TERM-15).',
    )
  })

  const because = 'because your rule “r” asks for it'
  const turnedAway = 'The sender is told that it was not taken (403 Forbidden).'
  const outcomes: readonly (readonly [Handling, readonly string[]])[] = [
    [
      { action: 'reject' },
      [
        `The message from ann@home1.example is turned away, ${because} (TERM-03).`,
        'Your rule “r” asks to turn the message away. It is for every message.',
        turnedAway,
      ],
    ],
    [
      { action: 'interwork' },
      [
        `The message from ann@home1.example is passed on as a message of another kind, such as SMS, ${because} (TERM-05).`,
        'Your rule “r” asks to pass the message on as a message of another kind, such as SMS. It is for every message.',
      ],
    ],
    [
      { action: 'store' },
      [
        `The message from ann@home1.example goes into your message store and to no device, ${because} (TERM-06).`,
        'Your rule “r” asks to put the message into your message store. It is for every message.',
      ],
    ],
    [
      { action: 'forward', to: address('tel:+1-555-0111') },
      [
        `The message from ann@home1.example is passed on to +15550111, ${because} (TERM-08).`,
        'Your rule “r” asks to pass the message on to +15550111. It is for every message.',
      ],
    ],
    [
      { action: 'defer' },
      [
        `The message from ann@home1.example waits, ${because} (TERM-11).`,
        'Your rule “r” asks to let the message wait. It is for every message.',
        'It goes to the next device that connects and can take it.',
      ],
    ],
    [
      { action: 'deliver' },
      [
        'The message from ann@home1.example goes to your device (phone) (TERM-15).',
        'Your rule “r” asks to deliver the message. It is for every message.',
      ],
    ],
  ]

  it.each(outcomes)('name the rule that asks for %p', (then, expected) => {
    expect(sentences({ preferences: { rules: [rule(then, undefined, 'r')] } })).toEqual(expected)
  })

  it('say where no rule, but the preferences or the provider asked for it', () => {
    expect(sentences({ preferences: { otherwise: { action: 'reject' } } })).toEqual([
      'The message from ann@home1.example is turned away, because that is what you want where none of your rules applies (TERM-03).',
      'None of your rules applies, and for that case your preferences ask to turn the message away.',
      turnedAway,
    ])
    expect(sentences({ policy: { whenNoRuleApplies: 'interwork' } })).toEqual([
      'The message from ann@home1.example is passed on as a message of another kind, such as SMS, because that is what your provider does where you have said nothing else (TERM-05).',
      "Your preferences do not say what to do with it, and for that case your provider's rule is to pass the message on as a message of another kind, such as SMS.",
    ])
  })

  it('say that a message would go round in a circle', () => {
    const away = rule({ action: 'forward', to: address('sip:away@home3.example') })
    const history = [address('sip:away@home3.example')]
    expect(sentences({ message: { history }, preferences: { rules: [away] } })).toEqual([
      'The message from ann@home1.example is turned away, because passing it on would send it round in a circle (AMB-27).',
      'Your rule “forward” asks to pass the message on to away@home3.example. It is for every message.',
      'The sender is told that it was not taken (482 Loop Detected).',
    ])
  })

  it('say that the time of a message was over', () => {
    const given = { message: { expiresAt: now } }
    expect(sentences(given)[0]).toBe(
      'The message from ann@home1.example is turned away, because its time was over on Tuesday 3 February 2026 at 10:00 (UTC) (AMB-14).',
    )
    expect(sentences({ ...given, policy: { onExpiry: 'store' } })[0]).toBe(
      'The message from ann@home1.example goes into your message store and to no device, because its time was over on Tuesday 3 February 2026 at 10:00 (UTC) (AMB-14).',
    )
  })

  it('say that too many messages wait', () => {
    expect(sentences({ recipient: { waiting: 5, clients: [] }, policy: { longestQueue: 5 } })).toEqual([
      'The message from ann@home1.example is turned away, because too many messages wait for you already: 5, and your provider keeps 5 (AMB-33).',
      byDefault,
      'The sender is told that it was not taken (480 Temporarily Unavailable).',
    ])
  })

  it('say who sent what', () => {
    const first = (parts: Given['message']): string | undefined =>
      sentences({ message: parts ?? {} })[0]?.split(' goes')[0]
    expect(first({ originator: { address: address('tel:+1-555-0199'), displayName: 'Ann' } })).toBe(
      'The message from Ann (+15550199)',
    )
    expect(first({ originator: { address: address('sip:Ann@Home1.Example;lr?Subject=x'), displayName: ' ' } })).toBe(
      'The message from Ann@home1.example',
    )
    expect(first({ originator: {} })).toBe('The message from a hidden sender')
    expect(first({ originator: { address: address('tel:+15550199'), undisclosed: true } })).toBe(
      'The message from a hidden sender',
    )
    expect(first({ kind: 'large' })).toBe('The large message from ann@home1.example')
    expect(sentences({ message: { kind: 'system' } })).toEqual([
      'The system message from ann@home1.example goes to your device (phone) (TERM-15).',
      'Your preferences are not asked about such messages.',
    ])
    expect(first({ kind: 'notification' })).toBe('The report about a message from ann@home1.example')
  })

  it('show what a stranger wrote without what would command a terminal, and not all of what is too long', () => {
    const displayName = `\u001b[31m\u202eAnn ${'x'.repeat(100)}`
    expect(sentences({ message: { originator: { address: address('tel:+15550199'), displayName } } })[0]).toContain(
      `from \ufffd[31m\ufffdAnn ${'x'.repeat(69)}… (+15550199)`,
    )
  })

  it('have a reason for every message that waits, and a sentence for facts that are not there', () => {
    const outcome: Outcome = {
      message: message(),
      handling: { action: 'deliver' },
      source: { from: 'exemption' },
      waiting: 3,
      longestQueue: undefined,
      expiresAt: undefined,
      clock: { zone: 'UTC', zones: intlZoneRules },
    }
    const rest = { record: false, response: { status: 202, reason: 'Accepted' } }
    const plan = { option: 'push', onExpiry: 'discard', awaits: 'ClientRegisters' } as const
    const failed = { _tag: 'Defer', reason: 'AllClientsFailed', plan, ...rest } as const
    expect(outcomeWords({ ...failed, determinedBy: { requirement: 'AMB-11' } }, outcome)).toBe(
      'The message from ann@home1.example waits, because it could not be sent to any of your devices (AMB-11).',
    )
    const rejected = (requirement: 'AMB-14' | 'AMB-33' | 'TERM-03') =>
      outcomeWords({ _tag: 'Reject', determinedBy: { requirement }, ...rest }, outcome)
    expect(rejected('AMB-14')).toContain('because its time was over already (AMB-14)')
    expect(rejected('AMB-33')).toContain(
      'too many messages wait for you already: 3, and your provider keeps any number',
    )
    expect(rejected('TERM-03')).toContain('because such messages are always delivered (TERM-03)')
  })
})

describe('the words for do-not-disturb', () => {
  const quiet = { doNotDisturb: { schedules: [night] } }

  it('name the quiet hours, the time on the clock of the user, and when they end', () => {
    expect(sentences({ now: halfPastEleven, preferences: quiet })).toEqual([
      'The message from ann@home1.example waits, because you do not want to be disturbed at the moment (TERM-12).',
      byDefault,
      'Your quiet hours are on, every day from 22:00 to 07:00 (Europe/Paris): your clock shows 23:30 on Tuesday 3 February 2026 (Europe/Paris).',
      'That ends on Wednesday 4 February 2026 at 07:00 (Europe/Paris).',
      'When that ends, it goes to those of your devices that can take it then.',
    ])
  })

  it('name only the schedules that are on, with their days', () => {
    const schedules = [
      { ...night, days: ['mon', 'tue', 'wed'] as const },
      { zone: 'UTC', days: ['tue'] as const, from: '22:00', to: '23:00' },
      { zone: 'UTC', days: [], from: '22:00', to: '23:00' },
      { zone: 'No/Where', from: '22:00', to: '23:00' },
    ]
    expect(sentences({ now: halfPastEleven, preferences: { doNotDisturb: { schedules } } })[2]).toBe(
      'Your quiet hours are on, on Monday, Tuesday and Wednesday from 22:00 to 07:00 (Europe/Paris), and on Tuesday from 22:00 to 23:00 (UTC): ' +
        'your clock shows 23:30 on Tuesday 3 February 2026 (Europe/Paris).',
    )
  })

  it('say that it is switched on by hand, and until when', () => {
    const manual = (until?: number) =>
      sentences({ preferences: { doNotDisturb: { on: true, ...(until === undefined ? {} : { until }) } } }).slice(2)
    expect(manual()).toEqual([
      'You have switched do-not-disturb on.',
      'No end of that is known.',
      'When that ends, it goes to those of your devices that can take it then.',
    ])
    expect(manual(now + 90_000)[1]).toBe('That ends on Tuesday 3 February 2026 at 10:01:30 (UTC).')
  })

  it('say why a message came at night: it breaks through', () => {
    const family = rule(
      { action: 'deliver', breakthrough: true },
      { originator: { domains: ['home1.example'] } },
      'family',
    )
    expect(
      sentences({ now: halfPastEleven, preferences: { ...quiet, rules: [family], recordIncoming: true } }),
    ).toEqual([
      'The message from ann@home1.example goes to your device (phone) (TERM-15).',
      'Your rule “family” asks to deliver the message even when you do not want to be disturbed. It applies, since the sender is one of those it is for.',
      'Your quiet hours are on, every day from 22:00 to 07:00 (Europe/Paris): your clock shows 23:30 on Tuesday 3 February 2026 (Europe/Paris).',
      'This message is let through all the same.',
      'A copy is kept in your message store.',
    ])
  })

  it('say why a message came: it is off', () => {
    expect(sentences({ preferences: quiet })[2]).toBe(
      'Do-not-disturb is off at the moment: your clock shows 11:00 on Tuesday 3 February 2026 (Europe/Paris).',
    )
    expect(sentences({ preferences: { doNotDisturb: {} } })[2]).toBe('Do-not-disturb is off.')
  })

  it('say that a rule silences a message, or that the preferences do', () => {
    const silence = { action: 'deliver', silence: true } as const
    expect(sentences({ preferences: { rules: [rule(silence, undefined, 'ads')] } })).toEqual([
      'The message from ann@home1.example waits, because your rule “ads” silences it (TERM-12).',
      'Your rule “ads” asks to treat the message as if you did not want to be disturbed. It is for every message.',
      'It waits for as long as your preferences silence it.',
    ])
    const preferences = { otherwise: silence, doNotDisturb: {}, deferred: { option: 'store' } as const }
    expect(sentences({ preferences })).toEqual([
      'The message from ann@home1.example waits, because your preferences silence it (TERM-12).',
      'None of your rules applies, and for that case your preferences ask to treat the message as if you did not want to be disturbed.',
      'Do-not-disturb is off.',
      'It waits in your message store.',
    ])
  })

  it.each<Handling>([
    { action: 'reject' },
    { action: 'interwork' },
    { action: 'store' },
    { action: 'forward', to: address('tel:+15550111') },
  ])('say that it makes no difference to %p', (otherwise) => {
    const noDifference = 'That you do not want to be disturbed at the moment makes no difference to this.'
    expect(sentences({ preferences: { otherwise, doNotDisturb: { on: true } } })).toContain(noDifference)
    expect(explain(request({ preferences: { otherwise, doNotDisturb: {} } })).text).not.toMatch(/disturb/)
  })
})

describe('the words for what comes next', () => {
  const next = (given: Given): string | undefined => sentences(given).at(-1)
  const notify = { deferred: { option: 'notify' } } as const

  it('are about each way of waiting', () => {
    const silent = { doNotDisturb: { on: true } }
    expect(next({ preferences: { ...notify, ...silent } })).toBe(
      'When that ends, your devices tell you of it, and you choose what becomes of it.',
    )
    expect(next({ preferences: notify, recipient: { clients: [] } })).toBe(
      'The next device that connects and can take it tells you of it, and you choose what becomes of it.',
    )
    expect(next({ preferences: { ...notify, otherwise: { action: 'defer' } } })).toBe(
      'Your devices tell you of it, and you choose what becomes of it.',
    )
    expect(next({ preferences: { deferred: { option: 'store' }, ...silent } })).toBe('It waits in your message store.')
  })

  it('say what becomes of a message that does not get there in time', () => {
    const late = { message: { expiresAt: now + 86_400_000 }, recipient: { clients: [] } }
    expect(next(late)).toBe('If it has not reached you by Wednesday 4 February 2026 at 10:00 (UTC), it is deleted.')
    expect(next({ ...late, policy: { onExpiry: 'store' } })).toBe(
      'If it has not reached you by Wednesday 4 February 2026 at 10:00 (UTC), it stays in your message store.',
    )
    expect(next({ ...late, message: { expiresAt: 9e15 } })).toBe(
      'If it has not reached you by 9000000000000000, it is deleted.',
    )
  })
})

describe('the words for a rule', () => {
  const until = now + 3_600_000
  const times = 'from Tuesday 3 February 2026 at 10:00 (UTC) until Tuesday 3 February 2026 at 11:00 (UTC)'
  const conditions: readonly (readonly [RuleConditions, string, RuleConditions, string])[] = [
    [
      { originator: { one: [address('sip:ann@home1.example')] } },
      'the sender is one of those it is for',
      { originator: { domains: ['home2.example'] } },
      'the sender is not one of those it is for',
    ],
    [{ undisclosed: false }, 'the sender is not hidden', { undisclosed: true }, 'the sender is not hidden'],
    [
      { subjectContains: ['lunch', 'tea'] },
      'the subject has a word it looks for (lunch, tea)',
      { subjectContains: ['dinner'] },
      'the subject has none of the words it looks for (dinner)',
    ],
    [
      { sphere: ['work'] },
      'you are in a situation it is for (work)',
      { sphere: ['travel'] },
      'you are in none of the situations it is for (travel)',
    ],
    [
      { registered: true },
      'one of your devices is connected',
      { registered: false },
      'one of your devices is connected',
    ],
    [
      { kinds: ['pager', 'large'] },
      'it is for short messages and large messages',
      { kinds: ['notification', 'system', 'large'] },
      'it is for large messages, reports about messages and system messages',
    ],
    [{ kinds: ['pager'] }, 'it is for short messages', { kinds: [] }, 'it is for no messages at all'],
    [
      { contentTypes: ['text/*'] },
      'the content is of a type it is for (text/*)',
      { contentTypes: ['image/*'] },
      'the content is of none of the types it is for (image/*)',
    ],
    [
      { largerThan: 99 },
      'the message is larger than 99 bytes',
      { largerThan: 100 },
      'the message is not larger than 100 bytes',
    ],
    [
      { smallerThan: 101 },
      'the message is smaller than 101 bytes',
      { smallerThan: 100 },
      'the message is not smaller than 100 bytes',
    ],
    [
      { during: { from: now, until } },
      `it is for this time: ${times}`,
      { during: { until: now } },
      'it is for other times: until Tuesday 3 February 2026 at 10:00 (UTC)',
    ],
    [
      { during: { from: now } },
      'it is for this time: from Tuesday 3 February 2026 at 10:00 (UTC)',
      { during: { schedules: [{ zone: 'No/Where', from: '22:00', to: '07:00' }] } },
      'it is for times in a time zone that is not known here: every day from 22:00 to 07:00 (No/Where)',
    ],
  ]

  it.each(conditions)('say why %p holds (%s), and why %p does not (%s)', (holding, yes, failing, no) => {
    const given = { message: { subject: 'Lunch?' }, recipient: { clients: [client()], sphere: ['Work'] } }
    const applies = sentences({ ...given, preferences: { rules: [rule({ action: 'store' }, holding, 'r')] } })
    expect(applies[1]).toBe(`Your rule “r” asks to put the message into your message store. It applies, since ${yes}.`)
    const passedOver = sentences({ ...given, preferences: { rules: [rule({ action: 'store' }, failing, 'r')] } })
    expect(passedOver.at(-1)).toBe(
      `Your rule “r” ${no.includes('not known') ? 'cannot be used' : 'does not apply'}: ${no}.`,
    )
  })

  it('say of a hidden sender that it is hidden', () => {
    const of = (when: RuleConditions) =>
      sentences({ message: { originator: {} }, preferences: { rules: [rule({ action: 'store' }, when, 'r')] } })
    expect(of({ originator: {} }).at(-1)).toBe('Your rule “r” does not apply: the sender is hidden.')
    expect(of({ undisclosed: true })[1]).toContain('It applies, since the sender is hidden.')
    expect(
      sentences({
        recipient: { clients: [] },
        preferences: { rules: [rule({ action: 'store' }, { registered: true }, 'r')] },
      }).at(-1),
    ).toBe('Your rule “r” does not apply: none of your devices is connected.')
  })

  it('name a condition that is not known here', () => {
    const when = { unknownConditions: [{ name: 'roaming', value: 'true' }], kinds: ['pager'] as const }
    expect(sentences({ preferences: { rules: [rule({ action: 'store' }, when, 'new')] } }).at(-1)).toBe(
      'Your rule “new” cannot be used: there is a condition that is not known here (roaming).',
    )
  })

  it('say until when a rule for a time applies', () => {
    const lasts = (during: RuleConditions['during'] & {}) =>
      sentences({ preferences: { rules: [rule({ action: 'store' }, { during }, 'r')] } }).filter((line) =>
        line.startsWith('It applies until'),
      )
    const morning = { ...night, from: '09:00', to: '12:00' }
    expect(lasts({ schedules: [morning] })).toEqual([
      'It applies until Tuesday 3 February 2026 at 12:00 (Europe/Paris).',
    ])
    expect(lasts({ from: now, until })).toEqual(['It applies until Tuesday 3 February 2026 at 11:00 (UTC).'])
    expect(lasts({ from: now })).toEqual([])
    expect(lasts({ schedules: [morning], from: until })).toEqual([])
  })

  it('name the rules that were passed over before the one that decides, and none after it', () => {
    const large = (id: string) => rule({ action: 'reject' }, { kinds: ['large'] }, id)
    const after = rule({ action: 'store' }, undefined, 'after')
    expect(
      sentences({
        preferences: { rules: [large('first'), rule({ action: 'deliver' }, undefined, 'all'), after] },
      }).slice(2),
    ).toEqual(['Your rule “first” does not apply: it is for large messages.'])
  })

  it('name every rule where the order of outcomes decides', () => {
    const rules = [rule({ action: 'store' }, undefined, 'early'), rule({ action: 'reject' }, undefined, 'strict')]
    expect(
      sentences({ preferences: { rules }, policy: { interpretations: { 'AMB-01': 'outcomeOrder' } } }).at(-1),
    ).toBe('Your rule “early” applies as well, but what the deciding rule asks for comes first.')
  })

  it('name ten rules and count the others', () => {
    const rules = Array.from({ length: 12 }, (_, place) =>
      rule({ action: 'reject' }, { kinds: ['large'] }, `r${place}`),
    )
    expect(sentences({ preferences: { rules } }).slice(2)).toHaveLength(11)
    expect(sentences({ preferences: { rules } }).at(-1)).toBe('The same goes for 2 more of your rules.')
  })
})

describe('the words for a device', () => {
  const obstacle = (conditions: DeviceConditions, parts: Partial<CpmClient> = {}, given: Given = {}) =>
    sentences({
      ...given,
      recipient: { clients: [client(parts)] },
      preferences: { devices: { phone: conditions } },
    }).find((line) => line.startsWith('It cannot go'))
  const toPhone = 'It cannot go to your device (phone): '

  const settings: readonly (readonly [DeviceConditions, string])[] = [
    [{ deliver: false }, 'no message may go there'],
    [{ kinds: ['large'] }, 'only large messages may go there'],
    [{ contentTypes: ['image/*'] }, 'only content of certain types may go there (image/*)'],
    [{ contentTypes: [] }, 'only content of certain types may go there (none)'],
    [{ kinds: [] }, 'no message may go there'],
    [{ largerThan: 1000 }, 'only messages larger than 1000 bytes may go there'],
    [{ smallerThan: 10 }, 'only messages smaller than 10 bytes may go there'],
    [
      { during: { schedules: [night] } },
      'messages may go there only at other times: every day from 22:00 to 07:00 (Europe/Paris)',
    ],
    [{ unknownConditions: [{ name: 'roaming', value: '1' }] }, 'there is a condition that is not known here (roaming)'],
  ]

  it.each(settings)('tell of the settings of the user and of the provider: %p', (conditions, words) => {
    expect(obstacle(conditions)).toBe(`${toPhone}by your settings ${words}.`)
    expect(obstacle({}, {}, { policy: { clients: conditions } })).toBe(
      `${toPhone}by your provider's settings ${words}.`,
    )
  })

  const states: readonly (readonly [Partial<CpmClient>, string])[] = [
    [{ registered: false }, 'it is not connected'],
    [{ connectivity: 'unreachable' }, 'it cannot be reached at the moment'],
    [{ connectivity: 'limited' }, "by your provider's settings its connection is too weak at the moment"],
    [{ services: [] }, 'it does not take messages of this kind'],
    [{ capabilities: { contentTypes: ['image/*'] } }, 'it cannot show this type of content (image/*)'],
    [{ capabilities: { maxSize: 10 } }, 'the message is too large for it (at most 10 bytes)'],
    [
      { registered: false, services: [], capabilities: { maxSize: 10 } },
      'it is not connected, it does not take messages of this kind and the message is too large for it (at most 10 bytes)',
    ],
  ]

  it.each(states)('tell of the state of the device: %p', (parts, words) => {
    expect(obstacle({}, parts, { policy: { limitedPreventsDelivery: true } })).toBe(`${toPhone}${words}.`)
  })

  it('say that there is none, and that there is no reason left to name more than ten', () => {
    expect(sentences({ recipient: { clients: [] } })).toEqual([
      'The message from ann@home1.example waits, because none of your devices can take it at the moment (TERM-13).',
      byDefault,
      'No device of yours is known.',
      'It goes to the next device that connects and can take it.',
    ])
    const clients = Array.from({ length: 12 }, (_, place) => client({ deviceId: `d${place}`, registered: false }))
    expect(sentences({ recipient: { clients } })[12]).toBe('Nor can it go to 2 more of your devices.')
  })

  it('are left out where a message waits for another reason', () => {
    expect(
      explain(request({ preferences: { otherwise: { action: 'defer' } }, recipient: { clients: [] } })).text,
    ).not.toMatch(/device of yours/)
  })
})

describe('the words of an explanation', () => {
  it('are whole sentences on each line, whatever the request', () => {
    fc.assert(
      fc.property(routingRequest, (asked) => {
        const { text, decision } = explain(asked)
        for (const line of text.split('\n')) {
          expect(line).toMatch(/^[A-Z].*\.$/u)
        }
        expect(text.split('\n')[0]).toContain(`(${decision.determinedBy.requirement}).`)
        expect(text).not.toMatch(/undefined|NaN|\[object/)
      }),
      { numRuns: 500 },
    )
  })
})
