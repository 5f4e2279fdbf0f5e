import type { CpmClient } from '../model/CpmClient.js'
import type { DeferredOption } from '../model/UserPreferences.js'
import type { RequirementId } from '../requirements.js'
import { isApplicable } from '../routing/isApplicable.js'
import { isExempt } from '../routing/Question.js'
import type { Entry } from './Entry.js'
import { originatorName } from './notify.js'
import { optionOf } from './optionOf.js'
import type { DeferredMessageNotice, NotifyOutOfBand, PushTarget } from './QueueAction.js'
import type { Silence } from './Silence.js'
import { ask, putEntry, questionAbout, type Step } from './Step.js'

const noticeOf = ({ message, expiresAt }: Entry): DeferredMessageNotice => ({
  entryId: message.entryId,
  ...(message.subject === undefined ? {} : { subject: message.subject }),
  originator: originatorName(message),
  ...(message.originator.displayName === undefined || originatorName(message) === 'anonymous'
    ? {}
    : { displayName: message.originator.displayName }),
  date: message.date ?? message.receivedAt,
  size: message.size,
  ...(message.contentType === undefined ? {} : { contentType: message.contentType }),
  ...(expiresAt === undefined ? {} : { expiresAt }),
})

const occasion = (step: Step): string => `${step.before.version + 1}`

/** The clients that are registered and applicable for a message. */
const applicableFor = (step: Step, entry: Entry): readonly CpmClient[] => {
  const question = questionAbout(step, entry.message)
  return (step.recipient.clients ?? []).filter(
    (client) => !entry.refusedBy.includes(client.deviceId) && isApplicable(client, question),
  )
}

/** Tells registered clients of messages, each client once of each; clients with the same list share a notification. @spec NTF-06 NTF-07 AMB-08 */
const notifyInBand = (step: Step, lists: ReadonlyMap<string, readonly Entry[]>): void => {
  const groups = new Map<string, { readonly to: string[]; readonly entries: readonly Entry[] }>()
  for (const [deviceId, entries] of lists) {
    const key = entries.map(({ sequence }) => sequence).join(' ')
    const group = groups.get(key)
    if (group === undefined) {
      groups.set(key, { to: [deviceId], entries })
    } else {
      group.to.push(deviceId)
    }
  }
  for (const { to, entries } of groups.values()) {
    ask(step, {
      _tag: 'NotifyInBand',
      actionId: `NotifyInBand/${to.join(',')}/${occasion(step)}`,
      determinedBy: { requirement: 'NTF-06' },
      to,
      messages: entries.map(noticeOf),
    })
  }
}

/** The devices that the provider lets be notified out-of-band. @spec NTF-04 NTF-08 */
const pushTargets = (step: Step, unregisteredOnly: boolean): readonly PushTarget[] => {
  const to = step.policy.outOfBand?.to ?? 'all'
  const targets: PushTarget[] = []
  for (const { deviceId, pushAddress, registered } of step.recipient.clients ?? []) {
    const isChosen = to === 'all' || (to !== 'none' && to.includes(deviceId))
    if (isChosen && pushAddress !== undefined && !(unregisteredOnly && registered)) {
      targets.push({ deviceId, pushAddress })
    }
  }
  return targets
}

/** Whether any message may be announced to anybody under an option: a client is there, or a device that can be reached out-of-band. */
export const mayAnnounce = (step: Step, option: DeferredOption): boolean =>
  pushTargets(step, option === 'push').length > 0 ||
  (option === 'notify' && (step.recipient.clients ?? []).some(({ registered }) => registered))

const notifyOutOfBand = (
  step: Step,
  entries: readonly Entry[],
  targets: readonly PushTarget[],
  requirement: RequirementId,
): void => {
  const form = step.policy.outOfBand?.form ?? 'summary'
  // Interpretation AMB-08: a client that was told of a message while it was registered is not told of it again once it is not.
  const isNew = ({ notifiedInBand, notifiedOutOfBand }: Entry, { deviceId }: PushTarget): boolean =>
    !notifiedOutOfBand.includes(deviceId) && !notifiedInBand.includes(deviceId)
  const told = entries.filter((entry) => targets.some((target) => isNew(entry, target)))
  const notice = (to: readonly PushTarget[], name: string): Omit<NotifyOutOfBand, 'messages'> => ({
    _tag: 'NotifyOutOfBand',
    actionId: `NotifyOutOfBand/${name}/${occasion(step)}`,
    determinedBy: { requirement },
    to,
    form,
    // Interpretation AMB-30: nobody is told of notifications and system messages.
    count: step.queue.waiting - step.queue.waitingExempt,
  })
  if (form === 'summary' && told.length > 0) {
    const to = targets.filter((target) => told.some((entry) => isNew(entry, target)))
    ask(step, notice(to, `${to.map(({ deviceId }) => deviceId).join(',')}/${requirement}`))
  }
  for (const entry of told) {
    const to = targets.filter((target) => isNew(entry, target))
    if (form === 'single') {
      ask(step, { ...notice(to, entry.message.entryId), messages: [noticeOf(entry)] })
    }
    putEntry(step, { ...entry, notifiedOutOfBand: [...entry.notifiedOutOfBand, ...to.map(({ deviceId }) => deviceId)] })
  }
}

/**
 * Tells the recipient's clients of deferred messages: those that are registered and applicable in-band, and where there is none the known
 * devices out-of-band; a message that is pushed is announced to unregistered devices alone.
 *
 * ```
 *                        notify                           push
 * applicable client      in-band, once for each client    –
 * none                   out-of-band, all known devices   out-of-band, known devices that are not registered
 * ```
 *
 * @spec NTF-01 NTF-02 NTF-03 NTF-04 NTF-06 NTF-07 NTF-08 PSH-01 PSH-03 PSH-07 AMB-08 AMB-09 AMB-30
 */
export const announce = (step: Step, entries: readonly Entry[], silence: Silence): void => {
  const lists = new Map<string, Entry[]>()
  const awaiting: Entry[] = []
  const pushed: Entry[] = []
  for (const entry of entries) {
    const isAnnounced =
      entry.state === 'waiting' && entry.taken === undefined && entry.flights.length === 0 && entry.ending === undefined
    if (isAnnounced && !isExempt(entry.message.kind) && !silence.covers(entry)) {
      const clients = applicableFor(step, entry)
      const option = optionOf(entry, step.recipient, step.policy)
      if (option === 'push') {
        if (clients.length === 0) {
          pushed.push(entry)
        }
      } else if (clients.length === 0) {
        awaiting.push(entry)
      } else {
        // INVARIANT: what the Message Storage Server is to have was handed over before, and does not wait any more.
        const told = clients.filter(({ deviceId }) => !entry.notifiedInBand.includes(deviceId))
        for (const { deviceId } of told) {
          const list = lists.get(deviceId)
          if (list === undefined) {
            lists.set(deviceId, [entry])
          } else {
            list.push(entry)
          }
        }
        if (told.length > 0) {
          putEntry(step, {
            ...entry,
            notifiedInBand: [...entry.notifiedInBand, ...told.map(({ deviceId }) => deviceId)],
          })
        }
      }
    }
  }
  notifyInBand(step, lists)
  if (awaiting.length > 0) {
    notifyOutOfBand(step, awaiting, pushTargets(step, false), 'NTF-04')
  }
  if (pushed.length > 0) {
    notifyOutOfBand(step, pushed, pushTargets(step, true), 'PSH-03')
  }
}
