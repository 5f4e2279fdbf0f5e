import type { TranscriptLine } from './Transcript.js'

/** Text that stands in XML as it is meant; what XML cannot say at all is replaced. */
export const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** Where a text stands, and how. */
export interface TextPlace {
  readonly x: number
  readonly y: number
  readonly class?: string
  readonly anchor?: 'start' | 'middle'
  /** How many characters there is room for; the whole text is there to be pointed at. */
  readonly longest?: number
}

/** A text in a drawing, cut where there is no room. */
export const svgText = (text: string, place: TextPlace): string => {
  const { x, y, anchor = 'start', longest = Infinity } = place
  const characters = Array.from(text)
  const isCut = characters.length > longest
  const shown = isCut ? `${characters.slice(0, Math.max(1, longest - 1)).join('')}…` : text
  const attributes = [
    `x="${x}" y="${y}"`,
    ...(place.class === undefined ? [] : [`class="${place.class}"`]),
    ...(anchor === 'start' ? [] : [`text-anchor="${anchor}"`]),
  ].join(' ')
  return `<text ${attributes}>${escaped(shown)}${isCut ? `<title>${escaped(text)}</title>` : ''}</text>`
}

/** An element that only says something, with an id. */
export const svgElement = (name: string, id: string, text: string): string =>
  `<${name} id="${id}">${escaped(text)}</${name}>`

/** An arrow from one lane to another, to itself as a hook; one that is lost ends in a cross halfway. */
export const svgArrow = (from: number, to: number, y: number, { reply, lost }: TranscriptLine): string => {
  const line = `class="arrow${reply === true ? ' reply' : ''}"`
  if (from === to) {
    return `<path ${line} d="M${from} ${y - 10}h8v12h-8"/><path class="head" d="M${from} ${y + 2}l7 -4v8z"/>`
  }
  const direction = to > from ? 1 : -1
  if (lost === true) {
    const end = (from + to) / 2
    return `<path ${line} d="M${from} ${y}H${end}M${end - 5} ${y - 5}l10 10m0 -10l-10 10"/>`
  }
  return `<path ${line} d="M${from} ${y}H${to - 2 * direction}"/><path class="head" d="M${to} ${y}l${-9 * direction} -5v10z"/>`
}
