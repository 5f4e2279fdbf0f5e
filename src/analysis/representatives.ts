import type { CpmClient } from '../model/CpmClient.js'
import type { RoutingRequest } from '../model/RoutingRequest.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { UserPreferences } from '../model/UserPreferences.js'
import { deviceConditionsOf } from '../routing/isApplicable.js'
import type { Decider, StudiedDocument } from './Decider.js'
import { isDiversion } from './Decider.js'
import { exampleClient, requestOf } from './requestOf.js'
import type { Condition, Conditions } from './search/Condition.js'
import { conditionsOfDevice, doNotDisturbCondition } from './search/conditionsOf.js'
import type { Answer } from './search/search.js'
import { search } from './search/search.js'

/** A rule, or what stands where none applies, in its document. */
export interface Side {
  readonly document: StudiedDocument
  readonly decider: Decider
}

/** Requests that stand for all messages about which two given rules decide, and how many classes were left open. */
export interface Representatives {
  readonly requests: readonly RoutingRequest[]
  readonly undecided: number
}

/** Circumstances that have to hold, and some that have to fail. */
interface Circumstances {
  readonly holding: readonly Condition[]
  readonly failing: readonly Conditions[]
}

const nothingAsked: Circumstances = { holding: [], failing: [] }

/** With all conditions holding, and with at least one failing. */
const eitherWay = (all: readonly Condition[]): readonly Circumstances[] => [
  { holding: all, failing: [] },
  { holding: [], failing: [{ path: '', all }] },
]

const combined = (choices: readonly (readonly Circumstances[])[]): readonly Circumstances[] =>
  choices.reduce<readonly Circumstances[]>(
    (soFar, choice) =>
      soFar.flatMap(({ holding, failing }) =>
        choice.map((more) => ({ holding: [...holding, ...more.holding], failing: [...failing, ...more.failing] })),
      ),
    [nothingAsked],
  )

const byDoNotDisturb = ({ preferences, space }: StudiedDocument): readonly Circumstances[] =>
  preferences.doNotDisturb === undefined
    ? [nothingAsked]
    : eitherWay([doNotDisturbCondition(preferences.doNotDisturb, '', space)])

const byDevice = ({ preferences, space }: StudiedDocument, deviceId: string): readonly Circumstances[] => {
  const conditions = deviceConditionsOf(preferences, deviceId)
  return conditions === undefined ? [nothingAsked] : eitherWay(conditionsOfDevice(conditions, '', 'arrival', space))
}

const registered = (document: StudiedDocument, wanted: boolean): Condition => ({
  _tag: 'Registered',
  path: '',
  dimension: `registration of ${document.whose}`,
  whose: document.whose,
  wanted,
})

const deviceIdsOf = ({ devices = {} }: UserPreferences): readonly string[] => Object.keys(devices)

/** Registered, but for no message of any kind. */
const deaf: CpmClient = { deviceId: 'witness', registered: true, services: ['session'] }

/** Which clients there may be, and what is true of the message then. */
interface Reception extends Circumstances {
  readonly clients: readonly (readonly CpmClient[])[]
}

const receptions = (old: StudiedDocument, now: StudiedDocument): readonly Reception[] => {
  const example = exampleClient(old.space.unnamed)
  const providers = conditionsOfDevice(old.policy.clients ?? {}, '', 'arrival', old.space)
  const open = [registered(old, true), ...providers]
  const deviceIds = [...new Set([old, now].flatMap(({ preferences }) => deviceIdsOf(preferences)))]
  return [
    { holding: open, failing: [], clients: [[example]] },
    { holding: [registered(old, true)], failing: [], clients: [[deaf]] },
    { holding: [registered(old, false)], failing: [], clients: [[]] },
    ...deviceIds.flatMap((deviceId) =>
      combined([[{ holding: open, failing: [] }], byDevice(old, deviceId), byDevice(now, deviceId)]).map((asked) => ({
        ...asked,
        clients: [[exampleClient(deviceId)], [exampleClient(deviceId), example]],
      })),
    ),
  ]
}

/** The same message, expired or not, for a full queue or not, and forwarded already by where it would go or not. */
const variantsOf = (
  request: RoutingRequest,
  { longestQueue }: ServiceProviderPolicy,
  sides: readonly Side[],
): readonly RoutingRequest[] => {
  const { message, recipient } = request
  const targets = sides.flatMap(({ decider: { handling } }) => (handling.action === 'forward' ? [handling.to] : []))
  const messages = [message, ...targets.map((target) => ({ ...message, history: [target] }))]
  const recipients = [recipient, ...(longestQueue === undefined ? [] : [{ ...recipient, waiting: longestQueue }])]
  return messages
    .flatMap((one) => [one, { ...one, expiresAt: one.receivedAt }])
    .flatMap((one) => recipients.map((each) => ({ ...request, message: one, recipient: each })))
}

/**
 * A request of every class that the decisions by two documents can tell apart, among the messages about which one rule of each decides.
 */
export const representativesOf = (old: Side, now: Side): Representatives => {
  const sides = [old, now]
  const { space } = old.document
  const isDiverted = sides.every(({ decider }) => isDiversion(decider.handling))
  const doNotDisturb = combined([byDoNotDisturb(old.document), byDoNotDisturb(now.document)])
  const cases = isDiverted
    ? [{ ...nothingAsked, clients: [[]] }]
    : receptions(old.document, now.document).flatMap((reception) =>
        doNotDisturb.map(({ holding, failing }) => ({
          holding: [...reception.holding, ...holding],
          failing: [...reception.failing, ...failing],
          clients: reception.clients,
        })),
      )
  const answers = cases.map(({ holding, failing, clients }): readonly [Answer, readonly (readonly CpmClient[])[]] => [
    search(
      {
        holding: [...sides.flatMap(({ decider }) => decider.conditions.all), ...holding],
        avoided: [...sides.flatMap(({ decider }) => decider.before), ...failing],
      },
      space,
    ),
    clients,
  ])
  return {
    requests: answers.flatMap(([answer, receivers]) =>
      answer._tag === 'Happens'
        ? receivers.flatMap((clients) =>
            variantsOf(
              requestOf(answer.situation, { ...now.document, ...(isDiverted ? {} : { clients }) }),
              old.document.policy,
              sides,
            ),
          )
        : [],
    ),
    undecided: answers.filter(([{ _tag }]) => _tag === 'Undecided').length,
  }
}
