import type {
  OriginatorCondition,
  PreferenceRule,
  RuleConditions,
  UserPreferences,
} from '../../../../src/model/index.js'
import { readPolicy, writePolicy } from '../../../../src/wire/policy/index.js'

const owner = { uri: 'tel:+15550100', canonical: 'tel:+15550100' }
const bob = { uri: 'sip:bob@home2.example', canonical: 'sip:bob@home2.example', domain: 'home2.example' }

const writtenOf = (when: RuleConditions): string =>
  Buffer.from(writePolicy({ owner, rules: [{ id: 'a', when, then: { action: 'reject' } }] })).toString()

const backOf = (preferences: UserPreferences): UserPreferences | undefined => {
  const read = readPolicy(writePolicy(preferences))
  return read._tag === 'Right' ? read.right.value : undefined
}

const ruleBack = (rule: PreferenceRule): PreferenceRule | undefined => backOf({ owner, rules: [rule] })?.rules?.[0]

describe('writePolicy', () => {
  it('writes the whole of a document', () => {
    const preferences: UserPreferences = {
      owner,
      rules: [
        { id: 'boss', when: { originator: { one: [bob] } }, then: { action: 'deliver', breakthrough: true } },
        { id: 'away', then: { action: 'forward', to: bob } },
      ],
      deferred: { option: 'push' },
    }
    expect(Buffer.from(writePolicy(preferences)).toString()).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<ruleset xmlns="urn:ietf:params:xml:ns:common-policy" xmlns:ocp="urn:oma:xml:xdm:common-policy" xmlns:p="urn:cpm-routing:preferences:1">
  <rule id="boss">
    <conditions>
      <identity>
        <one id="sip:bob@home2.example"/>
      </identity>
    </conditions>
    <actions>
      <p:deliver>
        <p:breakthrough>true</p:breakthrough>
      </p:deliver>
    </actions>
  </rule>
  <rule id="away">
    <actions>
      <p:forward>
        <p:to>sip:bob@home2.example</p:to>
      </p:forward>
    </actions>
  </rule>
  <p:preferences>
    <p:owner>tel:+15550100</p:owner>
    <p:deferred>
      <p:option>push</p:option>
    </p:deferred>
  </p:preferences>
</ruleset>
`)
  })

  it.each<[OriginatorCondition, 'identity' | 'p:originator']>([
    [{}, 'identity'],
    [{ except: [bob, 'x.example'] }, 'identity'],
    [{ domains: ['x.example'], except: [bob] }, 'identity'],
    [{ one: [bob], domains: ['x.example', 'y.example'] }, 'identity'],
    [{ domains: ['x.example', 'y.example'] }, 'identity'],
    [{ one: [] }, 'identity'],
    [{ one: [], domains: ['x.example'] }, 'p:originator'],
    [{ domains: [] }, 'p:originator'],
    [{ except: [] }, 'p:originator'],
    [{ one: [bob], except: [bob] }, 'p:originator'],
    [{ domains: ['x.example', 'y.example'], except: [bob] }, 'p:originator'],
  ])('writes %j as %s, and reads it back', (originator, element) => {
    expect(writtenOf({ originator })).toContain(`<${element}`)
    expect(ruleBack({ id: 'a', when: { originator }, then: { action: 'reject' } })?.when).toEqual({ originator })
  })

  it.each<[RuleConditions, string]>([
    [{ sphere: ['work', 'home'] }, '<sphere value="work home"/>'],
    [{ sphere: [] }, '<p:sphere/>'],
    [{ sphere: ['at work'] }, '<p:sphere>'],
    [{ undisclosed: true }, '<ocp:anonymous-request/>'],
    [{ undisclosed: false }, '<p:undisclosed>false'],
    [{ during: { from: 0, until: 1 } }, '<until>1970-01-01T00:00:00.001Z</until>'],
    [{ during: { from: 0 } }, '<p:from>'],
    [{ during: { until: 0 } }, '<p:until>'],
    [{ during: { from: 0, until: 1, schedules: [] } }, '<p:schedules/>'],
    [{ unknownConditions: [{ name: 'x', value: '{"a":" 1"}' }] }, '<p:unknown-condition>'],
    [{}, '<conditions/>'],
  ])('writes %j, and reads it back', (when, text) => {
    expect(writtenOf(when)).toContain(text)
    expect(ruleBack({ id: 'a', when, then: { action: 'reject' } })?.when).toEqual(when)
  })

  it('writes everything but rules, and reads it back', () => {
    const schedules = [{ zone: 'Europe/Paris', days: [], from: '22:00', to: '07:00' }]
    const preferences: UserPreferences = {
      owner,
      rules: [],
      otherwise: { action: 'deliver', silence: true },
      doNotDisturb: { on: true, until: 0, schedules },
      recordIncoming: false,
      devices: { 'urn:uuid:"1"': { deliver: true, kinds: [], contentTypes: ['text/*'], largerThan: 0 }, d2: {} },
      deferred: {},
    }
    expect(backOf(preferences)).toEqual(preferences)
    expect(Buffer.from(writePolicy(preferences)).toString()).toContain('<p:device id="urn:uuid:&quot;1&quot;">')
  })

  it('gives an empty list of rules for none', () => {
    expect(backOf({ owner })).toEqual({ owner, rules: [] })
  })
})
