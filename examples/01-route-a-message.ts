// A message arrives at noon and another one at night: quiet hours hold the second one back until the morning.
import assert from 'node:assert/strict'
import { isRight } from 'fp-ts/lib/Either.js'
import type { RoutingDecision } from 'cpm-routing'
import { route } from 'cpm-routing'
import { decodeJson, encode, InstantCodec, RoutingRequestCodec } from 'cpm-routing/wire'

const requestAt = (now: string): string =>
  JSON.stringify({
    message: {
      entryId: 'e-1',
      kind: 'pager',
      originator: { address: 'sip:+15550199@home1.example;user=phone' },
      recipient: 'sip:+15550100@home2.example;user=phone',
      subject: 'lunch',
      receivedAt: now,
      size: 42,
      contentType: 'text/plain',
    },
    recipient: {
      preferences: {
        owner: 'tel:+15550100',
        doNotDisturb: { schedules: [{ zone: 'Europe/Paris', from: '22:00', to: '07:00' }] },
      },
      clients: [{ deviceId: 'phone', registered: true, services: ['msg'] }],
    },
    now,
  })

const decisionAt = (now: string): RoutingDecision => {
  const request = decodeJson(RoutingRequestCodec)(requestAt(now))
  assert.ok(isRight(request))
  return route(request.right.value)
}

const noon = decisionAt('2026-02-03T12:00:00+01:00')
assert.deepEqual([noon._tag, noon.determinedBy.requirement], ['Send', 'TERM-15'])

const night = decisionAt('2026-02-03T23:30:00+01:00')
assert.ok(night._tag === 'Defer' && night.plan.until !== undefined)
assert.equal(night.reason, 'DoNotDisturb')
assert.equal(encode(InstantCodec)(night.plan.until), '2026-02-04T06:00:00Z')
