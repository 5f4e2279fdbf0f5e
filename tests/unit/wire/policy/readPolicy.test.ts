import type { PreferenceRule, UserPreferences } from '../../../../src/model/index.js'
import type { InputError, InputWarning } from '../../../../src/wire/InputError.js'
import { utf8Encode } from '../../../../src/wire/octets/index.js'
import { type PolicyReading, readPolicy } from '../../../../src/wire/policy/index.js'

const owner = { uri: 'tel:+15550100', canonical: 'tel:+15550100' }

const documentOf = (content: string): Uint8Array =>
  utf8Encode(
    `<ruleset xmlns="urn:ietf:params:xml:ns:common-policy" xmlns:ocp="urn:oma:xml:xdm:common-policy"
  xmlns:p="urn:cpm-routing:preferences:1" xmlns:x="urn:example:newer">\n${content}</ruleset>`,
  )

const settings = (content: string): Uint8Array => documentOf(`<p:preferences>${content}</p:preferences>`)

const ruleOf = (conditions: string, actions = '<p:reject/>', id = 'a'): string =>
  `<rule id="${id}"><conditions>${conditions}</conditions><actions>${actions}</actions></rule>`

const preferencesOf = (document: Uint8Array, options: PolicyReading = { owner }): UserPreferences => {
  const read = readPolicy(document, options)
  if (read._tag === 'Left') {
    throw new Error(JSON.stringify(read.left))
  }
  return read.right.value
}

const rulesOf = (content: string): readonly PreferenceRule[] => preferencesOf(documentOf(content)).rules ?? []

const whenOf = (conditions: string): PreferenceRule['when'] => rulesOf(ruleOf(conditions))[0]?.when

const errorsOf = (document: Uint8Array): readonly InputError[] => {
  const read = readPolicy(document, { owner })
  return read._tag === 'Left' ? read.left : []
}

const warningsOf = (content: string): readonly InputWarning[] => {
  const read = readPolicy(documentOf(content), { owner })
  return read._tag === 'Right' ? read.right.warnings : []
}

const unknownNames = (conditions: string): readonly string[] =>
  (whenOf(conditions)?.unknownConditions ?? []).map(({ name }) => name)

const bob = { uri: 'sip:bob@home2.example', canonical: 'sip:bob@home2.example', domain: 'home2.example' }
const call = { uri: 'tel:+1-555-0100', canonical: 'tel:+15550100' }

