import type { DeferredPreference, DoNotDisturb, PreferenceRule, UserPreferences } from '../../model/UserPreferences.js'
import { actionsUponExpiration, deferredOptions } from '../../model/UserPreferences.js'
import type { ActionUponExpiration, DeferredOption, Handling } from '../../model/UserPreferences.js'
import type { Codec } from './Codec.js'
import { CpmAddressCodec } from './CpmAddressCodec.js'
import { deviceConditions, ruleConditions } from './conditions.js'
import type { SoFar } from './FormParts.js'
import { form } from './form.js'
import { handling } from './handling.js'
import { InstantCodec } from './InstantCodec.js'
import { list } from './list.js'
import type { Place, Report } from './Report.js'
import { refuse } from './Report.js'
import { record } from './record.js'
import { ScheduleCodec } from './ScheduleCodec.js'
import { flag, identity, oneOf } from './scalars.js'

/** How deferred messages are delivered. */
export const deferredOption: Codec<DeferredOption> = oneOf('DeferredOption', deferredOptions)

/** What becomes of a deferred message that expires. */
export const actionUponExpiration: Codec<ActionUponExpiration> = oneOf('ActionUponExpiration', actionsUponExpiration)

const preferenceRule = form<PreferenceRule>('PreferenceRule', {
  description: 'One preference of the recipient: when it applies and what it asks for.',
  required: { id: identity, then: handling },
  optional: { when: ruleConditions },
})

const doNotDisturb = form<DoNotDisturb>('DoNotDisturb', {
  description: 'The wish not to be disturbed: by hand, until an instant, and by schedule; they add up.',
  required: {},
  optional: { on: flag, until: InstantCodec, schedules: list(ScheduleCodec) },
})

const deferred = form<DeferredPreference>('DeferredPreference', {
  description: 'What the recipient wants for deferred messages.',
  required: {},
  optional: { option: deferredOption, onExpiry: actionUponExpiration },
})

const refuseOwner = (
  asked: SoFar<Handling> | undefined,
  owner: string,
  place: Place,
  key: string,
  report: Report,
): void => {
  if (asked?.action === 'forward' && asked.to?.canonical === owner) {
    const expected = "another address than the owner's: a message cannot be forwarded to its own recipient (AMB-27)"
    refuse(report, { parent: place, key }, 'to', 'contradiction', expected, asked.to.uri)
  }
}

/** The preferences of one recipient. */
export const UserPreferencesCodec: Codec<UserPreferences> = form<UserPreferences>('UserPreferences', {
  description: 'The preferences of one recipient of standalone messages.',
  required: { owner: CpmAddressCodec },
  optional: {
    rules: list(preferenceRule, 'id'),
    otherwise: handling,
    doNotDisturb,
    recordIncoming: flag,
    devices: record(deviceConditions),
    deferred,
  },
  check: ({ owner, rules, otherwise }, place, report) => {
    const canonical = owner?.canonical
    if (canonical !== undefined) {
      const rulesPlace = { parent: place, key: 'rules' }
      rules?.forEach((rule, index) => {
        refuseOwner(rule?.then, canonical, { parent: rulesPlace, key: index }, 'then', report)
      })
      refuseOwner(otherwise, canonical, place, 'otherwise', report)
    }
  },
})
