import type { Instant } from '../model/Instant.js'
import { type InstantHeap, putInHeap } from './collections/InstantHeap.js'
import { mapValues, type TextMap } from './collections/TextMap.js'
import { type Entries, entriesInOrder, isMany } from './Entries.js'

/** Something that becomes due. */
export type Alarm =
  | { readonly _tag: 'Expiry'; readonly sequence: number }
  | { readonly _tag: 'Answer'; readonly sequence: number }
  | { readonly _tag: 'Retry'; readonly actionId: string }

/** Which of the alarms of one instant rings first: those of its messages before the actions that are asked for again. */
export const orderOf = (alarm: Alarm): string =>
  alarm._tag === 'Expiry' ? '0' : alarm._tag === 'Answer' ? '1' : `2${alarm.actionId}`

/** The alarms with one more. */
export const withAlarm = (alarms: InstantHeap<Alarm>, at: Instant | undefined, alarm: Alarm): InstantHeap<Alarm> =>
  at === undefined ? alarms : putInHeap(alarms, at, orderOf(alarm), alarm)

interface WithAlarms {
  readonly entries: Entries
  readonly pending: TextMap<{ readonly action: { readonly actionId: string }; readonly retryAt: Instant | undefined }>
}

/** The alarms of a queue: of its actions, and of its messages where these are too many to be looked through. */
export const alarmsOf = ({ entries, pending }: WithAlarms): InstantHeap<Alarm> => {
  let alarms: InstantHeap<Alarm>
  for (const { action, retryAt } of mapValues(pending)) {
    alarms = withAlarm(alarms, retryAt, { _tag: 'Retry', actionId: action.actionId })
  }
  for (const { sequence, expiresAt, answerBy } of isMany(entries) ? entriesInOrder(entries) : []) {
    alarms = withAlarm(alarms, expiresAt, { _tag: 'Expiry', sequence })
    alarms = withAlarm(alarms, answerBy, { _tag: 'Answer', sequence })
  }
  return alarms
}
