import assert from 'node:assert/strict'
import net from 'node:net'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { openTransactions, type Transactions } from '../src/sip/openTransactions.js'
import { headerOf, listOf, parameterOf, readSipMessage, uriOf, writeSipMessage } from '../src/sip/SipMessage.js'
import { eventually, openAgent } from './support/openAgent.js'

const timers = { t1: 10, t2: 40 }

const open = (receive: Parameters<typeof openTransactions>[0]['receive'] = () => undefined): Promise<Transactions> =>
  openTransactions({ host: '127.0.0.1', port: 0, timers, receive })

const request = (port: number, branch: string, body = ''): Buffer =>
  writeSipMessage(
    'MESSAGE sip:bob@home2.example SIP/2.0',
    [
      { name: 'Via', value: `SIP/2.0/UDP 127.0.0.1:${port};branch=${branch}` },
      { name: 'From', value: '<sip:ann@home1.example>;tag=1' },
      { name: 'To', value: '<sip:bob@home2.example>' },
      { name: 'Call-ID', value: branch },
      { name: 'CSeq', value: '1 MESSAGE' },
    ],
    Buffer.from(body),
  )

const outgoing = (body: Buffer) => ({
  method: 'MESSAGE',
  requestUri: 'sip:bob@home2.example',
  headers: [
    { name: 'From', value: '<sip:ann@home1.example>;tag=1' },
    { name: 'To', value: '<sip:bob@home2.example>' },
    { name: 'Call-ID', value: 'c-1' },
    { name: 'CSeq', value: '1 MESSAGE' },
  ],
  body,
})

describe('a SIP message', () => {
  it('is read with compact names and folded lines', () => {
    const text = 'MESSAGE sip:b SIP/2.0\r\nf: <sip:a>;tag=x\r\nSubject: one\r\n  two\r\nl: 3\r\n\r\nabc'
    const message = readSipMessage(Buffer.from(text))
    assert.equal(message && headerOf(message, 'From'), '<sip:a>;tag=x')
    assert.equal(message && headerOf(message, 'subject'), 'one two')
    assert.equal(message?.body.toString(), 'abc')
  })

  it('is nothing where it has no start line or a line without colon', () => {
    assert.equal(readSipMessage(Buffer.from('hello\r\n\r\n')), undefined)
    assert.equal(readSipMessage(Buffer.from('MESSAGE sip:b SIP/2.0\r\nnonsense\r\n\r\n')), undefined)
    assert.equal(readSipMessage(Buffer.from('MESSAGE sip:b SIP/2.0\r\n')), undefined)
  })

  it('has addresses with parameters in any of their forms', () => {
    assert.equal(
      uriOf('"Ann, <A>" <sip:ann@home1.example;user=phone>;tag=1'.replace('<A>', 'A')),
      'sip:ann@home1.example;user=phone',
    )
    assert.equal(uriOf('sip:ann@home1.example;tag=1'), 'sip:ann@home1.example')
    assert.equal(parameterOf('<sip:a;x=1>;tag="a b"', 'tag'), 'a b')
    assert.equal(parameterOf('SIP/2.0/UDP h;rport', 'rport'), '')
    assert.equal(parameterOf('<sip:a>', 'tag'), undefined)
    assert.deepEqual(listOf(['<sip:a,b>;lr, <sip:c>', '"x, y" <sip:d>']), ['<sip:a,b>;lr', '<sip:c>', '"x, y" <sip:d>'])
  })
})

describe('a transaction', () => {
  it('takes a request once, and answers what comes again the same', async () => {
    let count = 0
    const server = await open(({ respond }) => {
      count += 1
      respond(202, 'Accepted')
    })
    const agent = await openAgent()
    for (let copy = 0; copy < 3; copy += 1) {
      agent.sendTo(server.port, request(agent.port, 'z9hG4bKone'))
    }
    await eventually(() => (agent.received.length === 3 ? true : undefined), 'three answers')
    assert.deepEqual(new Set(agent.received.map(({ bytes }) => bytes.toString())).size, 1)
    assert.equal(count, 1)
    await Promise.all([server.close(), agent.close()])
  })

  it('sends a request again until it is answered', async () => {
    const client = await open()
    const agent = await openAgent()
    agent.script = () => undefined
    const outcome = client.request(outgoing(Buffer.from('x')), {
      protocol: 'UDP',
      address: '127.0.0.1',
      port: agent.port,
    })
    await eventually(() => (agent.received.length >= 3 ? true : undefined), 'copies')
    assert.equal(new Set(agent.received.map(({ bytes }) => bytes.toString())).size, 1)
    agent.script = () => ({ status: 200 })
    const answer = await outcome
    assert.equal(typeof answer === 'object' && answer.status, 200)
    await Promise.all([client.close(), agent.close()])
  })

  it('is given up after 64 times the first pause', async () => {
    const client = await open()
    const agent = await openAgent()
    agent.script = () => undefined
    const started = performance.now()
    const flow = { protocol: 'UDP', address: '127.0.0.1', port: agent.port } as const
    assert.equal(await client.request(outgoing(Buffer.from('x')), flow), 'timeout')
    assert.ok(performance.now() - started >= 64 * timers.t1 - 5)
    await Promise.all([client.close(), agent.close()])
  })

  it('says that nothing has left where nobody listens', async () => {
    const client = await open()
    assert.equal(
      await client.request(outgoing(Buffer.from('x')), { protocol: 'TCP', address: '127.0.0.1', port: 1 }),
      'unreachable',
    )
    await client.close()
  })

  it('takes what is too long for a datagram over TCP', async () => {
    const lengths: number[] = []
    const protocols: string[] = []
    const server = await open(({ message, flow, respond }) => {
      lengths.push(message.body.length)
      protocols.push(flow.protocol)
      respond(200, 'OK')
    })
    const client = await open()
    const flow = { protocol: 'UDP', address: '127.0.0.1', port: server.port } as const
    const answer = await client.request(outgoing(Buffer.alloc(5000, 'x')), flow)
    assert.equal(typeof answer === 'object' && answer.status, 200)
    assert.deepEqual([lengths, protocols], [[5000], ['TCP']])
    await Promise.all([server.close(), client.close()])
  })
})

describe('a stream', () => {
  it('is cut where Content-Length says, however it is split', async () => {
    const bodies: string[] = []
    const server = await open(({ message, respond }) => {
      bodies.push(message.body.toString())
      respond(200, 'OK')
    })
    const socket = net.connect(server.port, '127.0.0.1')
    await once(socket, 'connect')
    const text = Buffer.concat([
      Buffer.from('\r\n\r\n'),
      request(1, 'z9hG4bKa', 'one'),
      request(1, 'z9hG4bKb', ''),
      request(1, 'z9hG4bKc', 'three'),
    ])
    const answers: Buffer[] = []
    socket.on('data', (part: Buffer) => answers.push(part))
    for (let at = 0; at < text.length; at += 7) {
      socket.write(text.subarray(at, at + 7))
      await new Promise((resolve) => setImmediate(resolve))
    }
    await eventually(() => (bodies.length === 3 ? true : undefined), 'three messages')
    await eventually(
      () =>
        (
          Buffer.concat(answers)
            .toString()
            .match(/SIP\/2.0 200/g) ?? []
        ).length === 3
          ? true
          : undefined,
      'answers',
    )
    assert.deepEqual(bodies, ['one', '', 'three'])
    assert.ok(Buffer.concat(answers).toString().startsWith('\r\n'))
    socket.destroy()
    await server.close()
  })
})
