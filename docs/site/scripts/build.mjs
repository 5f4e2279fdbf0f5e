// Writes the site into .cache/site: every page of the documentation, the playground, the search, the reference of the API.
//
//   README.md, docs/*.md ──marked──► pages, search
//   examples, src ────────esbuild──► playground        ──► .cache/site, which opens from the folder or from any server of files
//   src ──────────────────typedoc──► api
//
//   node docs/site/scripts/build.mjs [--without-api]   typedoc takes most of the time
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, normalize, relative, resolve } from 'node:path'

process.chdir(resolve(import.meta.dirname, '../../..'))

if (!existsSync('docs/site/node_modules/marked')) {
  execFileSync('npm', ['ci', '--prefix', 'docs/site', '--no-audit', '--no-fund'], { stdio: 'inherit' })
}
const { bundle } = await import('./bundle.mjs')
const { deadLinks } = await import('./deadLinks.mjs')
const { layout } = await import('./layout.mjs')
const { inOrder, pages } = await import('./places.mjs')
const { render } = await import('./render.mjs')

const out = '.cache/site'
const withApi = !process.argv.includes('--without-api')

const write = (place, content) => {
  mkdirSync(dirname(join(out, place)), { recursive: true })
  writeFileSync(join(out, place), content)
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** Files of the repository that a page links to; they are shown as they are. */
const shown = new Map()

const placeOf = (file) => {
  if (pages.has(file)) {
    return pages.get(file)
  }
  if (!existsSync(file)) {
    return undefined
  }
  if (statSync(file).isDirectory()) {
    const readme = join(file, 'README.md')
    return existsSync(readme) ? placeOf(readme) : file === 'docs/decisions' ? 'decisions/index.html' : shownAt(file)
  }
  return file.endsWith('.svg') ? file.replace(/^docs\//, '') : shownAt(file)
}

const shownAt = (file) => {
  shown.set(file, `files/${file}.html`)
  return shown.get(file)
}

/** Where the links of a file lead; a link to nothing stays as it is, and is reported in the end. */
const targetFrom = (file, place) => (href) => {
  if (/^([a-z]+:|#)/.test(href)) {
    return href
  }
  const [path, id] = href.split('#')
  const found = placeOf(normalize(join(dirname(file), path)).replace(/\/$/, ''))
  return found === undefined ? href : `${relative(dirname(place), found)}${id === undefined ? '' : `#${id}`}`
}

const rendered = inOrder().map((file) => {
  const place = pages.get(file)
  return { file, place, ...render(readFileSync(file, 'utf8'), targetFrom(file, place)) }
})

const linksTo = (isOne) => rendered.filter(({ file }) => isOne(file)).map(({ place, title }) => ({ place, title }))
const isDecision = (file) => file.startsWith('docs/decisions/')
const isGuide = (file) => file.startsWith('docs/') && !isDecision(file)
const groups = [
  {
    name: 'Try it',
    links: [
      { place: 'playground.html', title: 'Playground' },
      { place: 'scenario.html', title: 'Scenarios' },
    ],
  },
  { name: 'Read', links: [...linksTo((file) => file === 'README.md'), ...linksTo(isGuide)] },
  { name: 'Look up', links: [{ place: 'api/index.html', title: 'API' }, ...linksTo(isDecision)] },
  { name: 'Take part', links: linksTo((file) => file !== 'README.md' && !file.startsWith('docs/')) },
]

const writePage = (place, title, body) => write(place, layout({ title, body, place, groups }))

/** The name in the head of each page of the reference leads back to the site. */
const linkBack = (api) => {
  for (const file of api === undefined ? [] : readdirSync(api, { recursive: true })) {
    if (file.endsWith('.html')) {
      const html = readFileSync(join(api, file), 'utf8')
      writeFileSync(
        join(api, file),
        html.replace(/<a href="((?:\.\.\/)*)index\.html" class="title">/, '<a href="$1../index.html" class="title">'),
      )
    }
  }
}

rmSync(out, { recursive: true, force: true })
for (const { place, title, html } of rendered) {
  writePage(place, title, html)
}
const decisionItems = linksTo(isDecision).map(
  ({ place, title }) => `<li><a href="../${place}">${escaped(title)}</a></li>`,
)
writePage('decisions/index.html', 'Decisions', `<h1>Decisions</h1>\n<ul>\n${decisionItems.join('\n')}\n</ul>`)

for (const [file, place] of shown) {
  const text = statSync(file).isDirectory() ? readdirSync(file).join('\n') : readFileSync(file, 'utf8')
  writePage(place, file, `<h1>${escaped(file)}</h1>\n<pre tabindex="0"><code>${escaped(text)}</code></pre>`)
}
const own = ['playground', 'scenario', 'search']
for (const name of own) {
  const body = readFileSync(`docs/site/pages/${name}.html`, 'utf8')
  writePage(`${name}.html`, /<h1>(.*)<\/h1>/.exec(body)[1], body)
}
const index = rendered.flatMap(({ place, title, sections }) =>
  sections.map(({ heading, id, text }) => ({ place, title, heading, id, text })),
)
write('search-index.js', `globalThis.searchIndex = ${JSON.stringify(index)}\n`)
cpSync('docs/diagrams', join(out, 'diagrams'), { recursive: true })
cpSync('docs/site/style/site.css', join(out, 'site.css'))
cpSync('docs/site/style/icon.svg', join(out, 'icon.svg'))
await bundle(out)

let isWhole = true
if (withApi) {
  const api = join(out, 'api')
  const options = ['--out', api, '--readme', 'none', '--favicon', join(out, 'icon.svg')]
  isWhole =
    spawnSync(process.execPath, ['node_modules/typedoc/bin/typedoc', ...options], { stdio: 'inherit' }).status === 0
  linkBack(isWhole ? api : undefined)
} else {
  writePage('api/index.html', 'API', '<h1>API</h1>\n<p>The reference was left out of this build.</p>')
}

const written = readdirSync(out, { recursive: true })
const dead = deadLinks(
  out,
  written.filter((file) => file.endsWith('.html') && !file.startsWith('api/') && !file.startsWith('files/')),
)
process.stderr.write(dead.map((link) => `leads nowhere: ${link}\n`).join(''))
process.stdout.write(
  `${rendered.length + own.length + 1} pages, ${shown.size} files, ${dead.length} dead links in ${out}\n`,
)
process.exitCode = isWhole && dead.length === 0 ? 0 : 1
