import type { CpmClient } from '../model/CpmClient.js'
import { explainDeviceConditions, mediaTypeHolds, truth } from './explainConditions.js'
import type { Question } from './Question.js'
import { serviceFor, servicesOf } from './servicesOf.js'
import type { ClientConsidered, ConditionTrace, FactorTrace } from './Trace.js'

const factor = (conditions: readonly ConditionTrace[]): FactorTrace => {
  const against = conditions.filter(({ holds }) => holds !== 'true')
  return { allows: against.length === 0, against }
}

const capabilityConditions = (client: CpmClient, question: Question): readonly ConditionTrace[] => {
  const { kind, size, contentType } = question.message
  const services = servicesOf(client, question.policy)
  const { contentTypes, maxSize } = client.capabilities ?? {}
  return [
    {
      condition: 'services',
      wanted: serviceFor[kind],
      seen: services.length === 0 ? 'none' : services.join(', '),
      holds: truth(services.includes(serviceFor[kind])),
    },
    ...(contentTypes === undefined
      ? []
      : [
          {
            condition: 'capabilities.contentTypes',
            wanted: contentTypes.join(', '),
            seen: contentType ?? 'none',
            holds: truth(mediaTypeHolds(contentTypes, contentType)),
          },
        ]),
    ...(maxSize === undefined
      ? []
      : [
          {
            condition: 'capabilities.maxSize',
            wanted: `${maxSize}`,
            seen: `${size}`,
            holds: truth(size <= maxSize),
          },
        ]),
  ]
}

/**
 * A client with the four factors of applicability, and what spoke against it in each.
 *
 * @spec TERM-14 TERM-16
 */
export const explainClient = (client: CpmClient, question: Question): ClientConsidered => {
  const { preferences, policy } = question
  const connectivity = client.connectivity ?? 'reachable'
  const devices = Object.entries(preferences?.devices ?? {})
  const userPreferences = factor(
    devices
      .filter(([deviceId]) => deviceId === client.deviceId)
      .flatMap(([, conditions]) => explainDeviceConditions(conditions, question)),
  )
  const deviceCapabilities = factor(capabilityConditions(client, question))
  const deviceConnectivity = factor([
    {
      condition: 'connectivity',
      wanted: 'reachable or limited',
      seen: connectivity,
      holds: truth(connectivity !== 'unreachable'),
    },
  ])
  const serviceProviderPolicies = factor([
    {
      condition: 'limitedPreventsDelivery',
      wanted: policy.limitedPreventsDelivery === true ? 'reachable' : 'any connectivity',
      seen: connectivity,
      holds: truth(connectivity !== 'limited' || policy.limitedPreventsDelivery !== true),
    },
    ...explainDeviceConditions(policy.clients ?? {}, question),
  ])
  const factors = { userPreferences, deviceCapabilities, deviceConnectivity, serviceProviderPolicies }
  return {
    _tag: 'ClientConsidered',
    deviceId: client.deviceId,
    registered: client.registered,
    ...factors,
    applicable: client.registered && Object.values(factors).every(({ allows }) => allows),
  }
}