describe('readPolicy, identity', () => {
  it('reads one, many and except', () => {
    const identity = `<one id="sip:bob@home2.example"/><one id="tel:+1-555-0100"/>
      <many domain="corp.example"><except id="sip:bob@home2.example"/><except domain="lab.example"/></many>`
    expect(whenOf(`<identity>${identity}</identity>`)).toEqual({
      originator: { one: [bob, call], domains: ['corp.example'], except: [bob, 'lab.example'] },
    })
  })

  it('reads many without domain as everybody who is disclosed', () => {
    expect(whenOf('<identity><many/></identity>')).toEqual({ originator: {} })
    expect(whenOf('<identity><many/><one id="tel:+1-555-0100"/></identity>')).toEqual({ originator: {} })
    expect(whenOf('<identity><many><except domain="x.example"/></many></identity>')).toEqual({
      originator: { except: ['x.example'] },
    })
  })

  it('reads an identity without anybody as nobody', () => {
    expect(whenOf('<identity/>')).toEqual({ originator: { one: [] } })
    expect(whenOf('<identity><many domain="x.example"/></identity>')).toEqual({
      originator: { domains: ['x.example'] },
    })
  })

  it('drops an address that no originator can have, with a warning', () => {
    const identity = '<one id="mailto:bob@x.example"/><many domain="y.example"><except id="im:z@y.example"/></many>'
    expect(whenOf(`<identity>${identity}</identity>`)).toEqual({ originator: { domains: ['y.example'] } })
    expect(whenOf('<identity><one id="mailto:bob@x.example"/></identity>')).toEqual({ originator: { one: [] } })
    expect(warningsOf(ruleOf(`<identity>${identity}</identity>`)).map(({ message }) => message)).toEqual([
      'one was dropped: no originator has an address of this scheme',
      'except was dropped: no originator has an address of this scheme',
    ])
  })

  it('never matches where a part of it is not known', () => {
    expect(unknownNames('<identity><one id="tel:+1-555-0100"/><x:group/></identity>')).toEqual([
      '{urn:ietf:params:xml:ns:common-policy}identity',
    ])
    expect(unknownNames('<identity><one id="tel:+1-555-0100"><x:only/></one></identity>')).toHaveLength(1)
    expect(unknownNames('<identity><many><x:but-not/></many></identity>')).toHaveLength(1)
  })

  it('refuses an address that is none and an exception without address', () => {
    expect(errorsOf(documentOf(ruleOf('<identity><one id="sip:@"/></identity>')))).toMatchObject([
      { code: 'malformed', path: 'line 3, column 1: /when/originator/one/0' },
    ])
    expect(errorsOf(documentOf(ruleOf('<identity><one/><many><except/></many></identity>')))).toMatchObject([
      { code: 'missing', expected: 'attribute id of one' },
      { code: 'missing', expected: 'attribute id or domain of except' },
    ])
  })

  it('reads other-identity as everybody whom no rule of the document names', () => {
    const others = ruleOf('<ocp:other-identity/>')
    const named = ruleOf('<identity><one id="sip:bob@home2.example"/></identity>', '<p:store/>', 'b')
    const domain = ruleOf('<identity><many domain="corp.example"/></identity>', '<p:store/>', 'c')
    const everybody = ruleOf('<identity><many/></identity>', '<p:store/>', 'd')
    const silent = ruleOf('<sphere value="work"/>', '<p:store/>', 'e')
    const whenOthers = (content: string) => rulesOf(content)[0]?.when?.originator
    const own = ruleOf(
      '<p:originator><p:one><p:address>tel:+1-555-0100</p:address></p:one></p:originator>',
      '<p:store/>',
      'f',
    )
    expect(whenOthers(others + own)).toEqual({ except: [call] })
    expect(whenOthers(others + named + domain + silent)).toEqual({ except: [bob, 'corp.example'] })
    expect(whenOthers(others)).toEqual({})
    expect(whenOthers(others + everybody)).toEqual({ one: [] })
  })

  it('never matches other-identity where a rule names people by a list elsewhere', () => {
    const elsewhere = ruleOf(
      '<ocp:external-list><entry anc="http://xcap.example/list"/></ocp:external-list>',
      '<p:store/>',
      'b',
    )
    const unclear = ruleOf('<identity><x:group/></identity>', '<p:store/>', 'b')
    const name = '{urn:oma:xml:xdm:common-policy}other-identity'
    const newer = ruleOf('<p:originator><p:groups/></p:originator>', '<p:store/>', 'b')
    const twice = ruleOf('<identity><many/></identity><identity><one id="tel:+1"/></identity>', '<p:store/>', 'b')
    const both = ruleOf('<ocp:external-list/><p:originator/>', '<p:store/>', 'b')
    for (const content of [elsewhere, unclear, newer, twice, both]) {
      expect(rulesOf(ruleOf('<ocp:other-identity/>') + content)[0]?.when?.unknownConditions).toMatchObject([{ name }])
    }
    expect(rulesOf(ruleOf('<x:y/><ocp:other-identity/>') + elsewhere)[0]?.when?.unknownConditions).toHaveLength(2)
  })
})

