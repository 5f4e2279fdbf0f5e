import { strict as assert } from 'node:assert'
import http from 'node:http'
import { describe, it } from 'node:test'
import { decideOnTheWire } from '../src/decideOnTheWire.js'
import { openCore } from '../src/openCore.js'
import { decisionVectors, runKit } from '../src/runKit.js'
import { readSip, valueOf, writeSip } from '../src/sip.js'

const { vectors } = decisionVectors()

describe('SIP', () => {
  it('is read as it was written', () => {
    const read = readSip(
      writeSip('MESSAGE sip:bob@home2.example SIP/2.0', [{ name: 'To', value: '<sip:bob>' }], 'noon?'),
    )
    assert.equal(read?.uri, 'sip:bob@home2.example')
    assert.equal(read === undefined ? '' : valueOf(read, 'content-length'), '5')
    assert.equal(read?.body, 'noon?')
    assert.equal(readSip('nothing'), undefined)
  })
})

describe('a target that takes everything and does nothing', () => {
  it('is seen to do nothing', async () => {
    const [core, idle] = [await openCore(), await openCore()]
    const server = http.createServer((_, response) => response.end('{ "messages": [] }'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const target = {
      sipPort: idle.port,
      http: `http://127.0.0.1:${port}`,
      logged: async () => undefined,
      stop: async () => undefined,
    }
    core.turnTo(idle.port)
    const vector = vectors.find(({ id }) => id === 'TERM-06/2')
    const given = vector?.kind === 'decision' ? vector.given : {}
    assert.deepEqual(await decideOnTheWire(core, target, given), {
      decision: { _tag: 'Nothing', response: { status: 200, reason: 'OK' } },
    })
    core.close()
    idle.close()
    server.close()
  })
})

describe('the participating function', () => {
  it('sends to each applicable client', async () => {
    const captured = await runKit(vectors.filter(({ id }) => id.startsWith('TERM-15/')))
    assert.deepEqual(new Set(captured.map(({ record }) => record.verdict)), new Set(['Pass']))
    assert.ok(captured.every(({ wire }) => wire.some((text) => text.includes('\nMESSAGE '))))
  })
})
