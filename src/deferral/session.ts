import type { Selection, SelectionResult } from '../model/Selection.js'
import type { NotedSelection, Session } from './DeferredMessageQueue.js'
import { entryOfId } from './Entries.js'
import type { Entry, Taken } from './Entry.js'
import { interwork, retrieve } from './flight.js'
import { discard } from './expire.js'
import type { MessagesSelected, SessionEnded, SessionEstablished } from './QueueEvent.js'
import { ask, giveUpRetries, ignore, remove, type Step } from './Step.js'
import { awaitsCopy, store } from './storage.js'

const putSession = (step: Step, session: Session): void => {
  step.queue.sessions = [...step.queue.sessions.filter(({ sessionId }) => sessionId !== session.sessionId), session]
}

const sessionWithId = (step: Step, wanted: string): Session | undefined =>
  step.queue.sessions.find(({ sessionId }) => sessionId === wanted)

/** Opens a client's session. @spec NTF-10 NTF-12 */
export const establish = (step: Step, { sessionId, deviceId }: SessionEstablished): void => {
  if (step.queue.recipientRemoved) {
    ignore(step, 'NTF-10', 'the recipient is no longer served here')
  } else if (sessionWithId(step, sessionId) === undefined) {
    putSession(step, { sessionId, deviceId, selections: [] })
  } else {
    ignore(step, 'NTF-10', `session ${sessionId} is there already`)
  }
}

/** Closes a client's session; what is under way goes on. @spec NTF-11 */
export const endSession = (step: Step, { sessionId }: SessionEnded): void => {
  if (sessionWithId(step, sessionId) === undefined) {
    ignore(step, 'NTF-11', `there is no session ${sessionId}`)
  } else {
    step.queue.sessions = step.queue.sessions.filter((session) => session.sessionId !== sessionId)
  }
}

/** Tells a client what has become of the messages it named, once nothing of that is under way any more. @spec AMB-25 */
const report = (step: Step, session: Session): void => {
  const isDone = session.selections.every(({ result }) => result !== undefined)
  const results = session.selections.flatMap(({ entryId, action, result, reported }) =>
    reported || result === undefined ? [] : [{ entryId, action, result }],
  )
  if (!isDone || results.length === 0) {
    return
  }
  ask(step, {
    _tag: 'ReportResults',
    actionId: `${session.sessionId}/ReportResults/${step.before.version + 1}`,
    determinedBy: { requirement: 'AMB-25' },
    sessionId: session.sessionId,
    deviceId: session.deviceId,
    results,
  })
  putSession(step, {
    ...session,
    selections: session.selections.map((selection) => ({ ...selection, reported: true })),
  })
}

/** Notes what has become of a message that a client named. */
export const recordResult = (step: Step, { message }: Entry, { sessionId }: Taken, result: SelectionResult): void => {
  const session = sessionWithId(step, sessionId)
  if (session !== undefined) {
    const noted: Session = {
      ...session,
      selections: session.selections.map((selection) =>
        selection.entryId === message.entryId && selection.result === undefined ? { ...selection, result } : selection,
      ),
    }
    putSession(step, noted)
    report(step, noted)
  }
}

/** Messages that came to their outcome because a client asked for it, in a session that is still there. */
const doneIn = (sessions: readonly Session[]): Set<string> =>
  new Set(
    sessions
      .flatMap(({ selections }) => selections.filter(({ result }) => result === 'done'))
      .map((one) => one.entryId),
  )

/** Does what a client asked for one message; gives the result where it is known at once. @spec NTF-13 NTF-14 AMB-25 */
const take = (
  step: Step,
  { entryId, action }: Selection,
  session: Session,
  done: ReadonlySet<string>,
): SelectionResult | undefined => {
  const entry = entryOfId(step.queue.entries, entryId)
  if (entry === undefined) {
    return step.expired?.includes(entryId) ? 'expired' : done.has(entryId) ? 'alreadyTaken' : 'unknown'
  }
  if (entry.state !== 'waiting' || entry.flights.length > 0) {
    return step.expired?.includes(entryId) ? 'expired' : 'alreadyTaken'
  }
  const { sessionId, deviceId } = session
  const taken = { sessionId, deviceId, action, triggers: step.queue.triggers }
  const held: Entry = { ...giveUpRetries(step, entry), taken }
  switch (action) {
    case 'retrieve':
      retrieve(step, held, taken)
      return undefined
    case 'interwork':
      interwork(step, held)
      return undefined
    case 'store':
      if (entry.copy === 'asked') {
        if (awaitsCopy(step, held, 'NTF-14')) {
          return undefined
        }
        remove(step, held, 'stored', 'NTF-13')
        return 'done'
      }
      store(step, held, { requirement: 'NTF-14' })
      return undefined
    case 'discard':
      // The originator is not told what the user does with a message.
      discard(step, held, 'discarded', 'NTF-14')
      return 'done'
  }
}

/**
 * Does what a client asked for in its session, each message for itself; the first to ask for a message gets it.
 *
 * @spec NTF-10 NTF-13 NTF-14 AMB-25
 */
export const select = (step: Step, { sessionId, deviceId, selections }: MessagesSelected): void => {
  const session = sessionWithId(step, sessionId)
  if (session === undefined || session.deviceId !== deviceId) {
    ignore(step, 'NTF-10', `${deviceId} has no session ${sessionId}`)
    return
  }
  // Interpretation AMB-25: what failed is still in the queue, and a client that has heard so may ask again.
  const known = session.selections.filter(({ result, reported }) => !(result === 'failed' && reported))
  const isAsked = new Set(known.map(({ entryId, action }) => `${action} ${entryId}`))
  const fresh = selections.filter(({ entryId, action }) => !isAsked.has(`${action} ${entryId}`))
  if (fresh.length === 0) {
    ignore(step, 'AMB-25', 'nothing is asked for that was not asked for before')
    return
  }
  const done = doneIn(step.queue.sessions)
  const asked: NotedSelection[] = []
  for (const selection of fresh) {
    const result = take(step, selection, session, done)
    asked.push({ ...selection, result, reported: false })
    if (result === 'done') {
      done.add(selection.entryId)
    }
  }
  const isAgain = new Set(fresh.map(({ entryId, action }) => `${action} ${entryId}`))
  const others = session.selections.filter(({ entryId, action }) => !isAgain.has(`${action} ${entryId}`))
  const current = { ...session, selections: [...others, ...asked] }
  putSession(step, current)
  report(step, current)
}
