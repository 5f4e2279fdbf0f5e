import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bob, openScripted, type Scripted } from './support/openScripted.js'

const served = (name: string, run: (world: Scripted, url: string) => Promise<void>) =>
  it(name, async () => {
    const world = await openScripted()
    try {
      await run(world, `${world.server.url}/preferences/${bob}`)
    } finally {
      await world.close()
    }
  })

describe('preferences over HTTP', () => {
  served('are created, read, replaced and removed, each state with a mark of its own', async ({ prefer }, url) => {
    assert.equal((await fetch(url)).status, 404)
    const created = await prefer({ otherwise: { action: 'defer' } })
    assert.equal(created.status, 201)
    const read = await fetch(url)
    assert.equal(read.headers.get('etag'), created.headers.get('etag'))
    assert.deepEqual(await read.json(), { owner: bob, otherwise: { action: 'defer' } })
    const replaced = await prefer({ otherwise: { action: 'reject' } })
    assert.equal(replaced.status, 200)
    assert.notEqual(replaced.headers.get('etag'), created.headers.get('etag'))
    assert.equal((await fetch(url, { method: 'DELETE' })).status, 204)
    assert.equal((await fetch(url)).status, 404)
  })

  served('are not replaced by somebody who has read another state', async ({ prefer, server }) => {
    const etag = (await prefer({})).headers.get('etag') ?? ''
    await prefer({ otherwise: { action: 'defer' } })
    const late = await server.put(`/preferences/${bob}`, { owner: bob }, { 'if-match': etag })
    assert.equal(late.status, 412)
    const again = await server.put(`/preferences/${bob}`, { owner: bob }, { 'if-none-match': '*' })
    assert.equal(again.status, 412)
  })

  served('are not sent again to somebody who has them', async ({ prefer }, url) => {
    const etag = (await prefer({})).headers.get('etag') ?? ''
    assert.equal((await fetch(url, { headers: { 'if-none-match': etag } })).status, 304)
  })

  served('are refused with all errors at once where they cannot be read', async ({ prefer }) => {
    const refused = await prefer({ otherwise: { action: 'fly' }, doNotDisturb: { on: 'yes' } })
    assert.equal(refused.status, 409)
    const { errors } = (await refused.json()) as { readonly errors: readonly { readonly path: string }[] }
    assert.deepEqual(errors.map(({ path }) => path).sort(), ['/doNotDisturb/on', '/otherwise/action'])
  })

  served('are refused where they are of somebody else', async ({ prefer }) => {
    assert.equal((await prefer({ owner: 'sip:eve@home2.example' })).status, 409)
  })

  served('are refused where a rule can never apply, with the reason', async ({ prefer }) => {
    const dead = { id: 'dead', when: { largerThan: 10, smallerThan: 5 }, then: { action: 'reject' } }
    const refused = await prefer({ rules: [dead] })
    assert.equal(refused.status, 409)
    const { findings } = (await refused.json()) as { readonly findings: readonly { readonly code: string }[] }
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['deadRule'],
    )
  })

  served('are taken with advice where something has no effect', async ({ prefer }) => {
    const taken = await prefer({ otherwise: { action: 'reject' }, doNotDisturb: { on: true } })
    assert.equal(taken.status, 201)
    const { findings } = (await taken.json()) as { readonly findings: readonly { readonly code: string }[] }
    assert.ok(findings.some(({ code }) => code === 'doNotDisturbWithoutEffect'))
  })

  served('are taken as XML of common policy as well', async ({ server, send }) => {
    const document = `<cr:ruleset xmlns:cr="urn:ietf:params:xml:ns:common-policy"/>`
    const taken = await server.put(`/preferences/${bob}`, document, { 'content-type': 'application/auth-policy+xml' })
    assert.equal(taken.status, 201)
    assert.equal((await send()).status, 202)
  })

  it('say that the server is well, until it stops', async () => {
    const world = await openScripted()
    const { url } = world.server
    const well = await fetch(`${url}/health`)
    assert.equal(well.status, 200)
    assert.equal(((await well.json()) as { readonly status: string }).status, 'ok')
    await world.close()
    await assert.rejects(fetch(`${url}/health`))
  })
})
