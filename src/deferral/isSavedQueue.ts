import { requestedActions } from '../model/Selection.js'
import { messageKinds } from '../model/StandaloneMessage.js'
import { actionsUponExpiration, deferredOptions } from '../model/UserPreferences.js'
import type { SeenClient } from './DeferredMessageQueue.js'
import type { ReadableQueue } from './SavedForm.js'

type Check = (value: unknown) => boolean

const isText: Check = (value) => typeof value === 'string'
const isFlag: Check = (value) => typeof value === 'boolean'
const isNumber: Check = (value) => Number.isFinite(value)
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0
const orAbsent =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)
const either =
  (one: Check, other: Check): Check =>
  (value) =>
    one(value) || other(value)
const both =
  (one: Check, other: Check): Check =>
  (value) =>
    one(value) && other(value)
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

const hasTag = (value: unknown, tag: string): boolean => isObject(value) && value['_tag'] === tag

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

const entryMembers = {
  sequence: isCount,
  message: isMessage,
  state: oneOf('sending', 'diverting', 'storing', 'waiting'),
  by: isReason,
  answerBy: orAbsent(isNumber),
  expiresAt: orAbsent(isNumber),
  frozen: orAbsent(shaped({ option: oneOf(...deferredOptions), onExpiry: oneOf(...actionsUponExpiration) })),
  flights: listOf(isText),
  suspended: listOf(isText),
  occasion: isCount,
  refusedBy: listOf(isText),
  notifiedInBand: listOf(isText),
  notifiedOutOfBand: listOf(isText),
  deferredOn: isNumber,
  taken: orAbsent(
    shaped({ sessionId: isText, deviceId: isText, action: oneOf(...requestedActions), triggers: orAbsent(isCount) }),
  ),
  ending: orAbsent(oneOf('expired', 'revoked', 'discarded')),
}

const isEntry = shaped({ ...entryMembers, copy: oneOf('none', 'wanted', 'asked'), copyId: orAbsent(isText) })

const isFirstEntry = shaped({
  ...entryMembers,
  decision: shaped({ _tag: isText, determinedBy: isReason, record: isFlag }),
  answered: isFlag,
  recorded: isFlag,
})

const isSeen = shaped({
  deviceId: isText,
  contact: orAbsent(isText),
  services: orAbsent(listOf(isText)),
  connectivity: orAbsent(oneOf('reachable', 'limited', 'unreachable')),
  capabilities: orAbsent(shaped({ contentTypes: orAbsent(listOf(isText)), maxSize: orAbsent(isNumber) })),
})

/** Whether a value is a client as a queue has seen it. */
export const isSeenClient = (value: unknown): value is SeenClient => isSeen(value)

const isFirstSeen = shaped({ deviceId: isText, mark: isText })

const isHead = shaped({
  version: isCount,
  lastAt: isNumber,
  nextSequence: isCount,
  triggers: isCount,
  lines: listOf(
    shaped({ deviceId: isText, actionId: orAbsent(isText), next: orAbsent(isCount), late: orAbsent(listOf(isCount)) }),
  ),
  repeats: orAbsent(
    listOf(shaped({ of: isText, message: shaped({ entryId: isText, correlation: orAbsent(isText) }) })),
  ),
  sessions: listOf(
    shaped({
      sessionId: isText,
      deviceId: isText,
      selections: listOf(
        shaped({ entryId: isText, action: oneOf(...requestedActions), result: orAbsent(isText), reported: isFlag }),
      ),
    }),
  ),
  seen: listOf(either(isFirstSeen, isSeen)),
  doNotDisturb: isFlag,
  preferencesMark: orAbsent(isText),
  toldDoNotDisturb: orAbsent(isFlag),
  conditionsChangeAt: orAbsent(isNumber),
  wakeAt: orAbsent(isNumber),
  finished: listOf(isText),
  recipientRemoved: isFlag,
})

const ifTagged = (tag: string, check: Check): Check => either((value) => !hasTag(value, tag), check)

const isAction = both(
  shaped({ _tag: isText, actionId: isText, determinedBy: isReason }),
  both(
    ifTagged('NotifyInBand', shaped({ to: listOf(isText), messages: listOf(shaped({ entryId: isText })) })),
    ifTagged('NotifyOutOfBand', shaped({ to: listOf(shaped({ deviceId: isText })) })),
  ),
)

const isPending = shaped({
  action: isAction,
  retryAt: orAbsent(isNumber),
  suspended: isFlag,
})

const hasShape = shaped({ head: isHead, entries: listOf(either(isFirstEntry, isEntry)), pending: listOf(isPending) })

/** Whether a value has the shape of what `save` gives, or gave in an earlier form. */
export const isReadableQueue = (value: unknown): value is ReadableQueue => hasShape(value)
