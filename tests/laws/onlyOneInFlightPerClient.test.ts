import { hasPush, itHolds } from '../support/law.js'

describe('onlyOneInFlightPerClient: one deferred message at a time is pushed to a client (AMB-13)', () => {
  itHolds(({ after }) => {
    const busy = after.open.flatMap(({ action, state }) =>
      action._tag === 'Deliver' && action.via === 'core' && state === 'asked' ? [action.deviceId] : [],
    )
    const twice = busy.find((deviceId, place) => busy.indexOf(deviceId) !== place)
    return twice === undefined ? undefined : `${twice} has two`
  }, hasPush)
})
