// Which file of the repository becomes which page of the site.
import { existsSync, readdirSync, readFileSync } from 'node:fs'

const decisions = readdirSync('docs/decisions').filter((file) => file.endsWith('.md'))
const guides = readdirSync('docs').filter((file) => file.endsWith('.md') && file !== 'README.md')

/** Every page that is made from Markdown: the file, and where it stands on the site. */
export const pages = new Map(
  [
    ['README.md', 'index.html'],
    ['docs/README.md', 'documentation.html'],
    ...guides.map((file) => [`docs/${file}`, file.replace(/\.md$/, '.html')]),
    ...decisions.map((file) => [`docs/decisions/${file}`, `decisions/${file.replace(/\.md$/, '.html')}`]),
    ['CHANGELOG.md', 'changelog.html'],
    ['.github/CONTRIBUTING.md', 'contributing.html'],
    ['.github/SECURITY.md', 'security.html'],
  ].filter(([file]) => existsSync(file)),
)

/** The pages in the order of the map of the documentation; what it does not name comes after. */
export const inOrder = () => {
  const map = readFileSync('docs/README.md', 'utf8')
  const named = [...map.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, file]) => `docs/${file}`)
  const all = [...pages.keys()]
  return [...new Set(['README.md', 'docs/README.md', ...named.filter((file) => pages.has(file)), ...all])]
}
