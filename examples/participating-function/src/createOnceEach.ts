import type { CpmAddress } from 'cpm-routing'
import {
  isPortError,
  type PortAction,
  type PortAnswer,
  type PortError,
  type PortFunction,
  type PromisedAnswer,
} from 'cpm-routing/effects'

/** How many answers are remembered. */
const mostAnswers = 20_000

const devicesOf = (action: PortAction): readonly string[] =>
  action._tag === 'NotifyInBand'
    ? action.to
    : action._tag === 'NotifyOutOfBand'
      ? action.to.map(({ deviceId }) => deviceId)
      : []

/** Whether the same action need not be asked for again. */
const isFinal = (answer: PortAnswer | PortError | undefined): boolean =>
  isPortError(answer) ? answer._tag === 'Refused' : answer?.devices?.some(({ result }) => result === 'unknown') !== true

/**
 * Makes functions of ports do each action once: what comes again while it is under way waits for the same answer, and what has one gets it
 * again.
 *
 * Across a restart the ports themselves see to it, since they hand the id of an action on: as Call-ID and branch, as a field of the stored
 * object, as the topic of a push.
 */
export const createOnceEach = (): (<A extends PortAction>(
  call: PortFunction<A, PromisedAnswer>,
) => PortFunction<A, PromisedAnswer>) => {
  const answers = new Map<string, PromisedAnswer>()
  const keyOf = (action: PortAction, { canonical }: CpmAddress): string =>
    JSON.stringify([canonical, action._tag, action.actionId, ...devicesOf(action)])

  return (call) => (action, recipient) => {
    const key = keyOf(action, recipient)
    const known = answers.get(key)
    if (known !== undefined) {
      return known
    }
    const answer = call(action, recipient)
    answers.set(key, answer)
    const forget = (): void => void answers.delete(key)
    answer.then((said) => (isFinal(said) ? undefined : forget()), forget)
    const [oldest] = answers.keys()
    if (answers.size > mostAnswers && oldest !== undefined) {
      answers.delete(oldest)
    }
    return answer
  }
}
