import type { QueueAction } from '../../src/deferral/QueueAction.js'
import { isPush, isSilenced } from '../support/judgement.js'
import { hasDoNotDisturb, itHolds } from '../support/law.js'
import { entryIdOf } from '../support/world.js'

const named = (action: QueueAction): readonly string[] =>
  isPush(action)
    ? [entryIdOf(action) ?? '']
    : action._tag === 'NotifyInBand' || action._tag === 'NotifyOutOfBand'
      ? (action.messages ?? []).map(({ entryId }) => entryId)
      : []

describe('silentUnderDoNotDisturb: no client hears of a message that is silenced (NTF-01, PSH-01)', () => {
  itHolds(({ actions, after }) => {
    const silenced = new Set(
      after.fates.filter((fate) => isSilenced(after, fate)).map(({ message: { entryId } }) => entryId),
    )
    const isTold = (entryId: string): boolean => silenced.has(entryId)
    const isSummary = (action: QueueAction): boolean => action._tag === 'NotifyOutOfBand' && action.form === 'summary'
    const loud = actions.find(
      (action) =>
        named(action).some(isTold) ||
        (isSummary(action) && after.fates.length > 0 && silenced.size === after.fates.length),
    )
    return loud === undefined ? undefined : `${loud.actionId} breaks the silence`
  }, hasDoNotDisturb)
})
