// 5.2.2.2 and its subsections, paragraph by paragraph, through a real SIP/IP core, storage and push.
import assert from 'node:assert/strict'
import { after, before, describe } from 'node:test'
import { readCpim } from 'cpm-routing/wire/cpim'
import { readImdn } from 'cpm-routing/wire/imdn'
import type { SipMessage } from '../src/sip/SipMessage.js'
import { flow, type World } from './support/flow.js'
import { eventually } from './support/openAgent.js'
import { noticesIn, openSession } from './support/openSession.js'
import type { Peer } from './support/Peer.js'
import { noDovecot, openStorageClient, startDovecot } from './support/startDovecot.js'
import { noKamailio } from './support/startKamailio.js'
import { storedFor } from './support/storedFor.js'

const noStorage = noKamailio() ?? noDovecot()

/** What a disposition notification says. */
const dispositionIn = (message: SipMessage): string => {
  const cpim = readCpim(message.body)
  const imdn = cpim._tag === 'Right' ? readImdn(cpim.right.value.content) : cpim
  return imdn._tag === 'Right' ? `${imdn.right.value.disposition} ${imdn.right.value.status}` : 'none'
}

const emptyQueue = ({ plan }: World): Promise<true> =>
  eventually(async () => ((await plan()).messages.length === 0 ? true : undefined), 'an empty queue')

const textOf = (message: SipMessage): string => message.body.toString().split('\r\n').at(-1) ?? ''

/** Has a device be reachable by push. */
const subscribe = async ({ bob, push, server }: World, deviceId: string): Promise<void> => {
  const { status } = await server.put(
    `/push-subscriptions/${bob}/${encodeURIComponent(deviceId)}`,
    push.subscription(deviceId.slice(9)),
  )
  assert.equal(status, 204)
}