describe('readPolicy, other conditions', () => {
  it('reads the conditions of RFC 4745 and OMA', () => {
    const conditions = `<sphere value=" work\n meeting "/><ocp:anonymous-request/>
      <validity><from>2026-02-03T10:00:00+01:00</from><until>2026-02-03T18:00:00Z</until></validity>`
    expect(whenOf(conditions)).toEqual({
      sphere: ['work', 'meeting'],
      undisclosed: true,
      during: { from: Date.UTC(2026, 1, 3, 9), until: Date.UTC(2026, 1, 3, 18) },
    })
  })

  it('reads the conditions of the project', () => {
    const conditions = `<p:kinds>pager large</p:kinds><p:larger-than> 10 </p:larger-than><p:smaller-than>20</p:smaller-than>
      <p:content-types><p:content-type>text/*</p:content-type></p:content-types><p:undisclosed>0</p:undisclosed>
      <p:subject-contains><p:text> now </p:text></p:subject-contains><p:registered>1</p:registered>
      <p:during><p:schedules><p:schedule><p:zone>Europe/Paris</p:zone><p:days>sat sun</p:days><p:from>22:00</p:from>
      <p:to>07:00</p:to></p:schedule></p:schedules></p:during>`
    expect(whenOf(conditions)).toEqual({
      kinds: ['pager', 'large'],
      largerThan: 10,
      smallerThan: 20,
      contentTypes: ['text/*'],
      undisclosed: false,
      subjectContains: [' now '],
      registered: true,
      during: { schedules: [{ zone: 'Europe/Paris', days: ['sat', 'sun'], from: '22:00', to: '07:00' }] },
    })
  })

  it('tells rules without conditions from those with none in it', () => {
    expect(rulesOf('<rule id="a"><actions><p:defer/></actions></rule>')).toEqual([
      { id: 'a', then: { action: 'defer' } },
    ])
    expect(rulesOf(ruleOf('', '<p:defer/>'))).toEqual([{ id: 'a', when: {}, then: { action: 'defer' } }])
  })

  it('makes a rule for each span of a validity, with ids of their own', () => {
    const span = (day: number) => `<from>2026-02-0${day}T10:00:00Z</from><until>2026-02-0${day}T11:00:00Z</until>`
    const validity = `<validity>${span(1)}${span(2)}${span(3)}</validity>`
    const rules = rulesOf(ruleOf(validity) + ruleOf('<sphere value="work"/>', '<p:store/>', 'a~2'))
    expect(rules.map(({ id, when }) => [id, when?.during?.from])).toEqual([
      ['a', Date.UTC(2026, 1, 1, 10)],
      ['a~3', Date.UTC(2026, 1, 2, 10)],
      ['a~4', Date.UTC(2026, 1, 3, 10)],
      ['a~2', undefined],
    ])
  })

  it.each([
    ['an element of somebody else', '<x:roaming/>', '{urn:example:newer}roaming'],
    ['an element that common policy does not have', '<place/>', '{urn:ietf:params:xml:ns:common-policy}place'],
    ['one that OMA does not have', '<ocp:place/>', '{urn:oma:xml:xdm:common-policy}place'],
    ['one of a later version of the project', '<p:roaming>true</p:roaming>', 'roaming'],
    ['one with a strange name', '<p:Sphere/>', '{urn:cpm-routing:preferences:1}Sphere'],
    ['a list of people elsewhere', '<ocp:external-list/>', '{urn:oma:xml:xdm:common-policy}external-list'],
    ['an unknown part of a known one', '<p:during><p:phase-of-moon/></p:during>', 'during.phase-of-moon'],
  ])('keeps %s as an unknown condition', (_what, condition, name) => {
    expect(unknownNames(condition)).toEqual([name])
  })

  it('keeps what an unknown condition says', () => {
    const condition = '<x:roaming zone="eu"> far <x:from>home</x:from></x:roaming>'
    expect(whenOf(condition)?.unknownConditions?.[0]?.value).toBe(
      JSON.stringify('<roaming zone="eu">far<from>home</from></roaming>'),
    )
  })

  it('never matches where two conditions speak of the same', () => {
    const two = '<sphere value="work"/><sphere value="home"/>'
    expect(whenOf(two)).toMatchObject({ sphere: ['work'], unknownConditions: [{}] })
    expect(unknownNames('<identity><many/></identity><ocp:other-identity/><identity/>')).toHaveLength(2)
    expect(unknownNames('<x:y/><x:y/><x:y/>')).toHaveLength(3)
    expect(unknownNames('<p:during><x:y/><x:y/></p:during>')).toHaveLength(2)
  })

  it.each([
    ['a sphere without value', '<sphere/>', 'missing'],
    ['a validity without span', '<validity/>', 'missing'],
    ['a span without end', '<validity><from>2026-02-03T10:00:00Z</from></validity>', 'malformed'],
    [
      'a span backwards',
      '<validity><until>2026-02-03T10:00:00Z</until><from>2026-02-03T10:00:00Z</from></validity>',
      'malformed',
    ],
    ['a span of another namespace', '<validity><x:from/><x:until/></validity>', 'malformed'],
    ['a time that is no flag', '<p:registered>maybe</p:registered>', 'wrongType'],
    ['a size that is none', '<p:larger-than>10k</p:larger-than>', 'wrongType'],
    ['a list with something else in it', '<p:content-types><p:type>a/b</p:type></p:content-types>', 'notAllowed'],
    [
      'a part twice',
      '<p:during><p:from>2026-02-03T10:00:00Z</p:from><p:from>2026-02-03T10:00:00Z</p:from></p:during>',
      'duplicate',
    ],
  ])('refuses %s', (_what, condition, code) => {
    expect(errorsOf(documentOf(ruleOf(condition)))).toMatchObject([{ code }])
  })

  it('refuses a span whose ends have no zone', () => {
    const validity = '<validity><from>2026-02-03T10:00:00</from><until>later</until></validity>'
    expect(errorsOf(documentOf(ruleOf(validity))).map(({ actual }) => actual)).toEqual(['2026-02-03T10:00:00', 'later'])
  })

  it('asks the caller which zones exist', () => {
    const schedule = '<p:schedule><p:zone>Mars/Olympus</p:zone><p:from>22:00</p:from><p:to>07:00</p:to></p:schedule>'
    const document = settings(`<p:do-not-disturb><p:schedules>${schedule}</p:schedules></p:do-not-disturb>`)
    expect(errorsOf(document)).toMatchObject([{ code: 'unsupported' }])
    expect(preferencesOf(document, { owner, isKnownZone: () => true }).doNotDisturb?.schedules).toHaveLength(1)
  })
})

