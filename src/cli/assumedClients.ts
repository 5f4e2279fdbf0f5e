import type { CpmClient } from '../model/CpmClient.js'
import { cpmServices } from '../model/CpmService.js'
import type { UserPreferences } from '../model/UserPreferences.js'

/**
 * The clients of a recipient of whose registration nothing is said: every device that the preferences name, and one that they do not, each
 * registered for every service.
 */
export const assumedClients = (...documents: readonly UserPreferences[]): readonly CpmClient[] => {
  const named = new Set(documents.flatMap(({ devices }) => Object.keys(devices ?? {})))
  return [...named, named.size === 0 ? 'any device' : 'any other device'].map((deviceId) => ({
    deviceId,
    registered: true,
    services: cpmServices,
  }))
}
