import { messageKinds } from '../model/StandaloneMessage.js'
import { actionsUponExpiration, deferredOptions } from '../model/UserPreferences.js'
import { requestedActions } from './QueueEvent.js'
import type { SavedQueue } from './SavedForm.js'

type Check = (value: unknown) => boolean

const isText: Check = (value) => typeof value === 'string'
const isFlag: Check = (value) => typeof value === 'boolean'
const isNumber: Check = (value) => Number.isFinite(value)
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0
const orAbsent =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)
const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.some((known) => known === value)
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check)

/** Whether a value is an object. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const shaped =
  (members: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) && Object.entries(members).every(([name, check]) => check(value[name]))

const isAddress = shaped({ uri: isText, canonical: isText })

const isMessage = shaped({
  entryId: isText,
  messageId: orAbsent(isText),
  correlation: orAbsent(isText),
  kind: oneOf(...messageKinds),
  originator: shaped({ address: orAbsent(isAddress), displayName: orAbsent(isText), undisclosed: orAbsent(isFlag) }),
  recipient: isAddress,
  subject: orAbsent(isText),
  date: orAbsent(isNumber),
  receivedAt: isNumber,
  expiresAt: orAbsent(isNumber),
  size: isNumber,
  contentType: orAbsent(isText),
  notificationsRequested: orAbsent(listOf(isText)),
})

const isReason = shaped({ requirement: isText, rule: orAbsent(isText) })

const isEntry = shaped({
  sequence: isCount,
  message: isMessage,
  state: oneOf('sending', 'diverting', 'storing', 'waiting'),
  decision: shaped({ _tag: isText, determinedBy: isReason, record: isFlag }),
  by: isReason,
  answered: isFlag,
  answerBy: orAbsent(isNumber),
  expiresAt: orAbsent(isNumber),
  frozen: orAbsent(shaped({ option: oneOf(...deferredOptions), onExpiry: oneOf(...actionsUponExpiration) })),
  recorded: isFlag,
  flights: listOf(isText),
  suspended: listOf(isText),
  occasion: isCount,
  refusedBy: listOf(isText),
  notifiedInBand: listOf(isText),
  notifiedOutOfBand: listOf(isText),
  deferredOn: isNumber,
  taken: orAbsent(shaped({ sessionId: isText, deviceId: isText, action: oneOf(...requestedActions) })),
  ending: orAbsent(oneOf('expired', 'revoked', 'discarded')),
})

const isHead = shaped({
  version: isCount,
  lastAt: isNumber,
  nextSequence: isCount,
  triggers: isCount,
  lines: listOf(shaped({ deviceId: isText, actionId: orAbsent(isText), next: orAbsent(isCount) })),
  sessions: listOf(
    shaped({
      sessionId: isText,
      deviceId: isText,
      selections: listOf(
        shaped({ entryId: isText, action: oneOf(...requestedActions), result: orAbsent(isText), reported: isFlag }),
      ),
    }),
  ),
  seen: listOf(shaped({ deviceId: isText, mark: isText })),
  doNotDisturb: isFlag,
  preferencesMark: orAbsent(isText),
  toldDoNotDisturb: orAbsent(isFlag),
  conditionsChangeAt: orAbsent(isNumber),
  wakeAt: orAbsent(isNumber),
  finished: listOf(isText),
  recipientRemoved: isFlag,
})

const isPending = shaped({
  action: shaped({ _tag: isText, actionId: isText }),
  retryAt: orAbsent(isNumber),
  suspended: isFlag,
})

const hasShape = shaped({ head: isHead, entries: listOf(isEntry), pending: listOf(isPending) })

/** Whether a value has the shape of what `save` gives. */
export const isSavedQueue = (value: unknown): value is SavedQueue => hasShape(value)