describe('readPolicy, actions', () => {
  it.each([
    ['<p:reject/>', { action: 'reject' }],
    ['<p:interwork/>', { action: 'interwork' }],
    ['<p:store/>', { action: 'store' }],
    ['<p:defer/>', { action: 'defer' }],
    ['<p:deliver/>', { action: 'deliver' }],
    ['<p:deliver><p:breakthrough>true</p:breakthrough></p:deliver>', { action: 'deliver', breakthrough: true }],
    ['<p:deliver><p:silence>true</p:silence></p:deliver>', { action: 'deliver', silence: true }],
    ['<p:forward><p:to>sip:bob@home2.example</p:to></p:forward>', { action: 'forward', to: bob }],
  ])('reads %s', (actions, then) => {
    expect(rulesOf(ruleOf('', actions))[0]?.then).toEqual(then)
  })

  it('delivers where a rule asks for nothing, with a warning', () => {
    for (const rule of ['<rule id="a"/>', '<rule id="a"><actions/><transformations/></rule>']) {
      expect(rulesOf(rule)).toEqual([{ id: 'a', then: { action: 'deliver' } }])
      expect(warningsOf(rule)).toEqual([{ path: 'line 3, column 1', message: 'a rule without an action: it delivers' }])
    }
  })

  it('never matches where all actions are of somebody else', () => {
    const actions = '<actions><x:sub-handling>allow</x:sub-handling></actions>'
    const unknown = [{ name: '{urn:ietf:params:xml:ns:common-policy}actions' }]
    expect(rulesOf(`<rule id="a">${actions}</rule>`)).toMatchObject([{ when: { unknownConditions: unknown } }])
    expect(rulesOf(`<rule id="a"><conditions><sphere value="work"/></conditions>${actions}</rule>`)).toMatchObject([
      { when: { sphere: ['work'], unknownConditions: unknown } },
    ])
  })

  it('drops the actions of somebody else beside its own, with a warning', () => {
    const rule = ruleOf('', '<x:ring/><p:reject/>')
    expect(rulesOf(rule)[0]?.then).toEqual({ action: 'reject' })
    expect(warningsOf(rule)).toMatchObject([
      { message: 'the action {urn:example:newer}ring is not known here and was dropped' },
    ])
  })

  it.each([
    ['two actions', ruleOf('', '<p:reject/><p:store/>'), 'contradiction'],
    ['an action that the project does not have', ruleOf('', '<p:quarantine/>'), 'notAllowed'],
    ['a forwarding to nowhere', ruleOf('', '<p:forward/>'), 'missing'],
    ['a forwarding to oneself', ruleOf('', '<p:forward><p:to>tel:+15550100</p:to></p:forward>'), 'contradiction'],
    [
      'a rejection that breaks through',
      ruleOf('', '<p:reject><p:breakthrough>1</p:breakthrough></p:reject>'),
      'contradiction',
    ],
    ['a rule without id', '<rule><actions><p:reject/></actions></rule>', 'missing'],
    ['an id twice', ruleOf('') + ruleOf(''), 'duplicate'],
    ['conditions twice', '<rule id="a"><conditions/><conditions/></rule>', 'notAllowed'],
    ['a part that no rule has', '<rule id="a"><condition/></rule>', 'notAllowed'],
    ['a part of another namespace', '<rule id="a"><x:conditions/></rule>', 'notAllowed'],
  ])('refuses %s', (_what, content, code) => {
    expect(errorsOf(documentOf(content))).toMatchObject([{ code }])
  })
})

