// The site in a browser without a window, watched: what it asks for, what it complains of, what its policy forbids.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = resolve(import.meta.dirname, '../../..')
const site = join(root, '.cache/site')

/** Where screenshots go, to be looked at. */
export const screenshots = join(root, '.cache/site-screenshots')

const named = process.env.CHROMIUM
const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const executable = (named ? [named] : usual).find((file) => existsSync(file))

/** Why the tests cannot run here; false where they can. */
export const missing =
  executable === undefined
    ? 'there is no Chromium: install it, or name it in CHROMIUM'
    : existsSync(join(site, 'index.html')) && existsSync(join(root, 'docs/site/node_modules/playwright-core'))
      ? false
      : 'there is no site: npm run site'

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }

const serve = () =>
  new Promise((ready) => {
    const server = createServer(({ url }, response) => {
      const path = normalize(decodeURI(new URL(url, 'http://localhost').pathname))
      const file = join(site, path.endsWith('/') ? `${path}index.html` : path)
      if (!existsSync(file) || !statSync(file).isFile()) {
        response.writeHead(404).end()
        return
      }
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
      response.end(readFileSync(file))
    })
    server.listen(0, '127.0.0.1', () => ready(server))
  })

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Starts a browser and a server of the site's files.
 *
 * `open` gives a page; `close` ends both. What a page must never do is collected in `misdeeds`.
 */
export const startBrowser = async () => {
  const { chromium } = await import('playwright-core')
  const server = await serve()
  const browser = await chromium.launch({ executablePath: executable, args: flags })
  const base = `http://127.0.0.1:${server.address().port}/`
  const folder = `${pathToFileURL(site).href}/`
  const misdeeds = []

  const open = async (place, { fromFolder = false, ...options } = {}) => {
    const start = fromFolder ? folder : base
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
    const page = await context.newPage()
    page.on('console', (message) => {
      if (message.type() !== 'log') {
        misdeeds.push(`${place} says ${message.type()}: ${message.text()}`)
      }
    })
    page.on('pageerror', (error) => misdeeds.push(`${place} throws ${error.message}`))
    page.on(
      'response',
      (response) => response.status() >= 400 && misdeeds.push(`${response.status()} ${response.url()}`),
    )
    page.on('request', (request) => {
      if (!request.url().startsWith(start) && !request.url().startsWith('data:')) {
        misdeeds.push(`${place} asks for ${request.url()}`)
      }
    })
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`)
      })
    })
    await page.goto(`${start}${place}`)
    return page
  }

  const close = async () => {
    await browser.close()
    server.close()
  }

  return { open, close, misdeeds, base }
}
