import { obstacleWords } from './conditionWords.js'
import { deviceConditionsOf } from './isApplicable.js'
import { plainText } from './plainText.js'
import type { Question } from './Question.js'
import type { WallClock } from './timeWords.js'
import { duringWords, listWords } from './timeWords.js'
import type { ClientConsidered } from './Trace.js'

/** So many devices are named that do not get a message; the trace has them all. */
const devicesNamed = 10

const obstacles = (client: ClientConsidered, question: Question, clock: WallClock): string => {
  const own = deviceConditionsOf(question.preferences, client.deviceId)
  const ownTimes = duringWords(own?.during ?? {}, clock)
  const providersTimes = duringWords(question.policy.clients?.during ?? {}, clock)
  return listWords([
    ...(client.registered ? [] : ['it is not connected']),
    ...client.deviceConnectivity.against.map((trace) => obstacleWords(trace, '')),
    ...client.userPreferences.against.map((trace) => `by your settings ${obstacleWords(trace, ownTimes)}`),
    ...client.deviceCapabilities.against.map((trace) => obstacleWords(trace, '')),
    ...client.serviceProviderPolicies.against.map(
      (trace) => `by your provider's settings ${obstacleWords(trace, providersTimes)}`,
    ),
  ])
}

/** Why each device that gets nothing gets nothing. */
export const deviceWords = (
  clients: readonly ClientConsidered[],
  question: Question,
  clock: WallClock,
): readonly string[] => {
  const without = clients.filter(({ applicable }) => !applicable)
  const more = without.length - devicesNamed
  return clients.length === 0
    ? ['No device of yours is known.']
    : [
        ...without
          .slice(0, devicesNamed)
          .map(
            (client) =>
              `It cannot go to your device (${plainText(client.deviceId)}): ${obstacles(client, question, clock)}.`,
          ),
        ...(more > 0 ? [`Nor can it go to ${more} more of your devices.`] : []),
      ]
}