describe('readPolicy, everything but rules', () => {
  it('reads the preferences', () => {
    const document = settings(`<p:owner>sip:bob@home2.example</p:owner><p:record-incoming>true</p:record-incoming>
      <p:otherwise><p:forward><p:to>tel:+15550111</p:to></p:forward></p:otherwise>
      <p:do-not-disturb><p:on>true</p:on><p:until>2026-02-03T10:00:00Z</p:until></p:do-not-disturb>
      <p:devices><p:device id="urn:uuid:1"><p:deliver>false</p:deliver></p:device><p:device id="__proto__"/></p:devices>
      <p:deferred><p:option>store</p:option><p:on-expiry>discard</p:on-expiry></p:deferred>`)
    const { devices, ...preferences } = preferencesOf(document)
    expect(preferences).toEqual({
      owner: bob,
      recordIncoming: true,
      otherwise: { action: 'forward', to: { uri: 'tel:+15550111', canonical: 'tel:+15550111' } },
      doNotDisturb: { on: true, until: Date.UTC(2026, 1, 3, 10) },
      deferred: { option: 'store', onExpiry: 'discard' },
      rules: [],
    })
    expect(Object.entries(devices ?? {})).toEqual([
      ['urn:uuid:1', { deliver: false }],
      ['__proto__', {}],
    ])
  })

  it('takes the owner of the document before that of the caller', () => {
    expect(preferencesOf(settings('<p:owner>sip:bob@home2.example</p:owner>')).owner).toEqual(bob)
    expect(preferencesOf(settings('')).owner).toEqual(owner)
    expect(readPolicy(documentOf(''))).toMatchObject({ left: [{ code: 'missing', path: 'line 1, column 1: /owner' }] })
  })

  it('says where in the preferences something is wrong', () => {
    expect(errorsOf(settings('<p:owner>bob</p:owner>'))).toMatchObject([{ path: 'line 3, column 1: /owner' }])
    expect(errorsOf(settings('<p:otherwise/>'))).toMatchObject([{ path: 'line 3, column 1: /otherwise/action' }])
  })

  it('warns of what it does not know', () => {
    expect(warningsOf('<p:preferences><p:colour/></p:preferences><x:y/>').map(({ message }) => message)).toEqual([
      '{urn:example:newer}y is not known here and was dropped',
      'is not known here and was dropped',
    ])
  })

  it.each(['reject', 'interwork', 'store', 'forward', 'defer', 'action', 'then'])(
    'refuses %s for one device (TERM-17)',
    (action) => {
      const document = settings(`<p:devices><p:device id="d"><p:${action}/></p:device></p:devices>`)
      expect(errorsOf(document)).toMatchObject([{ code: 'contradiction' }])
    },
  )

  it('refuses devices without id, with the same id, and what is no device', () => {
    const document = settings('<p:devices><p:device/><p:device id="d"/><p:device id="d"/><x:device/></p:devices>')
    expect(errorsOf(document).map(({ code }) => code)).toEqual(['notAllowed', 'missing', 'duplicate'])
  })

  it('refuses preferences twice', () => {
    expect(errorsOf(documentOf('<p:preferences/><p:preferences/>'))).toMatchObject([{ code: 'duplicate' }])
  })

  it('reports the errors of XML and of the JSON form at once', () => {
    const document = documentOf(ruleOf('<sphere/>', '<p:forward/>'))
    expect(errorsOf(document).map(({ code }) => code)).toEqual(['missing', 'missing'])
  })

  it.each([
    '<ruleset/>',
    '<resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"/>',
    '<rule xmlns="urn:ietf:params:xml:ns:common-policy"/>',
  ])('refuses %s as another document type', (text) => {
    expect(errorsOf(utf8Encode(text))).toMatchObject([{ code: 'unsupported' }])
  })

  it('keeps to the limits of the caller', () => {
    expect(readPolicy(documentOf(''), { owner, limits: { octets: 10 } })).toMatchObject({
      left: [{ code: 'tooLarge' }],
    })
  })
})
