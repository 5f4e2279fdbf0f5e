import { readFileSync } from 'node:fs'
import { clientsFromRegistration, mergeReginfo, readReginfo } from '../../src/wire/reginfo/index.js'
import { decodeJson, UserPreferencesCodec } from '../../src/wire/documents/index.js'
import { readSipRequest, standaloneMessageFromSip } from '../../src/wire/sip/index.js'
import type { Decoding } from '../../src/wire/InputError.js'
import { utf8Encode } from '../../src/wire/octets/index.js'
import { writeDelivery } from '../../src/wire/outgoing/index.js'
import { emptyQueue } from '../../src/deferral/DeferredMessageQueue.js'
import { transition } from '../../src/deferral/transition.js'
import { route } from '../../src/routing/route.js'
import { at } from '../support/builders.js'

const file = (name: string): Buffer => readFileSync(`${__dirname}/../../examples/${name}`)

const value = <A>(decoding: Decoding<A>): A => {
  if (decoding._tag === 'Left') {
    throw new Error(JSON.stringify(decoding.left))
  }
  return decoding.right.value
}

/** The message of the examples, sent in the night of the clock change. */
const received = utf8Encode(
  file('message.sip').toString('utf8').replace('Tue, 03 Feb 2026 10:00:00 GMT', 'Sat, 28 Mar 2026 23:30:00 GMT'),
)

const midnight = at('2026-03-28T23:30:00Z')
// 07:00 in Paris, where the clock has skipped an hour.
const morning = at('2026-03-29T05:00:00Z')

describe('a message in quiet hours on the night of the clock change, with two devices of which one is registered', () => {
  const sip = value(readSipRequest(received))
  const message = value(standaloneMessageFromSip(sip, { entryId: 'e-1', receivedAt: midnight }))
  const preferences = value(decodeJson(UserPreferencesCodec)(file('preferences.json').toString('utf8')))
  const clients = clientsFromRegistration(mergeReginfo(undefined, value(readReginfo(file('registration.xml')))))
  const recipient = { preferences, clients }
  const decision = route({ message, recipient, now: midnight })
  const [held, atNight] = transition(
    emptyQueue,
    { _tag: 'MessageRouted', at: midnight, message, decision },
    recipient,
    {},
  )
  const [pushed, inTheMorning] = transition(held, { _tag: 'TimeReached', at: morning }, recipient, {})

  it('is deferred for do-not-disturb until seven by the wall clock (TERM-12, AMB-05)', () => {
    expect(clients.map(({ registered }) => registered)).toEqual([true, false])
    expect(decision).toMatchObject({ _tag: 'Defer', reason: 'DoNotDisturb', plan: { until: morning } })
  })

  it('is accepted and recorded, and nobody is disturbed in the night (PSH-01, TERM-18)', () => {
    expect(atNight.map(({ _tag }) => _tag)).toEqual(['Respond', 'StoreMessage', 'WakeAt'])
    expect(atNight.at(-1)).toMatchObject({ at: morning })
  })

  it('is pushed in the morning to the registered device, its body octet by octet (PSH-02, PSH-05, TERM-19)', () => {
    const [deliver] = inTheMorning
    expect(deliver).toMatchObject({
      _tag: 'Deliver',
      deviceId: 'urn:gsma:imei:35622410-483840-0',
      insertTargetAddress: true,
    })
    const contact = clients[0]?.contact ?? ''
    const sent = value(writeDelivery(received, { contact, targetAddress: message.recipient }))
    const out = value(readSipRequest(sent))
    expect(out.requestUri).toBe(contact)
    expect([...out.body]).toEqual([...sip.body])
    expect(out.headers.filter(({ name }) => name === 'P-Called-Party-ID')).toEqual([
      { name: 'P-Called-Party-ID', value: '<sip:+15550100@home2.example;user=phone>' },
    ])
  })

  it('leaves the queue once it is delivered (PSH-09)', () => {
    const actionId = inTheMorning.find(({ _tag }) => _tag === 'Deliver')?.actionId ?? ''
    const [empty, after] = transition(pushed, { _tag: 'ActionSucceeded', at: morning + 1000, actionId }, recipient, {})
    expect(after.map(({ _tag }) => _tag)).toContain('Remove')
    expect(empty.waiting).toBe(0)
  })
})