describe('5.2.2.2: of deferred messages', { skip: noKamailio() ?? false }, () => {
  let dovecot: Peer
  before(async () => {
    if (noStorage === undefined) {
      dovecot = await startDovecot()
    }
  })
  after(() => dovecot?.stop())
  const stored = { storage: () => dovecot, skip: noStorage }

  flow(
    ['DEF-02'],
    'policy chooses the option where preferences do not',
    async ({ client, prefer, send }) => {
      const phone = await client('phone')
      await phone.register('msg')
      await prefer({ otherwise: { action: 'defer' } })
      await send({ subject: 'lunch' })
      assert.deepEqual(
        noticesIn(await phone.agent.next('MESSAGE')).map(({ subject }) => subject),
        ['lunch'],
      )
    },
    { policy: { deferredOption: 'notify' } },
  )

  flow(['DEF-03', 'AMB-17'], 'one that expires is discarded, and its originator told', async (world) => {
    await world.send({ expires: 1, asks: 'negative-delivery' })
    assert.equal(dispositionIn(await world.originator.next('MESSAGE')), 'delivery failed')
    await emptyQueue(world)
    const phone = await world.client('phone')
    await phone.register('msg')
    assert.ok(await phone.agent.isQuiet('MESSAGE', 150))
  })

  flow(
    ['DEF-03'],
    'one that expires goes to the storage where preferences say so',
    async (world) => {
      await world.prefer({ deferred: { onExpiry: 'store' } })
      await world.send({ expires: 1, asks: 'negative-delivery', text: 'kept' })
      await emptyQueue(world)
      assert.match((await storedFor(dovecot.port, world.user))[0]?.text ?? '', /kept$/)
      assert.ok(await world.originator.isQuiet('MESSAGE', 150))
    },
    stored,
  )

  flow(
    ['NTF-01', 'NTF-02'],
    'nobody is notified while not to be disturbed, everybody after',
    async ({ client, prefer, send }) => {
      const phone = await client('phone')
      await phone.register('msg')
      await prefer({ deferred: { option: 'notify' }, doNotDisturb: { on: true } })
      await send({ subject: 'one' })
      await send({ subject: 'two' })
      assert.ok(await phone.agent.isQuiet('MESSAGE', 200))
      await prefer({ deferred: { option: 'notify' } })
      const subjects = noticesIn(await phone.agent.next('MESSAGE')).map(({ subject }) => subject)
      assert.deepEqual(subjects, ['one', 'two'])
    },
  )

  flow(['NTF-04', 'NTF-05'], 'devices are told by push where no client is registered', async (world) => {
    const phone = await world.client('phone')
    await subscribe(world, phone.deviceId)
    await world.prefer({ deferred: { option: 'notify' }, otherwise: { action: 'defer' } })
    await world.send({ subject: 'lunch' })
    const push = await eventually(() => world.push.pushes[0], 'a push')
    assert.equal(push.headers['content-encoding'], 'aes128gcm')
    assert.match(push.headers.authorization ?? '', /^(vapid|WebPush) /i)
    await phone.register('msg')
    assert.equal(noticesIn(await phone.agent.next('MESSAGE')).length, 1)
  })

  flow(
    ['NTF-08'],
    'a push about a single message is of use until that expires',
    async (world) => {
      const phone = await world.client('phone')
      await subscribe(world, phone.deviceId)
      await world.prefer({ deferred: { option: 'notify' }, otherwise: { action: 'defer' } })
      await world.send({ subject: 'lunch', expires: 600 })
      const { headers } = await eventually(() => world.push.pushes[0], 'a push')
      assert.ok(Number(headers['ttl']) > 0 && Number(headers['ttl']) <= 600)
    },
    { policy: { outOfBand: { form: 'single' } } },
  )

  flow(
    ['NTF-04'],
    'no device is told by push where policy names none',
    async (world) => {
      const phone = await world.client('phone')
      await subscribe(world, phone.deviceId)
      await world.prefer({ deferred: { option: 'notify' }, otherwise: { action: 'defer' } })
      await world.send({ subject: 'lunch' })
      await world.server.idle()
      assert.deepEqual(world.push.pushes, [])
    },
    { policy: { outOfBand: { to: 'none' } } },
  )

  flow(['NTF-06', 'NTF-07'], 'a registered client is told subject, originator, date and size', async (world) => {
    const phone = await world.client('phone')
    await phone.register('msg')
    await world.prefer({ deferred: { option: 'notify' }, otherwise: { action: 'defer' } })
    await world.send({ subject: 'lunch', text: '12345', expires: 600 })
    const [notice] = noticesIn(await phone.agent.next('MESSAGE'))
    assert.deepEqual([notice?.subject, notice?.originator, notice?.size], ['lunch', world.originatorUri, 5])
    assert.ok(notice !== undefined && notice.expiresAt !== undefined && notice.date > 0)
    await world.send({ subject: 'secret', headers: [{ name: 'Privacy', value: 'id' }] })
    const second = noticesIn(await phone.agent.next('MESSAGE')).find(({ subject }) => subject === 'secret')
    assert.equal(second?.originator, 'anonymous')
  })

  flow(['NTF-10', 'NTF-11', 'NTF-13'], 'the user retrieves one in a session and keeps the other', async (world) => {
    const phone = await world.client('phone')
    await phone.register('msg')
    await world.prefer({ deferred: { option: 'notify' }, otherwise: { action: 'defer' } })
    await world.send({ text: 'first' })
    const [first] = noticesIn(await phone.agent.next('MESSAGE'))
    await world.send({ text: 'second' })
    await phone.agent.next('MESSAGE')
    const session = await openSession(phone, world.corePort, world.bob, [
      { entryId: first?.entryId ?? '', action: 'retrieve' },
    ])
    assert.equal(session.status, 200)
    assert.equal(textOf((await session.next()).message), 'first')
    assert.deepEqual(
      (await session.next()).results?.map(({ result }) => result),
      ['done'],
    )
    assert.equal(await session.end(), 200)
    assert.equal((await world.plan()).messages.length, 1)
  })

  flow(
    ['NTF-14'],
    'the user has others interworked, discarded and stored',
    async (world) => {
      const phone = await world.client('phone')
      await phone.register('msg')
      await world.prefer({ deferred: { option: 'notify' }, otherwise: { action: 'defer' } })
      const ids: string[] = []
      for (const text of ['one', 'two', 'three']) {
        await world.send({ text })
        ids.push(noticesIn(await phone.agent.next('MESSAGE')).at(-1)?.entryId ?? '')
      }
      const [one = '', two = '', three = ''] = ids
      const session = await openSession(phone, world.corePort, world.bob, [
        { entryId: one, action: 'interwork' },
        { entryId: two, action: 'discard' },
        { entryId: three, action: 'store' },
      ])
      assert.equal(textOf(await world.gateway.next('MESSAGE')), 'one')
      const { results = [] } = await session.next()
      assert.deepEqual(
        results.map(({ result }) => result),
        ['done', 'done', 'done'],
      )
      assert.equal(await session.end(), 200)
      await emptyQueue(world)
      const objects = await storedFor(dovecot.port, world.user)
      assert.deepEqual(
        objects.map(({ text }) => text.split('\r\n').at(-1)),
        ['three'],
      )
    },
    stored,
  )

  flow(['AMB-25'], 'an identity that nobody knows has a result of its own', async (world) => {
    const phone = await world.client('phone')
    await phone.register('msg')
    const session = await openSession(phone, world.corePort, world.bob, [{ entryId: 'nobody', action: 'retrieve' }])
    assert.deepEqual(
      (await session.next()).results?.map(({ result }) => result),
      ['unknown'],
    )
    assert.equal(await session.end(), 200)
  })

  flow(
    ['PSH-01', 'PSH-02'],
    'nothing is pushed while not to be disturbed, everything after',
    async ({ client, prefer, send }) => {
      const phone = await client('phone')
      await phone.register('msg')
      await prefer({ doNotDisturb: { on: true, until: new Date(Date.now() + 3000).toISOString() } })
      await send({ text: 'one' })
      await send({ text: 'two' })
      assert.ok(await phone.agent.isQuiet('MESSAGE', 300))
      assert.equal(textOf(await phone.agent.next('MESSAGE', 10_000)), 'one')
      assert.equal(textOf(await phone.agent.next('MESSAGE')), 'two')
    },
  )

  flow(
    ['PSH-03', 'PSH-04', 'PSH-05'],
    'devices that are not registered are told, and all is pushed when one registers',
    async (world) => {
      const phone = await world.client('phone')
      await subscribe(world, phone.deviceId)
      await world.send({ text: 'one' })
      await eventually(() => world.push.pushes[0], 'a push')
      await world.send({ text: 'two' })
      await phone.register('msg')
      assert.equal(textOf(await phone.agent.next('MESSAGE')), 'one')
      assert.equal(textOf(await phone.agent.next('MESSAGE')), 'two')
      await emptyQueue(world)
    },
  )

  flow(['PSH-06', 'PSH-07', 'PSH-08'], 'subsets go to different devices as they register', async (world) => {
    const [phone, tablet] = [await world.client('phone'), await world.client('tablet')]
    await world.prefer({ devices: { [phone.deviceId]: { smallerThan: 10 } } })
    await world.send({ text: 'short' })
    await world.send({ text: 'a text that is longer' })
    await phone.register('msg')
    assert.equal(textOf(await phone.agent.next('MESSAGE')), 'short')
    assert.ok(await phone.agent.isQuiet('MESSAGE', 150))
    await tablet.register('msg')
    assert.equal(textOf(await tablet.agent.next('MESSAGE')), 'a text that is longer')
    await emptyQueue(world)
    assert.ok(await tablet.agent.isQuiet('MESSAGE', 100))
  })

  flow(['PSH-09'], 'what a client refuses stays in the queue', async (world) => {
    const phone = await world.client('phone')
    await world.send({ text: 'one' })
    await world.send({ text: 'two' })
    phone.agent.script = (request) => ({ status: textOf(request) === 'one' ? 480 : 200 })
    await phone.register('msg')
    await phone.agent.next('MESSAGE')
    await phone.agent.next('MESSAGE')
    await world.server.idle()
    assert.equal((await world.plan()).messages.length, 1)
  })

  flow(['AMB-10'], 'a refreshed registration is no new one', async (world) => {
    const phone = await world.client('phone')
    phone.agent.script = () => ({ status: 480 })
    await world.send()
    await phone.register('msg')
    await phone.agent.next('MESSAGE')
    const registered = world.server.log.filter(({ event }) => event === 'ClientRegistered').length
    await phone.register('msg').catch(() => undefined)
    assert.equal(world.server.log.filter(({ event }) => event === 'ClientRegistered').length, registered)
    assert.ok(await phone.agent.isQuiet('MESSAGE', 100))
  })

  flow(
    ['HND-01', 'HND-02', 'MSS-01'],
    'one is handed over with terms beside it, and answered as delivered',
    async (world) => {
      await world.prefer({ deferred: { option: 'store', onExpiry: 'discard' } })
      await world.send({ text: 'handed over', expires: 600, asks: 'positive-delivery' })
      assert.equal(dispositionIn(await world.originator.next('MESSAGE')), 'delivery delivered')
      await emptyQueue(world)
      const [object] = await storedFor(dovecot.port, world.user)
      const [head = '', ...body] = (object?.text ?? '').split('\r\n\r\n')
      assert.match(head, /^CPM-Do-Not-Disturb: false$/m)
      assert.match(head, /^CPM-On-Expiry: discard$/m)
      assert.match(head, /^CPM-Expires: .*Z$/m)
      assert.doesNotMatch(body.join('\r\n\r\n'), /CPM-/)
      assert.ok(object?.flags.includes('CpmTemporary'))
    },
    stored,
  )

  flow(
    ['MSS-02', 'MSS-03', 'AMB-23'],
    'the storage is silent until a message no longer asks it to be',
    async (world) => {
      const announced = async () =>
        (await storedFor(dovecot.port, world.user)).filter(({ flags }) => flags.includes('CpmAnnounced')).length
      await world.prefer({ deferred: { option: 'store' }, doNotDisturb: { on: true } })
      await world.send({ text: 'one' })
      await emptyQueue(world)
      assert.equal(await announced(), 0)
      await world.prefer({ deferred: { option: 'store' } })
      await world.send({ text: 'two' })
      await eventually(async () => ((await announced()) === 2 ? true : undefined), 'both announcements')
    },
    stored,
  )

  flow(
    ['MSS-04', 'MSS-05'],
    'the storage discards what expires unseen',
    async (world) => {
      await world.prefer({ deferred: { option: 'store', onExpiry: 'discard' } })
      await world.send({ expires: 5 })
      await emptyQueue(world)
      assert.equal((await storedFor(dovecot.port, world.user)).length, 1)
      await eventually(
        async () => ((await storedFor(dovecot.port, world.user)).length === 0 ? true : undefined),
        'the end of the temporary object',
        12_000,
      )
    },
    stored,
  )

  flow(
    ['MSS-06'],
    'the storage keeps what expires where preferences say so',
    async (world) => {
      await world.prefer({ deferred: { option: 'store', onExpiry: 'store' } })
      await world.send({ expires: 5 })
      await emptyQueue(world)
      await eventually(
        async () => {
          const [object] = await storedFor(dovecot.port, world.user)
          return object !== undefined && !object.flags.includes('CpmTemporary') ? true : undefined
        },
        'a stored object',
        12_000,
      )
    },
    stored,
  )

  flow(
    ['AMB-24'],
    'what the user has seen in the storage does not expire',
    async (world) => {
      await world.prefer({ deferred: { option: 'store', onExpiry: 'discard' } })
      await world.send({ expires: 5 })
      await emptyQueue(world)
      const client = await openStorageClient(dovecot.port, world.user)
      await client.mailboxOpen('RCSMessageStore')
      await client.messageFlagsAdd('1:*', ['\\Seen'])
      await client.logout()
      await eventually(
        async () => {
          const [object] = await storedFor(dovecot.port, world.user)
          return object !== undefined && !object.flags.includes('CpmTemporary') ? true : undefined
        },
        'a stored object',
        12_000,
      )
    },
    stored,
  )

  flow(['AMB-32'], 'the same message again is answered as before and kept once', async (world) => {
    assert.equal((await world.send({ messageId: 'm-1' })).status, 202)
    assert.equal((await world.send({ messageId: 'm-1' })).status, 202)
    assert.equal((await world.plan()).messages.length, 1)
  })

  flow(
    ['AMB-33'],
    'no more are taken than policy allows',
    async (world) => {
      assert.equal((await world.send()).status, 202)
      assert.equal((await world.send()).status, 480)
    },
    { policy: { longestQueue: 1 } },
  )
})
