import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { describe, it } from 'node:test'
import { readDeferredMessageNotification } from 'cpm-routing/wire/outgoing'
import { selectionType } from '../src/createSessions.js'
import { headerOf, headersOf, parameterOf } from '../src/sip/SipMessage.js'
import { featureTag, messageTo } from './support/messages.js'
import { eventually, openAgent } from './support/openAgent.js'
import { bob, contactOf, instanceOf, openScripted, type Scripted } from './support/openScripted.js'
import { newFile } from './support/startTestServer.js'
import { freePort } from './support/freePort.js'

/** Runs a test with a server of its own. */
const scripted = (
  name: string,
  run: (world: Scripted) => Promise<void>,
  given: Parameters<typeof openScripted>[0] = {},
) =>
  it(name, async () => {
    const world = await openScripted(given)
    try {
      await run(world)
    } finally {
      await world.close()
    }
  })

describe('a message that comes in', () => {
  scripted(
    'is delivered to a registered client, octet by octet, and answered with 200',
    async ({ agent, register, send }) => {
      await register('phone', 'msg')
      const { status } = await send({
        text: 'é\u0000😀',
        headers: [{ name: 'P-Charging-Vector', value: 'icid-value=1' }],
      })
      assert.equal(status, 200)
      const delivered = await agent.next('MESSAGE')
      assert.equal(delivered.requestUri, contactOf('phone'))
      assert.match(delivered.body.toString(), /é\u0000😀$/)
      assert.equal(headerOf(delivered, 'P-Called-Party-ID'), `<${bob}>`)
      assert.equal(headerOf(delivered, 'P-Charging-Vector'), '')
      assert.equal(headersOf(delivered, 'Via').length, 1)
    },
  )

  scripted('is refused with 403 where preferences reject it', async ({ prefer, send, register }) => {
    await register('phone', 'msg')
    assert.equal((await prefer({ otherwise: { action: 'reject' } })).status, 201)
    const { status } = await send()
    assert.equal(status, 403)
  })

  scripted(
    'is deferred with 202 without a client, and pushed when one registers',
    async ({ agent, register, send, server }) => {
      assert.equal((await send({ text: 'first' })).status, 202)
      assert.equal((await send({ text: 'second' })).status, 202)
      await register('phone', 'msg')
      assert.match((await agent.next('MESSAGE')).body.toString(), /first$/)
      assert.match((await agent.next('MESSAGE')).body.toString(), /second$/)
      await server.idle()
      const health = (await (await fetch(`${server.url}/health`)).json()) as {
        readonly entries: number
        readonly pending: number
      }
      assert.deepEqual([health.entries, health.pending], [0, 0])
    },
  )

  scripted('stays deferred for a client without CPM services', async ({ agent, register, send }) => {
    assert.equal((await send()).status, 202)
    await register('fax')
    assert.ok(await agent.isQuiet('MESSAGE', 200))
  })

  scripted(
    'is deferred when its client refuses it, and comes with the next registration',
    async ({ agent, register, send }) => {
      await register('phone', 'msg')
      const { script } = agent
      agent.script = (request) => (request.method === 'MESSAGE' ? { status: 480 } : script(request))
      assert.equal((await send()).status, 202)
      await agent.next('MESSAGE')
      agent.script = script
      await register('tablet', 'msg')
      await agent.next('MESSAGE')
    },
  )

  scripted(
    'is sent again, and gets its 202 in the meantime, while its client is silent',
    async ({ agent, register, send }) => {
      await register('phone', 'msg')
      const { script } = agent
      agent.script = (request) => (request.method === 'MESSAGE' ? undefined : script(request))
      assert.equal((await send()).status, 202)
      const copies = await eventually(() => {
        const found = agent.received.filter(({ method }) => method === 'MESSAGE')
        return found.length > 3 ? found : undefined
      }, 'retransmissions')
      const branches = new Set(copies.map((copy) => parameterOf(headerOf(copy, 'Via'), 'branch')))
      assert.equal(branches.size, 1)
    },
    { policy: { answerAfter: 50, retryAfter: 100 } },
  )

  scripted('is answered the same when it comes again', async ({ agent, server }) => {
    const { headers, body } = messageTo(bob)
    const via = { name: 'Via', value: `SIP/2.0/UDP 127.0.0.1:${agent.port};branch=z9hG4bKagain` }
    const callId = { name: 'Call-ID', value: 'again@127.0.0.1' }
    const all = [via, callId, ...headers]
    assert.equal((await agent.request(server.sipPort, 'MESSAGE', bob, all, body)).status, 202)
    agent.received.length = 0
    assert.equal((await agent.request(server.sipPort, 'MESSAGE', bob, all, body)).status, 202)
    const plan = (await (await fetch(`${server.url}/queues/${bob}`)).json()) as {
      readonly messages: readonly unknown[]
    }
    assert.equal(plan.messages.length, 1)
  })

  scripted('is refused with 400 where it cannot be read', async ({ agent, server }) => {
    const { headers, body } = messageTo(bob)
    const unreadable = headers.filter(({ name }) => name !== 'Accept-Contact')
    assert.equal((await agent.request(server.sipPort, 'MESSAGE', bob, unreadable, body)).status, 400)
  })

  scripted('leaves a line in the log that says what determined the decision', async ({ send, server }) => {
    await send()
    const line = server.log.find(({ what }) => what === 'decision')
    assert.equal(
      (line?.['decision'] as { readonly determinedBy: { readonly requirement: string } }).determinedBy.requirement,
      'TERM-13',
    )
    assert.ok(Array.isArray(line?.['trace']))
  })
})

