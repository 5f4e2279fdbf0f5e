import type { SipIpCore } from '../effects/index.js'
import { actionContract, sample } from './actionContract.js'
import type { ContractCase } from './ContractCase.js'
import type { PortSubject } from './PortSubject.js'
import { sampleMessage } from './samples.js'

const about = { actionId: '', entryId: sampleMessage.entryId }

/** What a server's way to clients and to the originator's side promises, function by function. */
export const sipIpCoreContract: (subject: PortSubject<SipIpCore>) => readonly ContractCase[] =
  actionContract<SipIpCore>([
    sample('respond', (port, action, recipient) => port.respond(action, recipient), {
      _tag: 'Respond',
      ...about,
      determinedBy: { requirement: 'AMB-28' },
      status: 202,
      reason: 'Accepted',
    }),
    sample('send', (port, action, recipient) => port.send(action, recipient), {
      _tag: 'Send',
      ...about,
      determinedBy: { requirement: 'TERM-15' },
      deviceId: 'phone',
      via: 'core',
      insertTargetAddress: true,
      message: sampleMessage,
    }),
    sample('deliver', (port, action, recipient) => port.deliver(action, recipient), {
      _tag: 'Deliver',
      ...about,
      determinedBy: { requirement: 'PSH-05' },
      deviceId: 'phone',
      via: 'core',
      insertTargetAddress: true,
      message: sampleMessage,
    }),
    sample('forward', (port, action, recipient) => port.forward(action, recipient), {
      _tag: 'Forward',
      ...about,
      determinedBy: { requirement: 'TERM-08' },
      to: { uri: 'tel:+15550111', canonical: 'tel:+15550111' },
      insertTargetAddress: false,
      message: sampleMessage,
    }),
    sample('notifyInBand', (port, action, recipient) => port.notifyInBand(action, recipient), {
      _tag: 'NotifyInBand',
      actionId: '',
      determinedBy: { requirement: 'NTF-06' },
      to: ['phone', 'tablet'],
      messages: [{ entryId: sampleMessage.entryId, originator: 'anonymous', date: sampleMessage.receivedAt, size: 42 }],
    }),
    sample('reportResults', (port, action, recipient) => port.reportResults(action, recipient), {
      _tag: 'ReportResults',
      actionId: '',
      determinedBy: { requirement: 'AMB-25' },
      sessionId: 's-1',
      deviceId: 'phone',
      results: [{ entryId: sampleMessage.entryId, action: 'discard', result: 'done' }],
    }),
    sample('sendDeliveryNotification', (port, action, recipient) => port.sendDeliveryNotification(action, recipient), {
      _tag: 'SendDeliveryNotification',
      ...about,
      determinedBy: { requirement: 'HND-02' },
      status: 'delivered',
      message: sampleMessage,
    }),
    sample('endSession', (port, action, recipient) => port.endSession(action, recipient), {
      _tag: 'EndSession',
      actionId: '',
      determinedBy: { requirement: 'NTF-11' },
      sessionId: 's-1',
    }),
  ])
