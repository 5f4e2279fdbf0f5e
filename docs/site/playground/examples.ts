import preferences from '../../../examples/preferences.json'
import { jsonText } from './jsonText.js'
import type { Situation } from './Situation.js'

const owner = 'sip:+15550100@home2.example;user=phone'
const message = {
  entryId: 'e-1',
  kind: 'pager',
  originator: { address: 'sip:ann@home1.example', displayName: 'Ann' },
  recipient: owner,
  subject: 'lunch',
  receivedAt: '2026-02-03T22:30:00Z',
  size: 120,
  contentType: 'text/plain',
}
const phone = { deviceId: 'phone', registered: true, services: ['msg', 'largemsg'] }
const tablet = { deviceId: 'tablet', registered: true, services: ['msg', 'largemsg'] }

const night: Situation = {
  message: jsonText(message),
  preferences: jsonText(preferences),
  clients: jsonText([phone, tablet]),
  policy: '',
  sphere: '',
  now: '2026-02-03T22:30:00Z',
}

/** Situations to start from, by what they are about. */
export const examples: ReadonlyMap<string, Situation> = new Map([
  ['A message in quiet hours', night],
  [
    'The family breaks through quiet hours',
    { ...night, message: jsonText({ ...message, originator: { address: 'tel:+15550123', displayName: 'Mother' } }) },
  ],
  [
    'On a journey everything is forwarded',
    {
      ...night,
      preferences: jsonText({
        owner,
        rules: [{ id: 'away', when: { sphere: ['travel'] }, then: { action: 'forward', to: 'tel:+15550111' } }],
      }),
      sphere: 'travel',
    },
  ],
  [
    'A picture that one device cannot take',
    {
      ...night,
      message: jsonText({ ...message, kind: 'large', size: 400_000, contentType: 'image/jpeg' }),
      preferences: jsonText({ owner, devices: { tablet: { deliver: true } } }),
      clients: jsonText([{ ...phone, capabilities: { contentTypes: ['text/*'] } }, tablet]),
      now: '2026-02-03T12:00:00Z',
    },
  ],
  ['Nobody is registered', { ...night, preferences: jsonText({ owner }), clients: '[]' }],
  [
    'Preferences with mistakes',
    {
      ...night,
      preferences: jsonText({
        owner,
        rules: [
          { id: 'short', when: { smallerThan: 1001 }, then: { action: 'reject' } },
          { id: 'long', when: { largerThan: 1000 }, then: { action: 'store' } },
          { id: 'work', when: { sphere: ['work'] }, then: { action: 'deliver' } },
        ],
        doNotDisturb: { schedules: [{ zone: 'Europe/Paris', from: '22:00', to: '07:00' }] },
      }),
    },
  ],
  [
    'Preferences in XML',
    {
      ...night,
      preferences: `<ruleset xmlns="urn:ietf:params:xml:ns:common-policy"
         xmlns:p="urn:cpm-routing:preferences:1">
  <rule id="boss">
    <conditions>
      <identity><one id="sip:ann@home1.example"/></identity>
    </conditions>
    <actions><p:deliver><p:breakthrough>true</p:breakthrough></p:deliver></actions>
  </rule>
  <p:preferences>
    <p:owner>${owner}</p:owner>
    <p:do-not-disturb><p:on>true</p:on></p:do-not-disturb>
  </p:preferences>
</ruleset>
`,
    },
  ],
])
