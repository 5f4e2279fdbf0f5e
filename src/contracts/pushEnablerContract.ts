import type { PushEnabler } from '../effects/index.js'
import { actionContract, sample } from './actionContract.js'
import type { ContractCase } from './ContractCase.js'
import type { PortSubject } from './PortSubject.js'

/** What a server's way to devices that are not registered promises. */
export const pushEnablerContract: (subject: PortSubject<PushEnabler>) => readonly ContractCase[] =
  actionContract<PushEnabler>([
    sample('notify', (port, action, recipient) => port.notify(action, recipient), {
      _tag: 'NotifyOutOfBand',
      actionId: '',
      determinedBy: { requirement: 'NTF-04' },
      to: [
        { deviceId: 'phone', pushAddress: 'wappush=+15550100/type=plmn@ppg.example' },
        { deviceId: 'tablet', pushAddress: 'wappush=+15550101/type=plmn@ppg.example' },
      ],
      form: 'summary',
      count: 3,
    }),
  ])
