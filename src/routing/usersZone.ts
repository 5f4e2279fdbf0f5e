import type { Instant } from '../model/Instant.js'
import type { UserPreferences } from '../model/UserPreferences.js'
import type { ZoneRules } from '../schedule/ZoneRules.js'

/**
 * The time zone in which a user thinks: the first known one that the preferences name, in do-not-disturb, in the rules, in the conditions of
 * devices; UTC where they name none.
 */
export const usersZone = (preferences: UserPreferences | undefined, at: Instant, zones: ZoneRules): string =>
  [
    ...(preferences?.doNotDisturb?.schedules ?? []),
    ...(preferences?.rules ?? []).flatMap(({ when }) => when?.during?.schedules ?? []),
    ...Object.values(preferences?.devices ?? {}).flatMap(({ during }) => during?.schedules ?? []),
  ].find(({ zone }) => zones.spanAt(zone, at) !== undefined)?.zone ?? 'UTC'
