import { isDeepStrictEqual } from 'node:util'
import { anyDevices, itDecides, withPreferences } from '../support/routingLaw.js'
import { decide } from '../support/subject.js'

describe('perDevicePreferencesTouchDeliveryOnly: a device decides about itself alone (TERM-17)', () => {
  itDecides(
    'whatever is wanted of the devices, what is diverted or refused stays so',
    (asked, decision, devices) =>
      decision._tag === 'Send' || decision._tag === 'Defer'
        ? undefined
        : isDeepStrictEqual(decide(withPreferences(asked, { devices })), decision),
    0.3,
    anyDevices,
  )
})
