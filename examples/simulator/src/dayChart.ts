import { binLength, bins, type SeriesName, type Totals, waitingOf } from './Totals.js'
import { minute } from './Day.js'

const width = 960
const left = 76
const right = 28
const panelHeight = 170
const panelPitch = 238
const head = 112
const plotWidth = width - left - right

interface Line {
  readonly name: string
  readonly values: readonly number[]
  /** Number of a colour. */
  readonly colour: 1 | 2 | 3
}

interface Panel {
  readonly title: string
  readonly lines: readonly Line[]
  readonly isFilled: boolean
}

const style = `<style>
svg { --ink: #1b1f24; --quiet: #5b6570; --rule: #d9dee3; --c1: #1d63d1; --c2: #c4500c; --c3: #0f7b5f; background: #ffffff }
@media (prefers-color-scheme: dark) {
  svg { --ink: #e8ebee; --quiet: #9aa5b1; --rule: #333b44; --c1: #6ea8ff; --c2: #ff9d5c; --c3: #4fd1a5; background: #14181d }
}
text { fill: var(--quiet); font: 13px system-ui, sans-serif }
.title { fill: var(--ink); font-size: 19px; font-weight: 600 }
.panel { fill: var(--ink); font-size: 14px; font-weight: 600 }
.tick { font-size: 12px; font-variant-numeric: tabular-nums }
.rule { stroke: var(--rule); stroke-width: 1 }
.away { fill: var(--quiet); opacity: .25 }
.line { fill: none; stroke-width: 2; stroke-linejoin: round }
.fill { opacity: .16 }
.s1 { stroke: var(--c1) } .s2 { stroke: var(--c2) } .s3 { stroke: var(--c3) }
.f1 { fill: var(--c1) } .f2 { fill: var(--c2) } .f3 { fill: var(--c3) }
</style>`

/** A round step of an axis, so that there are about four. */
const stepOf = (highest: number): number => {
  const rough = Math.max(highest, 1) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = rough / power
  return Math.max(1, (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10) * power)
}

const written = (value: number): string => value.toLocaleString('en-US')
const xOf = (bin: number): number => Number((left + (plotWidth * bin) / bins).toFixed(1))

const axisOfTime = (bottom: number, top: number): readonly string[] =>
  Array.from({ length: 9 }, (_, place) => {
    const x = xOf((place * bins) / 8)
    const hour = String(place * 3).padStart(2, '0')
    return (
      `<line class="rule" x1="${x}" y1="${top}" x2="${x}" y2="${bottom + 5}"/>` +
      `<text class="tick" x="${x}" y="${bottom + 20}" text-anchor="middle">${hour}:00</text>`
    )
  })

const legend = (lines: readonly Line[], y: number): readonly string[] => {
  const drawn: string[] = []
  let x = width - right
  for (const { name, colour } of [...lines].reverse()) {
    x -= name.length * 7 + 34
    drawn.push(
      `<rect class="f${colour}" x="${x}" y="${y - 6}" width="18" height="4" rx="2"/>` +
        `<text x="${x + 24}" y="${y}">${name}</text>`,
    )
  }
  return drawn
}

const panelParts = ({ title, lines, isFilled }: Panel, place: number): string => {
  const top = head + place * panelPitch
  const bottom = top + panelHeight
  const highest = Math.max(...lines.flatMap(({ values }) => values))
  const step = stepOf(highest)
  const end = Math.max(step, Math.ceil(highest / step) * step)
  const yOf = (value: number): number => Number((bottom - (panelHeight * value) / end).toFixed(1))
  const ticks = Array.from({ length: Math.round(end / step) + 1 }, (_, tick) => tick * step)
  return [
    `<text class="panel" x="${left}" y="${top - 16}">${title}</text>`,
    ...(lines.length > 1 ? legend(lines, top - 16) : []),
    ...axisOfTime(bottom, top),
    ...ticks.map(
      (tick) =>
        `<line class="rule" x1="${left}" y1="${yOf(tick)}" x2="${width - right}" y2="${yOf(tick)}"/>` +
        `<text class="tick" x="${left - 10}" y="${yOf(tick) + 4}" text-anchor="end">${written(tick)}</text>`,
    ),
    `<rect class="away" x="${xOf((14 * bins) / 24)}" y="${top}" width="${(plotWidth * 2) / bins}" height="${panelHeight}"/>`,
    ...lines.map(({ values, colour }) => {
      const points = values.map((value, bin) => `${xOf(bin + 0.5)} ${yOf(value)}`).join('L')
      const area = `<path class="fill f${colour}" d="M${xOf(0.5)} ${bottom}L${points}L${xOf(bins - 0.5)} ${bottom}z"/>`
      return `${isFilled ? area : ''}<path class="line s${colour}" d="M${points}"/>`
    }),
  ].join('\n')
}

/** Where a line is highest, in words. */
const peakOf = ({ name, values }: Line): string => {
  const highest = Math.max(...values)
  const minutes = values.indexOf(highest) * (binLength / minute)
  const time = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
  return `${name}: at most ${written(Math.round(highest))}, at ${time}.`
}

/**
 * The day as an SVG document: messages that wait, notifications and deliveries, one above the other over the same hours.
 *
 * It takes light or dark colours as its reader does, and says in its description what cannot be seen.
 */
export const dayChart = (totals: Totals, recipients: number, date: string): string => {
  const aMinute = (name: SeriesName): readonly number[] =>
    totals.series[name].map((count) => count / (binLength / minute))
  const panels: readonly Panel[] = [
    {
      title: 'Messages waiting',
      isFilled: true,
      lines: [{ name: 'waiting', values: waitingOf(totals), colour: 1 }],
    },
    {
      title: 'Notifications a minute',
      isFilled: false,
      lines: [
        { name: 'out-of-band', values: aMinute('outOfBand'), colour: 1 },
        { name: 'in-band', values: aMinute('inBand'), colour: 2 },
      ],
    },
    {
      title: 'Deliveries a minute',
      isFilled: false,
      lines: [
        { name: 'sent as it came', values: aMinute('sent'), colour: 1 },
        { name: 'pushed later', values: aMinute('pushed'), colour: 2 },
        { name: 'retrieved', values: aMinute('retrieved'), colour: 3 },
      ],
    },
  ]
  const height = head + panels.length * panelPitch - 26
  const title = `A day of ${written(recipients)} recipients`
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${title}, ${date}</title>`,
    `<desc id="description">${panels.flatMap(({ lines }) => lines.map(peakOf)).join(' ')} The Message Storage Server is away from 14:00 to 14:10.</desc>`,
    style,
    `<text class="title" x="${left}" y="34">${title}</text>`,
    `<text x="${left}" y="56">${date}, hours in UTC; grey: the Message Storage Server is away</text>`,
    ...panels.map(panelParts),
    '</svg>',
  ].join('\n')}\n`
}
