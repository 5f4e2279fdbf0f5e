import type { RoutingDecision } from '../model/RoutingDecision.js'
import type { DoNotDisturb } from '../model/UserPreferences.js'
import { isInForce } from '../schedule/isInForce.js'
import { isDoNotDisturbInForce } from './doNotDisturb.js'
import type { Question } from './Question.js'
import type { WallClock } from './timeWords.js'
import { momentWords, readingAt, scheduleWords } from './timeWords.js'
import type { DoNotDisturbConsidered } from './Trace.js'

const clockShows = ({ now }: Question, clock: WallClock): string => {
  const { day, time } = readingAt(now, clock)
  return `your clock shows ${time} on ${day} (${clock.zone})`
}

/** What of do-not-disturb is in force: switched on by hand, and each schedule. */
const inForceWords = (doNotDisturb: DoNotDisturb, question: Question, clock: WallClock): readonly string[] => {
  const { now, zones } = question
  const { schedules = [], ...byHand } = doNotDisturb
  const inForce = schedules.filter((schedule) => isInForce(schedule, now, zones) === true)
  return [
    ...(isDoNotDisturbInForce(byHand, now, zones) ? ['You have switched do-not-disturb on.'] : []),
    ...(inForce.length === 0
      ? []
      : [`Your quiet hours are on, ${inForce.map(scheduleWords).join(', and ')}: ${clockShows(question, clock)}.`]),
  ]
}

const endWords = (until: number | undefined, clock: WallClock): string =>
  until === undefined ? 'No end of that is known.' : `That ends on ${momentWords(until, clock)}.`

/** What do-not-disturb has to do with a decision, in sentences; nothing where the user has not set it. */
export const silenceWords = (
  decision: RoutingDecision,
  line: DoNotDisturbConsidered,
  question: Question,
  clock: WallClock,
): readonly string[] => {
  const doNotDisturb = question.preferences?.doNotDisturb
  if (doNotDisturb === undefined) {
    return []
  }
  if (!line.inForceForRecipient) {
    return decision._tag === 'Send' || decision._tag === 'Defer'
      ? [
          doNotDisturb.schedules === undefined
            ? 'Do-not-disturb is off.'
            : `Do-not-disturb is off at the moment: ${clockShows(question, clock)}.`,
        ]
      : []
  }
  const inForce = inForceWords(doNotDisturb, question, clock)
  switch (decision._tag) {
    case 'Send':
      return [...inForce, 'This message is let through all the same.']
    case 'Defer':
      return [...inForce, endWords(line.until, clock)]
    case 'Reject':
    case 'Interwork':
    case 'Store':
    case 'Forward':
      return ['That you do not want to be disturbed at the moment makes no difference to this.']
  }
}
