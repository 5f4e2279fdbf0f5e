import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSipRequest, standaloneMessageFromSip } from '../../../../src/wire/sip/index.js'
import { valueOf, warningPathsOf } from '../../../support/wireText.js'

describe('the example of a message on the wire', () => {
  it('is a pager message that asks for delivery notifications', () => {
    const sip = readSipRequest(new Uint8Array(readFileSync(join(__dirname, '../../../../examples/message.sip'))))
    const read = standaloneMessageFromSip(valueOf(sip), {
      entryId: 'e-7f3a',
      receivedAt: Date.UTC(2026, 1, 3, 10, 0, 1),
    })
    expect([...warningPathsOf(sip), ...warningPathsOf(read)]).toEqual([])
    expect(valueOf(read)).toEqual({
      entryId: 'e-7f3a',
      messageId: 'm-0001',
      kind: 'pager',
      conversationId: 'c7f1',
      contributionId: 'a93e',
      originator: {
        address: {
          uri: 'sip:+15550199@home1.example;user=phone',
          canonical: 'tel:+15550199',
          domain: 'home1.example',
        },
        displayName: 'Ann',
      },
      recipient: {
        uri: 'sip:+15550100@home2.example;user=phone',
        canonical: 'tel:+15550100',
        domain: 'home2.example',
      },
      subject: 'lunch',
      date: Date.UTC(2026, 1, 3, 10),
      receivedAt: Date.UTC(2026, 1, 3, 10, 0, 1),
      expiresAt: Date.UTC(2026, 1, 4, 10),
      size: 15,
      contentType: 'text/plain',
      notificationsRequested: ['positive-delivery', 'negative-delivery'],
    })
  })
})
