import type { DeviceConditions } from '../model/Conditions.js'
import type { CpmClient } from '../model/CpmClient.js'
import type { UserPreferences } from '../model/UserPreferences.js'
import { holdsDuring } from './during.js'
import { matchesAnyMediaRange } from './matchesMediaRange.js'
import type { Question } from './Question.js'
import { serviceFor, servicesOf } from './servicesOf.js'

/** The recipient's conditions for a device. */
export const deviceConditionsOf = (
  preferences: UserPreferences | undefined,
  deviceId: string,
): DeviceConditions | undefined => {
  const devices = preferences?.devices
  return devices === undefined || !Object.hasOwn(devices, deviceId) ? undefined : devices[deviceId]
}

/**
 * Whether conditions on delivery to a device let a message pass; an unknown condition does not.
 *
 * @spec TERM-16 TERM-17
 */
export const deviceConditionsAllow = (conditions: DeviceConditions, question: Question): boolean =>
  conditions.deliver !== false &&
  (conditions.unknownConditions === undefined || conditions.unknownConditions.length === 0) &&
  (conditions.kinds === undefined || conditions.kinds.includes(question.message.kind)) &&
  (conditions.largerThan === undefined || question.message.size > conditions.largerThan) &&
  (conditions.smallerThan === undefined || question.message.size < conditions.smallerThan) &&
  (conditions.contentTypes === undefined ||
    matchesAnyMediaRange(conditions.contentTypes, question.message.contentType)) &&
  (conditions.during === undefined || holdsDuring(conditions.during, question.now, question.zones))

const conditionsFor = (deviceId: string, { preferences, prepared }: Question): DeviceConditions | undefined =>
  prepared === undefined
    ? deviceConditionsOf(preferences, deviceId)
    : prepared.devices.size === 0
      ? undefined
      : prepared.devices.get(deviceId)

/**
 * Whether a client is registered and applicable for a message: capabilities, connectivity, the recipient's preferences and the provider's
 * policy all let it be delivered there.
 *
 * @spec TERM-14 TERM-16 AMB-10
 */
export const isApplicable = (client: CpmClient, question: Question): boolean => {
  const { connectivity, capabilities } = client
  if (!client.registered || connectivity === 'unreachable') {
    return false
  }
  const { message, policy } = question
  if (connectivity === 'limited' && policy.limitedPreventsDelivery === true) {
    return false
  }
  // What lies close together in memory comes first, what is looked up elsewhere last.
  if (capabilities?.maxSize !== undefined && message.size > capabilities.maxSize) {
    return false
  }
  if (!servicesOf(client, policy).includes(serviceFor[message.kind])) {
    return false
  }
  if (
    capabilities?.contentTypes !== undefined &&
    !matchesAnyMediaRange(capabilities.contentTypes, message.contentType)
  ) {
    return false
  }
  const conditions = conditionsFor(client.deviceId, question)
  return (
    (conditions === undefined || deviceConditionsAllow(conditions, question)) &&
    (policy.clients === undefined || deviceConditionsAllow(policy.clients, question))
  )
}
