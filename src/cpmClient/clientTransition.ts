import type { DeferredMessageNotice } from '../model/DeferredMessageNotice.js'
import { beginSession, choosePerMessage, endWhenComplete, loseSession, takeResults } from './clientSession.js'
import { ask, type ClientStep, ignore, present, remember, respond, withoutNotice, withState } from './ClientStep.js'
import type { CpmClientAction } from './CpmClientAction.js'
import type { CpmClientEvent, MessageReceived, NotificationReceived } from './CpmClientEvent.js'
import type { CpmClientState } from './CpmClientState.js'

/** Answers a message, and takes it off those that wait. @spec TERM-20 NTF-11 */
const takeMessage = (step: ClientStep, { requestId, entryId }: MessageReceived): ClientStep => {
  if (step.state.known.includes(requestId)) {
    return ignore(step, 'TERM-20', `${requestId} was answered before`)
  }
  const answered = respond(remember(step, requestId), requestId, 'TERM-20')
  const { notices, chosen } = answered.state
  return entryId === undefined
    ? answered
    : endWhenComplete(
        withState(answered, {
          notices: withoutNotice(notices, entryId),
          chosen: chosen.map((message) => (message.entryId === entryId ? { ...message, received: true } : message)),
        }),
      )
}

/** The messages that wait after a notification: the newest word about each, in the order in which they were first heard of. */
const merge = (
  known: readonly DeferredMessageNotice[],
  told: readonly DeferredMessageNotice[],
): readonly DeferredMessageNotice[] => [
  ...new Map([...known, ...told].map((notice) => [notice.entryId, notice])).values(),
]

/** Takes over what a notification says. @spec NTF-09 */
const takeNotices = (step: ClientStep, told: readonly DeferredMessageNotice[]): ClientStep =>
  present(withState(step, { notices: merge(step.state.notices, told) }))

/** Has the client registered, so that it can be reached in-band. @spec NTF-05 */
const register = (step: ClientStep, { notificationId, messages }: NotificationReceived): ClientStep => {
  const registering = ask(step, {
    _tag: 'Register',
    actionId: `Register/${notificationId}`,
    determinedBy: { requirement: 'NTF-05' },
  })
  return messages === undefined ? registering : takeNotices(registering, messages)
}

const takeNotification = (step: ClientStep, event: NotificationReceived): ClientStep => {
  const { notificationId, via, messages = [] } = event
  if (step.state.known.includes(notificationId)) {
    return ignore(step, 'NTF-09', `${notificationId} has come before`)
  }
  const noted = remember(step, notificationId)
  return via === 'out-of-band'
    ? register(noted, event)
    : takeNotices(respond(noted, notificationId, 'NTF-06'), messages)
}

const take = (step: ClientStep, event: CpmClientEvent): ClientStep => {
  switch (event._tag) {
    case 'MessageReceived':
      return takeMessage(step, event)
    case 'NotificationReceived':
      return takeNotification(step, event)
    case 'UserChose':
      return choosePerMessage(step, event)
    case 'SessionEstablished':
      return beginSession(step, event)
    case 'SessionEnded':
      return loseSession(step)
    case 'ResultsReceived':
      return takeResults(step, event)
  }
}

/**
 * What the CPM client of one device does about an event: it answers messages, registers when it is called, lets the user say what is to
 * become of deferred messages, and carries that to the Participating Function in a session.
 *
 * ```
 * Participating Function                CPM client                              user
 *        ── notification ──────────────►  answers, presents ──────────────────►
 *                                         establishes a session  ◄── chooses ───
 *        ◄──────────── requests actions ─
 *        ── messages, results ──────────►  answers, tears the session down
 * ```
 *
 * An event that does not fit, such as a repeated one, gives an `Ignored` action.
 *
 * @param state {@link newCpmClient}, or what the last step returned
 * @param event what has happened; its `at` in milliseconds
 * @returns the next state and what is to be done, in this order; it never throws
 * @spec TERM-20 NTF-05 NTF-09 NTF-10 NTF-11 NTF-12
 *
 * @example
 * ```ts
 * import { clientTransition, newCpmClient } from 'cpm-routing/cpmClient'
 *
 * const [state] = clientTransition(newCpmClient, {
 *   _tag: 'NotificationReceived',
 *   at: 1_770_112_800_000,
 *   notificationId: 'n-1',
 *   via: 'in-band',
 *   messages: [{ entryId: 'e-1', originator: 'sip:ann@home1.example', date: 1_770_112_000_000, size: 812 }],
 * })
 * const [, actions] = clientTransition(state, {
 *   _tag: 'UserChose',
 *   at: 1_770_112_900_000,
 *   choices: [{ entryId: 'e-1', choice: 'retrieve' }],
 * })
 * console.log(actions)
 * // => [
 * //   {
 * //     _tag: 'EstablishSession',
 * //     actionId: 'EstablishSession/1',
 * //     determinedBy: { requirement: 'NTF-10' },
 * //     service: 'deferred'
 * //   }
 * // ]
 * ```
 */
export const clientTransition = (
  state: CpmClientState,
  event: CpmClientEvent,
): readonly [CpmClientState, readonly CpmClientAction[]] => {
  const at = Math.max(event.at, state.lastAt ?? event.at)
  const ended = take({ at, state: { ...state, version: state.version + 1, lastAt: at }, actions: [] }, event)
  return [ended.state, ended.actions]
}
