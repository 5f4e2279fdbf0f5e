import { localTime } from './localTime.js'
import { svgArrow, svgElement, svgText } from './svgParts.js'
import type { Transcript, TranscriptLine } from './Transcript.js'

const timeWidth = 120
const laneWidth = 204
const headHeight = 98
const rowHeight = 40

/** The style follows the reader: one colour, that of the text, on the background that the page has. */
const style = `<style>
svg { color: #1b1f24; background: #ffffff }
@media (prefers-color-scheme: dark) { svg { color: #e6e8eb; background: #14171a } }
text { fill: currentColor; font: 13px system-ui, sans-serif }
.title { font-size: 17px; font-weight: 600 }
.party { font-weight: 600 }
.why, .time { font-size: 11px; opacity: .75 }
.lane { stroke: currentColor; stroke-width: 1; stroke-dasharray: 2 4; opacity: .5 }
.box, .arrow { stroke: currentColor; stroke-width: 1.5; fill: none }
.reply { stroke-dasharray: 6 4 }
.head { fill: currentColor; stroke: none }
</style>`

interface Row {
  readonly line: TranscriptLine
  readonly time: string
}

const laneX = (place: number): number => timeWidth + laneWidth * (place + 0.5)

/** The time stands beside a row only where it is another than before, the date only on another day. */
const rowsOf = ({ lines, zone }: Transcript): readonly Row[] => {
  const drawn = lines.filter(({ kind }) => kind !== 'remark')
  return drawn.map((line, index) => {
    const now = localTime(line.at, zone)
    const previous = drawn[index - 1]
    const before = previous === undefined ? undefined : localTime(previous.at, zone)
    const isSameDay = before?.date === now.date && before.offset === now.offset
    const time = before?.time === now.time && isSameDay ? '' : now.time
    return { line, time: isSameDay ? time : `${now.date} ${now.offset}|${time}` }
  })
}

const partyParts = (party: string, place: number, bottom: number): string => {
  const x = laneX(place)
  return [
    `<rect class="box" x="${x - laneWidth / 2 + 6}" y="50" width="${laneWidth - 12}" height="30" rx="4"/>`,
    svgText(party, { x, y: 70, class: 'party', anchor: 'middle', longest: 25 }),
    `<line class="lane" x1="${x}" y1="80" x2="${x}" y2="${bottom}"/>`,
  ].join('\n')
}

const timeParts = (time: string, y: number): string =>
  time
    .split('|')
    .map((part, index, all) => svgText(part, { x: 12, y: y - 14 * (all.length - 1 - index), class: 'time' }))
    .join('\n')

const rowParts = ({ line, time }: Row, index: number, places: ReadonlyMap<string, number>): string => {
  const y = headHeight + rowHeight * (index + 0.6)
  const from = laneX(places.get(line.from) ?? 0)
  const to = laneX(places.get(line.to) ?? 0)
  const isSelf = from === to
  const middle = isSelf ? from + 14 : (from + to) / 2
  const anchor = isSelf ? 'start' : 'middle'
  return [
    ...(time === '' ? [] : [timeParts(time, y)]),
    svgArrow(from, to, y, line),
    svgText(line.what, { x: middle, y: y - 6, anchor, longest: isSelf ? 48 : Math.round(Math.abs(to - from) / 7) }),
    svgText(line.requirement, { x: middle, y: y + 12, class: 'why', anchor }),
  ].join('\n')
}

/**
 * A transcript as a sequence diagram, an SVG document of its own: parties beside each other, time downwards, above each arrow what went and
 * below it which requirement asked for it. Remarks are left out.
 *
 * It has a title and a description for who cannot see it, and takes light or dark colours as its reader does.
 *
 * @example
 * ```ts
 * import { simulate, svgDiagram } from 'cpm-routing/simulation'
 *
 * const transcript = simulate({ title: 'Bob & Ann', requirements: [], start: 0, recipient: {}, steps: [] })
 * console.log(/<title.*title>/.exec(svgDiagram(transcript))?.[0])
 * // => <title id="title">Bob &amp; Ann</title>
 * ```
 */
export const svgDiagram = (transcript: Transcript): string => {
  const { title, parties, zone } = transcript
  const rows = rowsOf(transcript)
  const places = new Map(parties.map((party, place) => [party, place]))
  const width = timeWidth + laneWidth * parties.length + 60
  const height = headHeight + rowHeight * rows.length + 24
  const description = rows.map(({ line }) => `${line.from} to ${line.to}: ${line.what}, ${line.requirement}.`).join(' ')
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">`,
    svgElement('title', 'title', title),
    svgElement('desc', 'description', `Times are those of ${zone ?? 'UTC'}. ${description}`),
    style,
    svgText(title, { x: 12, y: 22, class: 'title' }),
    svgText(`Times are those of ${zone ?? 'UTC'}`, { x: 12, y: 40, class: 'time' }),
    ...parties.map((party, place) => partyParts(party, place, height - 12)),
    ...rows.map((row, index) => rowParts(row, index, places)),
  ].join('\n')}\n</svg>\n`
}
