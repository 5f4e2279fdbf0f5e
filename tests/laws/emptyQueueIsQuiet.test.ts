import { itHolds } from '../support/law.js'
import { held } from '../support/world.js'

const about = new Set(['MessageRouted', 'MessagesSelected', 'ActionSucceeded', 'ActionFailed', 'ActionUnknown'])

describe('emptyQueueIsQuiet: with nothing held, registrations, preferences and time ask for nothing', () => {
  itHolds(({ before, event, actions }) => {
    if (held(before).length > 0 || before.open.length > 0 || about.has(event._tag)) {
      return undefined
    }
    const loud = actions.find(
      ({ _tag }) => _tag !== 'Ignored' && _tag !== 'EndSession' && _tag !== 'UpdateDoNotDisturb' && _tag !== 'WakeAt',
    )
    const isToldOfEnds = before.policy.interpretations?.['AMB-22'] === 'update'
    const isWoken = actions.some(({ _tag }) => _tag === 'WakeAt' || _tag === 'UpdateDoNotDisturb')
    return loud !== undefined || (isWoken && !isToldOfEnds) ? `${event._tag} asks for something` : undefined
  })
})
