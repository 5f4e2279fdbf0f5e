// A SIP stack that is not ours on either side: sipp as originator and as client, over UDP and TCP.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { freePort } from './support/freePort.js'
import { flow, type World } from './support/flow.js'
import { openAgent } from './support/openAgent.js'
import { openScripted } from './support/openScripted.js'
import { noKamailio } from './support/startKamailio.js'
import { noSipp, startSipp } from './support/startSipp.js'

const skip = noSipp()
const count = 100

describe('sipp', { skip: skip ?? false }, () => {
  for (const [transport, word] of [
    ['UDP', 'u1'],
    ['TCP', 't1'],
  ] as const) {
    it(`has ${count} messages accepted over ${transport}`, async () => {
      const world = await openScripted()
      const sipp = startSipp(
        'originator',
        await freePort(),
        ...['-s', 'bob', '-t', word, '-m', String(count), '-r', '100', `127.0.0.1:${world.server.sipPort}`],
      )
      assert.equal(await sipp.ended, 0)
      const plan = (await (await fetch(`${world.server.url}/queues/sip:bob@home2.example`)).json()) as {
        readonly messages: readonly unknown[]
      }
      await world.close()
      assert.equal(plan.messages.length, count)
    })
  }

  const deliver = async ({ bob, corePort, plan, server, user }: World): Promise<void> => {
    const port = await freePort()
    const client = startSipp('client', port, '-m', String(count))
    const registrar = await openAgent()
    const answer = await registrar.request(corePort, 'REGISTER', 'sip:home2.example', [
      { name: 'From', value: `<${bob}>;tag=1` },
      { name: 'To', value: `<${bob}>` },
      {
        name: 'Contact',
        value: `<sip:bob@127.0.0.1:${port}>;+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.oma.cpm.msg"`,
      },
    ])
    assert.equal(answer.status, 200)
    const originator = startSipp(
      'originator',
      await freePort(),
      ...['-s', user, '-m', String(count), '-r', '50', `127.0.0.1:${corePort}`],
    )
    assert.equal(await originator.ended, 0)
    assert.equal(await client.ended, 0)
    await server.idle()
    assert.deepEqual((await plan()).messages, [])
    await registrar.close()
  }
  flow(['TERM-15', 'TERM-20'], `sends ${count} messages through the core to a client of its own`, deliver, {
    skip: noKamailio(),
  })
})
