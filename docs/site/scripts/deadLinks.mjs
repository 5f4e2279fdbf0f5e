// Links of the site that lead nowhere: to a file that is not there, or to an id that its page does not have.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

const idsIn = (file, known) => {
  const ids = known.get(file) ?? new Set([...readFileSync(file, 'utf8').matchAll(/ id="([^"]*)"/g)].map(([, id]) => id))
  known.set(file, ids)
  return ids
}

/** Every dead link in some pages of a folder. */
export const deadLinks = (folder, places) => {
  const known = new Map()
  return places.flatMap((place) => {
    const html = readFileSync(join(folder, place), 'utf8')
    const links = new Set(
      [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, link]) => link.replaceAll('&amp;', '&')),
    )
    return [...links]
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [path, id] = link.split('#')
        const file = path === '' ? join(folder, place) : normalize(join(folder, dirname(place), decodeURI(path)))
        const isThere = existsSync(file) && statSync(file).isFile()
        return (
          !isThere || (id !== undefined && file.endsWith('.html') && !idsIn(file, known).has(decodeURIComponent(id)))
        )
      })
      .map((link) => `${place}: ${link}`)
  })
}
