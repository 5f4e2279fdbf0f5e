// The same server over PostgreSQL, which several servers can share.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { messageTo } from './support/messages.js'
import { openScripted } from './support/openScripted.js'
import { noPostgres, startPostgres } from './support/startPostgres.js'
import { startTestServer } from './support/startTestServer.js'

describe('a server over PostgreSQL', { skip: noPostgres() ?? false }, () => {
  let postgres: Awaited<ReturnType<typeof startPostgres>>
  before(async () => {
    postgres = await startPostgres()
  })
  after(() => postgres.stop())

  it('has its deferred messages when it starts again', async () => {
    const world = await openScripted({ database: postgres.url })
    assert.equal((await world.send({ text: 'kept' })).status, 202)
    await world.server.stop()
    await world.restart()
    await world.register('phone', 'msg')
    assert.match((await world.agent.next('MESSAGE')).body.toString(), /kept$/)
    await world.server.idle()
    await world.close()
  })

  it('loses nothing of what two servers take for one recipient at the same time', async () => {
    const world = await openScripted({ database: postgres.url })
    const other = await startTestServer(world.agent.port, { database: postgres.url })
    const dora = 'sip:dora@home2.example'
    const count = 20
    const answers = await Promise.all(
      Array.from({ length: count }, (_, place) => {
        const { headers, body } = messageTo(dora)
        const port = place % 2 === 0 ? world.server.sipPort : other.sipPort
        return world.agent.request(port, 'MESSAGE', dora, headers, body)
      }),
    )
    const accepted = answers.filter(({ status }) => status === 202).length
    const plan = (await (await fetch(`${other.url}/queues/${dora}`)).json()) as {
      readonly messages: readonly unknown[]
    }
    await other.stop()
    await world.close()
    assert.equal(accepted, count)
    assert.equal(plan.messages.length, count)
  })
})
