import type { MessageStorageServer } from '../effects/index.js'
import { actionContract, sample } from './actionContract.js'
import type { ContractCase } from './ContractCase.js'
import type { PortSubject } from './PortSubject.js'
import { sampleMessage } from './samples.js'

/** What a server's way to the Message Storage Server promises, function by function. */
export const messageStorageServerContract: (subject: PortSubject<MessageStorageServer>) => readonly ContractCase[] =
  actionContract<MessageStorageServer>([
    sample('store', (port, action, recipient) => port.store(action, recipient), {
      _tag: 'StoreMessage',
      actionId: '',
      entryId: sampleMessage.entryId,
      determinedBy: { requirement: 'HND-01' },
      record: false,
      terms: { doNotDisturb: true, expiresAt: 1_770_199_201_000, onExpiry: 'store' },
      message: sampleMessage,
    }),
    sample('updateDoNotDisturb', (port, action, recipient) => port.updateDoNotDisturb(action, recipient), {
      _tag: 'UpdateDoNotDisturb',
      actionId: '',
      determinedBy: { requirement: 'AMB-22' },
      doNotDisturb: false,
    }),
  ])
