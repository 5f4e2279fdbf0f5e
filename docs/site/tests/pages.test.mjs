import assert from 'node:assert/strict'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { missing, screenshots, startBrowser } from './browser.mjs'

const pages = missing
  ? []
  : readdirSync('.cache/site', { recursive: true }).filter(
      (file) => file.endsWith('.html') && !/^(api|files)/.test(file),
    )

const looks = [
  { name: 'light', colorScheme: 'light' },
  { name: 'dark', colorScheme: 'dark' },
  { name: 'phone', colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { name: 'phone-dark', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
]

describe('the pages', { skip: missing }, () => {
  let browser
  before(async () => {
    browser = await startBrowser()
    mkdirSync(screenshots, { recursive: true })
  })
  after(() => browser?.close())

  it('open without a complaint, each with one first heading and fields that have a name', async () => {
    const page = await browser.open('index.html')
    for (const file of pages) {
      await page.goto(`${browser.base}${file}`)
      assert.equal(await page.locator('main h1').count(), 1, file)
      const nameless = await page
        .locator('input, select, textarea')
        .evaluateAll((fields) => fields.filter((field) => field.labels?.length !== 1).map(({ id }) => id))
      assert.deepEqual(nameless, [], file)
    }
    await page.close()
  })

  it('are no wider than the window, in every look', async () => {
    for (const { name, ...options } of looks) {
      for (const file of [
        'index.html',
        'playground.html',
        'scenario.html',
        'ports.html',
        'requirements.html',
        'search.html',
      ]) {
        const page = await browser.open(file, options)
        await page.waitForLoadState('networkidle')
        const isWider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
        await page.screenshot({
          path: join(screenshots, `${file.replace('.html', '')}-${name}.png`),
          fullPage: /^(play|scen)/.test(file),
        })
        assert.equal(isWider, false, `${file} ${name}`)
        await page.close()
      }
    }
  })

  it('are found by the words in them', async () => {
    const page = await browser.open('search.html')
    await page.getByRole('searchbox').fill('breakthrough')
    await page.locator('#results li').first().waitFor()
    await page.getByRole('searchbox').fill('simulation outcomes')
    await page.getByRole('link', { name: /Simulation: Outcomes/ }).click()
    assert.match(page.url(), /simulation\.html#outcomes$/)
    await page.close()
  })

  it('lead from a decision to its requirement', async () => {
    const page = await browser.open('playground.html')
    await page.locator('#decision').getByRole('link', { name: 'TERM-12' }).click()
    assert.match(await page.locator('#term-12').locator('xpath=..').innerText(), /Do-not-disturb defers/)
    await page.close()
  })

  it('have the reference of the API beside them', async () => {
    const page = await browser.open('api/index.html')
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.locator('a.title').click()
    await page.waitForURL(`${browser.base}index.html`)
    await page.close()
  })

  it('complained of nothing, and asked nobody else for anything', () => assert.deepEqual(browser.misdeeds, []))

  it('forbid what does not lie beside them', async () => {
    const strict = await startBrowser()
    const page = await strict.open('playground.html')
    const outcome = await page.evaluate(async () => {
      const ran = () => document.documentElement.dataset.ran ?? 'not run'
      const script = document.createElement('script')
      try {
        script.append('document.documentElement.dataset.ran = "run"')
        document.body.append(script)
      } catch {}
      const styled = document.createElement('p')
      styled.setAttribute('style', 'position: fixed')
      document.body.append(styled)
      const fetched = await fetch('https://elsewhere.invalid/').then(
        () => 'answered',
        () => 'refused',
      )
      let markup = 'taken'
      try {
        styled.innerHTML = '<b>markup</b>'
      } catch {
        markup = 'refused'
      }
      return { script: ran(), style: getComputedStyle(styled).position, fetched, markup }
    })
    const isNoticed = () => strict.misdeeds.some((misdeed) => misdeed.includes('policy: connect-src'))
    for (let tries = 0; tries < 50 && !isNoticed(); tries += 1) {
      await page.waitForTimeout(100)
    }
    await strict.close()
    assert.deepEqual(outcome, { script: 'not run', style: 'static', fetched: 'refused', markup: 'refused' })
    assert.equal(isNoticed(), true)
  })
})
