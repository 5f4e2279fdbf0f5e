import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { missing, startBrowser } from './browser.mjs'

const files = readdirSync('examples/scenarios').filter((file) => file.endsWith('.json'))

describe('the scenarios', { skip: missing }, () => {
  let browser
  before(async () => {
    browser = await startBrowser()
  })
  after(() => browser?.close())

  const heightOf = (page) =>
    page.locator('#sequence').evaluate((image) => image.decode().then(() => image.naturalHeight))

  it('grow line by line, by click and by key', async () => {
    const page = await browser.open('scenario.html')
    const first = await heightOf(page)
    await page.getByRole('button', { name: 'Next' }).click()
    await page.locator('#said', { hasText: /^2 of/ }).waitFor()
    const second = await heightOf(page)
    assert.equal(second > first, true)
    await page.getByRole('slider', { name: 'Step' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.locator('#said', { hasText: /^3 of/ }).waitFor()
    await page.keyboard.press('End')
    await page.getByText('All went as expected').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Next' }).isDisabled(), true)
    await page.getByRole('button', { name: 'To the start' }).click()
    await page.getByText('Nothing has happened yet').waitFor()
    await page.close()
  })

  it('go as expected, all of the examples', async () => {
    const page = await browser.open('scenario.html')
    for (const file of files) {
      await page.getByLabel('Scenario', { exact: true }).selectOption(file)
      await page.getByRole('button', { name: 'To the end' }).click()
      await page.locator('#end', { hasText: 'All went as expected' }).waitFor()
    }
    await page.close()
  })

  it('say what went otherwise, and what is wrong in their text', async () => {
    const page = await browser.open('scenario.html')
    const text = page.getByLabel('The scenario, as JSON')
    const original = await text.inputValue()
    await text.fill(original.replace('Respond e-1 202', 'Respond e-1 200'))
    await page.getByText('Not all went as expected').waitFor()
    await text.fill(original.replace('"TimePasses"', '"TimeFlies"'))
    await page.locator('#scenario-errors li', { hasText: '/steps/1' }).first().waitFor()
    assert.equal(await page.locator('#answer').isHidden(), true)
    await page.close()
  })

  it('are shared by their address', async () => {
    const page = await browser.open('scenario.html')
    await page.getByLabel('Scenario', { exact: true }).selectOption('scenario-breakthrough.json')
    await page.getByRole('button', { name: 'Next' }).click()
    await page.locator('#said', { hasText: /^2 of/ }).waitFor()
    const { hash } = new URL(page.url())
    await page.close()
    const other = await browser.open(`scenario.html${hash}`, { fromFolder: true })
    await other.locator('#said', { hasText: /^2 of/ }).waitFor()
    assert.equal(await other.getByLabel('Scenario', { exact: true }).inputValue(), 'scenario-breakthrough.json')
    await other.close()
  })

  it('complained of nothing, and asked nobody else for anything', () => assert.deepEqual(browser.misdeeds, []))
})
