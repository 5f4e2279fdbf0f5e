import type { StandaloneMessage } from '../model/StandaloneMessage.js'
import { isUndisclosed } from '../routing/ruleApplies.js'
import type { Entry } from './Entry.js'
import { about, ask, type Step } from './Step.js'

/** Answers the originator's side, unless that is done. */
export const respond = (step: Step, entry: Entry, status: number, reason: string): Entry => {
  if (entry.answerBy === undefined) {
    return entry
  }
  ask(step, { ...about(entry, 'Respond', '0', entry.by), status, reason })
  return { ...entry, answerBy: undefined }
}

const wanted = { delivered: 'positive-delivery', failed: 'negative-delivery', stored: 'processing' } as const
const requirement = { delivered: 'HND-02', failed: 'AMB-17', stored: 'TERM-11' } as const

/** Tells the originator what has become of the message, if that was asked for; once for each kind of notification (AMB-17, AMB-18). */
export const notifyOriginator = (step: Step, entry: Entry, status: 'delivered' | 'failed' | 'stored'): void => {
  if (entry.message.notificationsRequested?.includes(wanted[status]) === true) {
    ask(step, {
      ...about(entry, 'SendDeliveryNotification', status === 'stored' ? 'processing' : 'delivery', {
        requirement: requirement[status],
      }),
      status,
      message: entry.message,
    })
  }
}

/** How an originator is named to a client: an undisclosed one is anonymous (NTF-07). */
export const originatorName = ({ originator }: StandaloneMessage): string =>
  isUndisclosed(originator) || originator.address === undefined ? 'anonymous' : originator.address.uri
