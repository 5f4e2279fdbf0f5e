import type { Schedule } from '../../../src/model/Schedule.js'
import { intlZoneRules, isInForce } from '../../../src/schedule/index.js'
import { weeklyWindowsOf } from '../../../src/schedule/WeeklyWindow.js'
import { isWindowInForce } from '../../../src/schedule/windowAt.js'
import type { Contestant } from '../support/race.js'
import { answering } from './questions.js'

/** The library, asked with the schedule as a document has it. */
export const asWritten = async (): Promise<Contestant> =>
  answering(
    (schedule: Schedule) => schedule,
    (schedule, at) => isInForce(schedule, at, intlZoneRules),
  )

/** The library, asked with the schedule as compiled preferences have it. */
export const compiled = async (): Promise<Contestant> =>
  answering(
    (schedule: Schedule) => weeklyWindowsOf([schedule])[0]!,
    (window, at) => isWindowInForce(window, at, intlZoneRules),
  )
