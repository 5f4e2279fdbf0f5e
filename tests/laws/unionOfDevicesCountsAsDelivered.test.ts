import { save } from '../../src/deferral/SavedQueue.js'
import { itHolds } from '../support/law.js'
import { held } from '../support/world.js'

describe('unionOfDevicesCountsAsDelivered: what any device got is delivered, and nothing else is (PSH-06, PSH-09)', () => {
  itHolds(({ before, event, actions, after }) => {
    const brought =
      event._tag === 'ActionSucceeded'
        ? before.open.find(({ action: { actionId } }) => actionId === event.actionId)?.action
        : undefined
    // What had an unknown outcome may be given up, with its session or with its client: the message comes again (at least once).
    const isAwaited = save(before.queue).pending.some(({ action }) => action.actionId === brought?.actionId)
    const got = isAwaited && (brought?._tag === 'Send' || brought?._tag === 'Deliver') ? brought.entryId : undefined
    if (got !== undefined && held(before).some(({ message }) => message.entryId === got)) {
      const fate = after.fates.find(({ message }) => message.entryId === got)
      if (fate?.outcome !== 'delivered' && fate?.outcome !== 'retrieved') {
        return `${got} was delivered and counts as ${fate?.outcome ?? 'held'}`
      }
      if (save(after.queue).entries.some(({ message }) => message.entryId === got)) {
        return `${got} was delivered and is held`
      }
    }
    const early = actions.find(
      (action) =>
        action._tag === 'Remove' &&
        (action.cause === 'delivered' || action.cause === 'retrieved') &&
        action.entryId !== got,
    )
    return early === undefined ? undefined : `${early.actionId}, and no device has got it`
  })
})
