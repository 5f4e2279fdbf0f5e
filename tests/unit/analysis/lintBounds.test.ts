import type { LintOptions } from '../../../src/analysis/index.js'
import { lint, lintWith } from '../../../src/analysis/index.js'
import type {
  Handling,
  PreferenceRule,
  RuleConditions,
  ServiceProviderPolicy,
  UserPreferences,
} from '../../../src/model/index.js'
import type { ZoneRules } from '../../../src/schedule/index.js'
import { intlZoneRules } from '../../../src/schedule/index.js'
import { address, owner, preferences, rule } from '../../support/builders.js'

const reject: Handling = { action: 'reject' }
const store: Handling = { action: 'store' }

const named = (...pairs: readonly (readonly [string, RuleConditions, Handling?])[]): readonly PreferenceRule[] =>
  pairs.map(([id, when, then = reject]) => rule(then, when, id))

describe('what is left open', () => {
  const night = { zone: 'Europe/Paris', from: '22:00', to: '23:00' }
  const berlin = { zone: 'Europe/Berlin', from: '21:00', to: '22:00' }
  /** Neither zone shows that the two never meet: it would take a comparison of their clocks at all times. */
  const apart: RuleConditions = { during: { schedules: [night] } }
  const open = (parts: Partial<UserPreferences>, options: LintOptions = {}, policy: ServiceProviderPolicy = {}) =>
    lint([preferences(parts)], policy, options).undecided.map(
      ({ path, question }) => `${path.replace('/documents/0', '')}: ${question}`,
    )

  it('is whether two zones ever meet', () => {
    expect(open({ rules: named(['a', apart], ['b', { during: { schedules: [berlin] } }, store]) })).toEqual([
      '/rules/1: whether rule "a" and rule "b" contradict each other',
    ])
  })

  it('is what takes more steps than are made', () => {
    const rules = named(['a', {}, reject], ['b', {}, store])
    const parts = { rules, doNotDisturb: { on: true }, deferred: { option: 'push' }, devices: { tablet: {} } } as const
    expect(open(parts, { mostSteps: 0 })).toEqual([
      '/rules/1: whether rule "b" ever decides',
      '/policy/whenNoRuleApplies: whether the policy ever decides',
      '/doNotDisturb: whether do-not-disturb has an effect',
      '/deferred: whether deferred has an effect',
      '/devices/tablet: whether any message can be delivered here',
    ])
    expect(lint([preferences(parts)], {}, { mostSteps: 0 }).findings).toEqual([])
    expect(
      open({ ...parts, otherwise: { action: 'deliver', breakthrough: true }, rules: [] }, { mostSteps: 0 }),
    ).toEqual([])
  })

  it('is a device of which the times are of two zones', () => {
    const devices = { tablet: { during: { schedules: [night] } } }
    const clients = { during: { schedules: [berlin] } }
    expect(open({ devices }, {}, { clients })).toEqual(['/devices/tablet: whether any message can be delivered here'])
  })

  it('is what zone rules do not show that forget a zone', () => {
    const forgetful = (after: number): ZoneRules => {
      let asked = 0
      return {
        spanAt: (zone, instant) => {
          asked += 1
          return asked > after ? undefined : intlZoneRules.spanAt(zone, instant)
        },
      }
    }
    const during = { schedules: [night] }
    const toBob: Handling = { action: 'forward', to: address('sip:bob@home2.example') }
    const documents = [
      preferences({
        rules: [
          ...named(['to oneself', { during, undisclosed: true }, { action: 'forward', to: owner }]),
          ...named(['to bob', { during, undisclosed: false }, toBob]),
        ],
      }),
      { owner: toBob.to, rules: named(['back', {}, { action: 'forward', to: owner }]) },
    ]
    const questions = Array.from({ length: 40 }, (_, after) => lintWith(forgetful(after))(documents)).flatMap(
      ({ undecided }) => undecided.map(({ question }) => question.replace(/:.*/, '')),
    )
    expect([...new Set(questions)]).toEqual([
      'whether rule "to oneself" ever decides',
      'whether rule "to bob" ever decides',
      'whether rule "to oneself" forwards to the recipient',
      'whether a message can be forwarded in a circle',
    ])
  })
})
