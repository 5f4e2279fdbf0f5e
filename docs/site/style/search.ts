import { byId } from '../playground/byId.js'
import { element } from '../playground/element.js'
import { later } from '../playground/later.js'

/** One heading of a page with what stands under it. */
interface Section {
  readonly place: string
  readonly title: string
  readonly heading: string
  readonly id: string
  readonly text: string
}

declare const searchIndex: readonly Section[]

const most = 40
const input = byId('query', HTMLInputElement)

const scoreOf = ({ title, heading, text }: Section, words: readonly string[]): number => {
  const [inTitle, inHeading, inText] = [title, heading, text].map((each) => each.toLowerCase())
  const scores = words.map((word) =>
    inHeading?.includes(word) === true
      ? 3
      : inTitle?.includes(word) === true
        ? 2
        : inText?.includes(word) === true
          ? 1
          : 0,
  )
  return scores.includes(0) ? 0 : scores.reduce<number>((sum, score) => sum + score, 0)
}

const excerptOf = (text: string, word: string): string => {
  const at = Math.max(0, text.toLowerCase().indexOf(word) - 60)
  return `${at > 0 ? '…' : ''}${text.slice(at, at + 180)}${text.length > at + 180 ? '…' : ''}`
}

const resultItem = ({ place, id, title, heading, text }: Section, word: string): HTMLElement =>
  element(
    'li',
    {},
    element('a', { href: id === '' ? place : `${place}#${id}` }, heading === title ? title : `${title}: ${heading}`),
    element('p', {}, excerptOf(text, word)),
  )

const search = (): void => {
  const words = input.value
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const found = searchIndex
    .map((section) => ({ section, score: words.length === 0 ? 0 : scoreOf(section, words) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
  const count = found.length > most ? `${found.length} places, the first ${most} of them` : `${found.length} places`
  byId('found', HTMLElement).textContent = words.length === 0 ? '' : count
  byId('results', HTMLElement).replaceChildren(
    ...found.slice(0, most).map(({ section }) => resultItem(section, words[0] ?? '')),
  )
  history.replaceState(null, '', `#${encodeURIComponent(input.value)}`)
}

input.addEventListener('input', later(search))
input.value = decodeURIComponent(location.hash.slice(1))
input.focus()
search()