describe('a recipient who does not want to be disturbed', () => {
  scripted('is left alone until that ends', async ({ agent, prefer, register, send }) => {
    await register('phone', 'msg')
    await prefer({ doNotDisturb: { on: true } })
    assert.equal((await send()).status, 202)
    assert.ok(await agent.isQuiet('MESSAGE', 200))
    await prefer({})
    await agent.next('MESSAGE')
  })

  scripted('is left alone until an instant', async ({ agent, prefer, register, send }) => {
    await register('phone', 'msg')
    await prefer({ doNotDisturb: { on: true, until: new Date(Date.now() + 3000).toISOString() } })
    assert.equal((await send()).status, 202)
    assert.ok(await agent.isQuiet('MESSAGE', 150))
    await agent.next('MESSAGE', 10_000)
  })
})

describe('the client of a recipient who wants to be notified', () => {
  const establish = async ({ agent, server }: Scripted, selections: readonly object[]) =>
    agent.request(
      server.sipPort,
      'INVITE',
      'sip:deferred@home2.example',
      [
        { name: 'From', value: `<${bob}>;tag=b1` },
        { name: 'To', value: '<sip:deferred@home2.example>' },
        { name: 'Call-ID', value: 'session-1' },
        { name: 'Contact', value: `<sip:127.0.0.1:${agent.port}>;+sip.instance="<${instanceOf('phone')}>"` },
        { name: 'Accept-Contact', value: `*;${featureTag('deferred')}` },
        { name: 'Content-Type', value: selectionType },
      ],
      Buffer.from(JSON.stringify({ selections })),
    )

  scripted('is told in-band, retrieves in a session, and leaves', async (world) => {
    const { agent, prefer, register, send, server } = world
    await prefer({ deferred: { option: 'notify' }, otherwise: { action: 'defer' } })
    await register('phone', 'msg')
    assert.equal((await send({ subject: 'lunch' })).status, 202)
    const notification = await agent.next('MESSAGE')
    const list = readDeferredMessageNotification(headerOf(notification, 'Content-Type'), notification.body)
    const notices = list._tag === 'Right' ? list.right.value : []
    assert.deepEqual(
      notices.map(({ subject, originator }) => [subject, originator]),
      [['lunch', 'sip:ann@home1.example']],
    )

    const answer = await establish(world, [{ entryId: notices[0]?.entryId, action: 'retrieve' }])
    assert.equal(answer.status, 200)
    agent.sendTo(
      server.sipPort,
      Buffer.from(
        `ACK sip:127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:${agent.port};branch=z9hG4bKack\r\nCall-ID: session-1\r\nCSeq: 1 ACK\r\n\r\n`,
      ),
    )
    const retrieved = await agent.next('MESSAGE')
    assert.match(retrieved.body.toString(), /noon\?$/)
    const results = JSON.parse((await agent.next('MESSAGE')).body.toString()) as { readonly results: readonly object[] }
    assert.deepEqual(results.results, [{ entryId: notices[0]?.entryId, action: 'retrieve', result: 'done' }])
    const bye = await agent.request(server.sipPort, 'BYE', 'sip:127.0.0.1', [
      { name: 'From', value: `<${bob}>;tag=b1` },
      { name: 'To', value: headerOf(answer, 'To') },
      { name: 'Call-ID', value: 'session-1' },
      { name: 'CSeq', value: '2 BYE' },
    ])
    assert.equal(bye.status, 200)
    await server.idle()
    const plan = (await (await fetch(`${server.url}/queues/${bob}`)).json()) as {
      readonly messages: readonly unknown[]
    }
    assert.deepEqual(plan.messages, [])
  })

  scripted('is refused a session from a device that nobody knows', async (world) => {
    assert.equal((await establish(world, [])).status, 403)
  })
})

