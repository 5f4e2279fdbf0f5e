import type { InterworkingSelectionFunction } from '../effects/index.js'
import { actionContract, sample } from './actionContract.js'
import type { ContractCase } from './ContractCase.js'
import type { PortSubject } from './PortSubject.js'
import { sampleMessage } from './samples.js'

/** What a server's way to the Interworking Selection Function promises. */
export const interworkingContract: (subject: PortSubject<InterworkingSelectionFunction>) => readonly ContractCase[] =
  actionContract<InterworkingSelectionFunction>([
    sample('interwork', (port, action, recipient) => port.interwork(action, recipient), {
      _tag: 'Interwork',
      actionId: '',
      entryId: sampleMessage.entryId,
      determinedBy: { requirement: 'TERM-05' },
      message: sampleMessage,
    }),
  ])
