import {
  isBusy,
  isDisturbanceUnwanted,
  isPush,
  isSilenced,
  mayTake,
  optionFor,
  waitingIn,
} from '../support/judgement.js'
import { hasDoNotDisturb, itHolds } from '../support/law.js'
import type { Edge } from '../support/world.js'

const isFrozen = ({ after }: Edge): boolean => after.policy.interpretations?.['AMB-12'] === 'frozen'

describe('resumesAfterDoNotDisturb: when do-not-disturb ends, what is due happens in the same step (NTF-02, PSH-02)', () => {
  itHolds((edge) => {
    const { before, actions, after } = edge
    // Only where the end is in this very step, and the messages waited for it.
    if (!isDisturbanceUnwanted(before) || isDisturbanceUnwanted(after) || isFrozen(edge) || after.removed) {
      return undefined
    }
    const waited = waitingIn(before, after.clock).filter((fate) => !isSilenced(after, fate))
    for (const client of (after.recipient.clients ?? []).filter(({ registered }) => registered)) {
      const { deviceId } = client
      const mine = waited.filter((fate) => mayTake(after, client, fate))
      const isDue = mine.some((fate) => optionFor(after, fate) === 'push')
      const isPushed = actions.some((action) => isPush(action) && action.deviceId === deviceId)
      if (isDue && !isPushed && !isBusy({ ...before, clock: after.clock }, deviceId)) {
        return `nothing is pushed to ${deviceId}`
      }
      const announced = new Set(
        actions.flatMap((action) =>
          action._tag === 'NotifyInBand' && action.to.includes(deviceId)
            ? action.messages.map(({ entryId }) => entryId)
            : [],
        ),
      )
      const missed = mine.find(
        (fate) =>
          optionFor(after, fate) === 'notify' &&
          !before.told.includes(`${deviceId} ${fate.message.entryId}`) &&
          !announced.has(fate.message.entryId) &&
          !before.open.some(({ action }) => isPush(action) && action.entryId === fate.message.entryId),
      )
      if (missed !== undefined) {
        return `${deviceId} is not told of ${missed.message.entryId}`
      }
    }
    return undefined
  }, hasDoNotDisturb)
})