describe('a server that ends', () => {
  scripted('has its deferred messages when it starts again', async ({ agent, register, restart, send, server }) => {
    assert.equal((await send()).status, 202)
    await server.stop()
    await restart()
    await register('phone', 'msg')
    await agent.next('MESSAGE')
  })

  scripted('asks the registrar again who is there', async ({ agent, register, restart, server }) => {
    await register('phone', 'msg')
    const before = await agent.next('SUBSCRIBE')
    await server.stop()
    await restart()
    const again = await agent.next('SUBSCRIBE')
    assert.equal(again.requestUri, bob)
    assert.notEqual(headerOf(again, 'Call-ID'), headerOf(before, 'Call-ID'))
  })

  scripted(
    'does again what had no outcome, as the same request',
    async ({ agent, register, restart, send, server }) => {
      await register('phone', 'msg')
      const { script } = agent
      agent.script = (request) => (request.method === 'MESSAGE' ? undefined : script(request))
      assert.equal((await send()).status, 202)
      const first = await agent.next('MESSAGE')
      await server.stop()
      agent.received.length = 0
      agent.script = script
      await restart()
      const again = await agent.next('MESSAGE')
      assert.equal(headerOf(again, 'Call-ID'), headerOf(first, 'Call-ID'))
      assert.equal(parameterOf(headerOf(again, 'Via'), 'branch'), parameterOf(headerOf(first, 'Via'), 'branch'))
    },
    { policy: { answerAfter: 50, retryAfter: 300 } },
  )

  it('loses nothing that it accepted when it is killed', async () => {
    const agent = await openAgent()
    const [sipPort, httpPort] = [await freePort(), await freePort()]
    const database = newFile()
    const start = async () => {
      const child = spawn(process.execPath, [new URL('../src/main.js', import.meta.url).pathname], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: {
          ...process.env,
          SIP_PORT: String(sipPort),
          HTTP_PORT: String(httpPort),
          CORE: `127.0.0.1:${agent.port}`,
          DATABASE: database,
        },
      })
      for await (const line of createInterface({ input: child.stdout })) {
        if (line.includes('"started"')) {
          break
        }
      }
      return child
    }
    let accepted = 0
    for (let round = 0; round < 3; round += 1) {
      const server = await start()
      const answers = Array.from({ length: 20 }, () => {
        const { headers, body } = messageTo(bob)
        return agent.request(sipPort, 'MESSAGE', bob, headers, body).then(
          ({ status }) => (status === 202 ? 1 : 0),
          () => 0,
        )
      })
      // The crash comes in the middle: some have their answer by then.
      await Promise.race([Promise.all(answers.slice(0, 5 + round)), once(server, 'exit')])
      server.kill('SIGKILL')
      await once(server, 'exit')
      accepted += agent.received.filter(({ status }) => status === 202).length
      agent.received.length = 0
    }
    const server = await start()
    const plan = (await (await fetch(`http://127.0.0.1:${httpPort}/queues/${bob}`)).json()) as {
      readonly messages: readonly unknown[]
    }
    server.kill('SIGTERM')
    const [status] = await once(server, 'exit')
    await agent.close()
    assert.equal(status, 0)
    assert.ok(accepted > 0 && plan.messages.length >= accepted, `${accepted} accepted, ${plan.messages.length} kept`)
  })
})
