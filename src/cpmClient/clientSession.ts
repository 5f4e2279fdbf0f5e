import type { ResultsReceived, SessionEstablished, UserChose } from './CpmClientEvent.js'
import type { ChosenMessage } from './CpmClientState.js'
import { ask, type ClientStep, ignore, present, withoutNotice, withState } from './ClientStep.js'

/** The state after a session: what was not done can be chosen again. */
const withoutSession = (step: ClientStep): ClientStep => {
  const { sessionId: _, ...rest } = step.state
  return { ...step, state: { ...rest, session: 'none', chosen: [] } }
}

/** Whether nothing more is awaited of a message: a retrieval that was done is complete when the message has come. */
const isComplete = ({ action, result, received }: ChosenMessage): boolean =>
  result !== undefined && (action !== 'retrieve' || result !== 'done' || received)

/** Says in the session that is open what it has not carried yet. @spec NTF-10 */
const request = (step: ClientStep): ClientStep => {
  const { sessionId, chosen, version } = step.state
  const selections = chosen.filter(({ requested }) => !requested).map(({ entryId, action }) => ({ entryId, action }))
  return sessionId === undefined || selections.length === 0
    ? step
    : ask(withState(step, { chosen: chosen.map((message) => ({ ...message, requested: true })) }), {
        _tag: 'RequestActions',
        actionId: `${sessionId}/RequestActions/${version}`,
        determinedBy: { requirement: 'NTF-10' },
        sessionId,
        selections,
      })
}

/** Asks for a session if something was chosen and there is none. @spec NTF-10 NTF-12 */
const establish = (step: ClientStep): ClientStep => {
  const { session, sessions, chosen } = step.state
  return session !== 'none' || chosen.length === 0
    ? request(step)
    : ask(withState(step, { session: 'establishing', sessions: sessions + 1 }), {
        _tag: 'EstablishSession',
        actionId: `EstablishSession/${sessions + 1}`,
        determinedBy: { requirement: 'NTF-10' },
        service: 'deferred',
      })
}

const choose = (step: ClientStep, { entryId, choice }: UserChose['choices'][number]): ClientStep => {
  const { notices, chosen } = step.state
  if (chosen.some((message) => message.entryId === entryId)) {
    return ignore(step, 'NTF-09', `something is chosen for ${entryId} already`)
  }
  if (!notices.some((notice) => notice.entryId === entryId)) {
    return ignore(step, 'NTF-09', `${entryId} is not among the messages that wait`)
  }
  return choice === 'keep'
    ? step
    : withState(step, { chosen: [...chosen, { entryId, action: choice, requested: false, received: false }] })
}

/**
 * Takes what the user chose: what is to be kept is not mentioned, all else goes into a session.
 *
 * @spec NTF-09 NTF-10
 */
export const choosePerMessage = (step: ClientStep, { choices }: UserChose): ClientStep =>
  establish(choices.reduce(choose, step))

/** Takes note of the session that was asked for. @spec NTF-10 */
export const beginSession = (step: ClientStep, { sessionId }: SessionEstablished): ClientStep =>
  step.state.session === 'establishing'
    ? request(withState(step, { session: 'open', sessionId }))
    : ignore(step, 'NTF-10', 'no session is being established')

/** Lets the user choose again what a session that ended early did not carry out. @spec NTF-09 */
export const loseSession = (step: ClientStep): ClientStep =>
  step.state.session === 'none' ? ignore(step, 'NTF-11', 'there is no session') : present(withoutSession(step))

/** Tears the session down once everything is complete; what failed can be chosen again. @spec NTF-11 */
export const endWhenComplete = (step: ClientStep): ClientStep => {
  const { sessionId, chosen } = step.state
  if (sessionId === undefined || !chosen.every(isComplete)) {
    return step
  }
  const ended = ask(withoutSession(step), {
    _tag: 'TearDownSession',
    actionId: `${sessionId}/TearDownSession`,
    determinedBy: { requirement: 'NTF-11' },
    sessionId,
  })
  return chosen.some(({ result }) => result === 'failed') ? present(ended) : ended
}

const takeResult = (step: ClientStep, { entryId, action, result }: ResultsReceived['results'][number]): ClientStep => {
  const { chosen, notices } = step.state
  const isAbout = (message: ChosenMessage): boolean =>
    message.entryId === entryId && message.action === action && message.requested && message.result === undefined
  return chosen.some(isAbout)
    ? withState(step, {
        chosen: chosen.map((message) => (isAbout(message) ? { ...message, result } : message)),
        notices: result === 'failed' ? notices : withoutNotice(notices, entryId),
      })
    : ignore(step, 'NTF-11', `no result of ${action} for ${entryId} is awaited`)
}

/** Takes what has become of messages; a message that failed still waits. @spec NTF-11 */
export const takeResults = (step: ClientStep, { sessionId, results }: ResultsReceived): ClientStep =>
  step.state.sessionId === sessionId
    ? endWhenComplete(results.reduce(takeResult, step))
    : ignore(step, 'NTF-11', `${sessionId} is not the session`)
