// 5.2.2.1.3, paragraph by paragraph, through a real SIP/IP core.
import assert from 'node:assert/strict'
import { after, before, describe } from 'node:test'
import { headerOf, headersOf } from '../src/sip/SipMessage.js'
import { flow } from './support/flow.js'
import { eventually } from './support/openAgent.js'
import type { Peer } from './support/Peer.js'
import { noDovecot, startDovecot } from './support/startDovecot.js'
import { noKamailio } from './support/startKamailio.js'
import { storedFor } from './support/storedFor.js'

const noStorage = noKamailio() ?? noDovecot()

describe('5.2.2.1.3: the Participating Function', { skip: noKamailio() ?? false }, () => {
  let dovecot: Peer
  before(async () => {
    if (noStorage === undefined) {
      dovecot = await startDovecot()
    }
  })
  after(() => dovecot?.stop())
  const storage = () => dovecot

  flow(['TERM-03'], 'rejects what preferences reject', async ({ originatorUri, prefer, send, client }) => {
    const phone = await client('phone')
    await phone.register('msg')
    await prefer({ rules: [{ id: 'ann', when: { originator: { one: [originatorUri] } }, then: { action: 'reject' } }] })
    assert.equal((await send()).status, 403)
    assert.ok(await phone.agent.isQuiet('MESSAGE', 100))
    assert.equal((await send({ from: 'sip:eve@home1.example' })).status, 200)
  })

  flow(
    ['TERM-04', 'AMB-31'],
    'tells an undisclosed originator from others',
    async ({ prefer, send }) => {
      await prefer({ rules: [{ id: 'hidden', when: { undisclosed: true }, then: { action: 'reject' } }] })
      assert.equal((await send({ headers: [{ name: 'Privacy', value: 'id' }] })).status, 433)
      assert.equal((await send()).status, 202)
    },
    { policy: { rejectStatus: 433 } },
  )

  flow(['TERM-05'], 'hands over to interworking', async ({ bob, gateway, prefer, send }) => {
    await prefer({ otherwise: { action: 'interwork' } })
    assert.equal((await send()).status, 202)
    assert.equal(headerOf(await gateway.next('MESSAGE'), 'P-Called-Party-ID'), `<${bob}>`)
  })

  flow(['AMB-29'], 'passes the failure of interworking back', async ({ gateway, prefer, send }) => {
    gateway.script = () => ({ status: 488 })
    await prefer({ otherwise: { action: 'interwork' } })
    assert.ok((await send()).status >= 400)
  })

  flow(
    ['TERM-06', 'TERM-07'],
    'delivers to the storage in one operation where recording applies as well',
    async ({ prefer, send, server, user }) => {
      await prefer({ otherwise: { action: 'store' }, recordIncoming: true })
      assert.equal((await send({ text: 'for later' })).status, 202)
      await server.idle()
      const objects = await storedFor(dovecot.port, user)
      assert.equal(objects.length, 1)
      assert.match(objects[0]?.text ?? '', /for later/)
      assert.doesNotMatch(objects[0]?.text ?? '', /CPM-Expires|CPM-Do-Not-Disturb/)
      assert.ok(!objects[0]?.flags.includes('CpmTemporary'))
    },
    { storage, skip: noStorage },
  )

  flow(['TERM-08'], 'forwards with its history', async ({ bob, prefer, send, stranger }) => {
    const carol = await stranger('carol')
    await prefer({ otherwise: { action: 'forward', to: carol.uri } })
    assert.equal((await send()).status, 202)
    const forwarded = await carol.agent.next('MESSAGE')
    const history = headersOf(forwarded, 'History-Info').join(', ')
    assert.ok(history.includes(`<${bob}>;index=1`) && history.includes(`<${carol.uri}>;index=1.1`), history)
  })

  flow(['AMB-27'], 'does not forward in a circle', async ({ prefer, send, stranger }) => {
    const carol = await stranger('carol')
    await prefer({ otherwise: { action: 'forward', to: carol.uri } })
    const { status } = await send({ headers: [{ name: 'History-Info', value: `<${carol.uri}>;index=1` }] })
    assert.equal(status, 482)
  })

  flow(['TERM-09', 'TERM-08'], 'forwards although the recipient does not want to be disturbed', async (world) => {
    const carol = await world.stranger('carol')
    await world.prefer({ otherwise: { action: 'forward', to: carol.uri }, doNotDisturb: { on: true } })
    assert.equal((await world.send()).status, 202)
    await carol.agent.next('MESSAGE')
  })

  flow(['TERM-11', 'AMB-07'], 'defers what preferences defer', async ({ client, plan, prefer, send }) => {
    const phone = await client('phone')
    await phone.register('msg')
    await prefer({ otherwise: { action: 'defer' } })
    assert.equal((await send()).status, 202)
    assert.ok(await phone.agent.isQuiet('MESSAGE', 150))
    assert.equal((await plan()).messages.length, 1)
  })

  flow(
    ['TERM-12'],
    'defers for a recipient who does not want to be disturbed',
    async ({ client, plan, prefer, send }) => {
      const phone = await client('phone')
      await phone.register('msg')
      await prefer({ doNotDisturb: { on: true } })
      assert.equal((await send()).status, 202)
      assert.ok(await phone.agent.isQuiet('MESSAGE', 150))
      assert.equal((await plan()).messages[0]?.awaits, 'DoNotDisturbEnds')
    },
  )

  flow(['TERM-13'], 'defers without a registered client', async ({ plan, send }) => {
    assert.equal((await send()).status, 202)
    assert.equal((await plan()).messages[0]?.awaits, 'ClientRegisters')
  })

  flow(['TERM-14', 'TERM-13'], 'defers where no registered client is applicable', async ({ client, plan, send }) => {
    const phone = await client('phone')
    await phone.register('largemsg')
    assert.equal((await send()).status, 202)
    assert.ok(await phone.agent.isQuiet('MESSAGE', 100))
    assert.equal((await plan()).messages.length, 1)
  })

  flow(['TERM-15'], 'sends to each applicable client', async ({ client, send }) => {
    const [phone, tablet] = [await client('phone'), await client('tablet')]
    await phone.register('msg')
    await tablet.register('msg', 'largemsg')
    assert.equal((await send()).status, 200)
    assert.equal((await phone.agent.next('MESSAGE')).requestUri, phone.contact)
    assert.equal((await tablet.agent.next('MESSAGE')).requestUri, tablet.contact)
  })

  flow(['TERM-16'], 'keeps a message from a device that preferences exclude', async ({ client, prefer, send }) => {
    const [phone, tablet] = [await client('phone'), await client('tablet')]
    await phone.register('msg')
    await tablet.register('msg')
    await prefer({ devices: { [tablet.deviceId]: { deliver: false } } })
    assert.equal((await send()).status, 200)
    await phone.agent.next('MESSAGE')
    assert.ok(await tablet.agent.isQuiet('MESSAGE', 100))
  })

  flow(
    ['TERM-18'],
    'records a copy beside the delivery',
    async ({ client, prefer, send, server, user }) => {
      const phone = await client('phone')
      await phone.register('msg')
      await prefer({ recordIncoming: true })
      assert.equal((await send({ text: 'copied' })).status, 200)
      const delivered = await phone.agent.next('MESSAGE')
      await server.idle()
      const objects = await storedFor(dovecot.port, user)
      assert.equal(objects.length, 1)
      assert.ok(objects[0]?.text.endsWith(delivered.body.toString()), 'the message in the copy is as it came')
    },
    { storage, skip: noStorage },
  )

  flow(['TERM-19'], 'inserts the target address, and not twice', async ({ bob, client, send }) => {
    const phone = await client('phone')
    await phone.register('msg')
    await send()
    assert.deepEqual(headersOf(await phone.agent.next('MESSAGE'), 'P-Called-Party-ID'), [`<${bob}>`])
    await send({ headers: [{ name: 'P-Called-Party-ID', value: '<sip:robert@home2.example>' }] })
    assert.deepEqual(headersOf(await phone.agent.next('MESSAGE'), 'P-Called-Party-ID'), ['<sip:robert@home2.example>'])
  })

  flow(['AMB-11'], 'counts one success of several clients as delivery', async ({ client, plan, send }) => {
    const [phone, tablet] = [await client('phone'), await client('tablet')]
    await phone.register('msg')
    await tablet.register('msg')
    tablet.agent.script = () => ({ status: 486 })
    assert.equal((await send()).status, 200)
    await eventually(async () => ((await plan()).messages.length === 0 ? true : undefined), 'an empty queue')
  })
})
