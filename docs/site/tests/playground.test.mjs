import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { missing, startBrowser } from './browser.mjs'

const quietHours = 'Defer: DoNotDisturb'

describe('the playground', { skip: missing }, () => {
  let browser
  before(async () => {
    browser = await startBrowser()
  })
  after(() => browser?.close())

  const headlineIs = (page, text) => page.locator('#headline', { hasText: text }).waitFor()

  it('answers at once, in words, with the trace and the week', async () => {
    const page = await browser.open('playground.html')
    await headlineIs(page, quietHours)
    assert.match(await page.locator('#decision').innerText(), /TERM-12[\s\S]*Your quiet hours are on/)
    assert.match(await page.locator('#trace .decides').last().innerText(), /TERM-12.*do-not-disturb/)
    assert.equal(await page.locator('#week').evaluate((image) => image.naturalWidth > 500), true)
    await page.getByText('The week as a table').click()
    assert.equal((await page.locator('#stretches tbody tr').count()) > 10, true)
    await page.close()
  })

  it('follows a change of each part of the situation', async () => {
    const page = await browser.open('playground.html')
    await page.getByRole('button', { name: 'To the next change' }).click()
    await headlineIs(page, 'Send to phone, tablet')
    assert.equal(await page.getByLabel('The time, with its offset').inputValue(), '2026-02-04T06:00:00Z')
    await page
      .getByLabel('The recipient’s devices')
      .fill('[{ "deviceId": "watch", "registered": true, "services": ["msg"] }]')
    await headlineIs(page, 'Send to watch')
    await page.getByLabel('The recipient’s devices').fill('')
    await headlineIs(page, 'Defer: NoApplicableClient')
    await page
      .getByLabel('The message')
      .fill(
        (await page.getByLabel('The message').inputValue()).replace(
          '"originator": {',
          '"originator": { "undisclosed": true,',
        ),
      )
    await headlineIs(page, 'Reject')
    await page.close()
  })

  it('shows each error at its place, and goes there', async () => {
    const page = await browser.open('playground.html')
    const preferences = page.getByLabel('The recipient’s preferences')
    await preferences.fill('{\n  "owner": "tel:+15550100",\n  "otherwise": { "action": "delivr" }\n}')
    const error = page.locator('#preferences-errors li')
    await error.waitFor()
    assert.match(
      await error.innerText(),
      /line 3, column 28, \/otherwise\/action expected one of .*deliver.*; found "delivr"/,
    )
    assert.equal(await preferences.getAttribute('aria-invalid'), 'true')
    assert.equal(await page.locator('#answer').isHidden(), true)
    await error.getByRole('button').click()
    const selected = await preferences.evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd))
    assert.equal(selected, '"delivr"')
    await preferences.fill('{ "owner": "tel:+15550100", ')
    await page.locator('#preferences-errors li', { hasText: 'JSON text' }).waitFor()
    await preferences.fill('<ruleset xmlns="urn:ietf:params:xml:ns:common-policy">\n  <oops>')
    await page.locator('#preferences-errors li', { hasText: 'line 2, column' }).waitFor()
    await page.getByLabel('The time, with its offset').fill('noon')
    await preferences.fill('{ "owner": "tel:+15550100" }')
    await page.locator('#now-errors li', { hasText: 'found "noon"' }).waitFor()
    await page.close()
  })

  it('takes markup as text', async () => {
    const page = await browser.open('playground.html')
    await page.getByLabel('The message').fill('{ "kind": "<img src=x onerror=alert(1)>" }')
    await page.locator('#message-errors li', { hasText: '<img src=x' }).first().waitFor()
    assert.equal(await page.locator('#message-errors img').count(), 0)
    await page.close()
  })

  it('shows findings, and tries out what shows them', async () => {
    const page = await browser.open('playground.html')
    await page.getByLabel('Start from').selectOption('Preferences with mistakes')
    await page.locator('#findings li', { hasText: 'shadowedRule' }).getByRole('button').click()
    const preferences = page.getByLabel('The recipient’s preferences')
    const selected = await preferences.evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd))
    assert.match(selected, /"id": "work"/)
    const rules = [
      { id: 'ann', when: { originator: { one: ['sip:ann@home1.example'] } }, then: { action: 'store' } },
      { id: 'long', when: { largerThan: 1000 }, then: { action: 'reject' } },
    ]
    await preferences.fill(JSON.stringify({ owner: 'tel:+15550100', rules }))
    await page.getByRole('button', { name: 'Try contradictoryRules with a message' }).click()
    await headlineIs(page, 'Store')
    assert.equal(JSON.parse(await page.getByLabel('The message').inputValue()).size > 1000, true)
    await page.close()
  })

  it('writes preferences in their other form, and back', async () => {
    const page = await browser.open('playground.html')
    const preferences = page.getByLabel('The recipient’s preferences')
    const other = page.getByRole('button', { name: 'Write them in the other form' })
    const before = JSON.parse(await preferences.inputValue())
    await other.click()
    assert.match(await preferences.inputValue(), /^<\?xml[\s\S]*<p:owner>/)
    await headlineIs(page, quietHours)
    await other.click()
    assert.deepEqual(JSON.parse(await preferences.inputValue()), before)
    await page.close()
  })

  it('is shared by its address, and says so where a link is not whole', async () => {
    const page = await browser.open('playground.html')
    await page.getByLabel('Start from').selectOption('On a journey everything is forwarded')
    await headlineIs(page, 'Forward to tel:+15550111')
    const { hash } = new URL(page.url())
    await page.close()
    const other = await browser.open(`playground.html${hash}`)
    await headlineIs(other, 'Forward to tel:+15550111')
    assert.equal(await other.getByLabel('The spheres').inputValue(), 'travel')
    await other.close()
    const cut = await browser.open(`playground.html${hash.slice(0, 50)}`)
    await cut.getByText('The link could not be read').waitFor()
    await headlineIs(cut, quietHours)
    await cut.close()
  })

  it('is used with the keyboard alone', async () => {
    const page = await browser.open('playground.html')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'To the text')
    await page.keyboard.press('Enter')
    const reached = []
    while (reached.at(-1) !== 'share' && reached.length < 30) {
      await page.keyboard.press('Tab')
      reached.push(await page.evaluate(() => document.activeElement?.id))
    }
    assert.deepEqual(
      reached.filter((id) => id !== ''),
      [
        ...['example', 'now', 'earlier', 'later', 'next-change', 'message', 'preferences', 'other-form', 'clients'],
        ...['sphere', 'policy', 'share'],
      ],
    )
    await page.locator('#next-change').focus()
    await page.keyboard.press('Enter')
    await headlineIs(page, 'Send to')
    await page.close()
  })

  it('works from a folder', async () => {
    const page = await browser.open('playground.html', { fromFolder: true })
    await headlineIs(page, quietHours)
    await page.getByRole('button', { name: '+1 hour' }).click()
    assert.equal(await page.getByLabel('The time, with its offset').inputValue(), '2026-02-03T23:30:00Z')
    await page.close()
  })

  it('complained of nothing, and asked nobody else for anything', () => assert.deepEqual(browser.misdeeds, []))
})
