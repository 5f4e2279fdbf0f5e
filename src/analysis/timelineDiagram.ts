import type { Timeline, TimelineStretch } from './timeline.js'
import { clockLabel, dayLabel, escaped, fitting, textPart, timelineStyle, yearLabel } from './timelineParts.js'
import type { TimelinePiece, TimelineRow } from './timelineRows.js'
import { timelineRows } from './timelineRows.js'
import type { AnswerWords } from './timelineWords.js'
import { timelineWords } from './timelineWords.js'

const hourWidth = 36
const hour = 3_600_000
const left = 112
const top = 84
const rowHeight = 30
const barHeight = 24
const width: number = left + 24 * hourWidth + 24

/** So many answers are explained below the rows; the numbers of further ones are in the bars all the same. */
const answersListed = 40

interface NumberedAnswer extends AnswerWords {
  readonly number: number
}

/** A stretch with the words for its answer. */
interface ToldStretch extends TimelineStretch {
  readonly answer: NumberedAnswer
}

type Row = TimelineRow<ToldStretch>

/** Each stretch with its answer, numbered in the order of appearance; two that say the same share their number. */
const toldStretches = ({ stretches }: Timeline): readonly ToldStretch[] => {
  const known = new Map<string, NumberedAnswer>()
  return stretches.map((stretch) => {
    const words = timelineWords(stretch.decision)
    const key = JSON.stringify(words)
    const answer = known.get(key) ?? { ...words, number: known.size + 1 }
    known.set(key, answer)
    return { ...stretch, answer }
  })
}

const x = (reading: number): number => Math.round((left + (reading / hour) * hourWidth) * 100) / 100

const isWait = ({ look }: AnswerWords): boolean => look.startsWith('defer')

const textClass = ({ look }: AnswerWords, isWhole: boolean): string =>
  `class="bar${look === 'defer-DoNotDisturb' ? ' light' : ''}${isWhole ? '' : ' low'}"`

const swatch = (answer: AnswerWords, at: string): string =>
  `<rect class="${answer.look}" ${at}/>${isWait(answer) ? `<rect class="waits" ${at}/>` : ''}`

const spanWords = ({ start, end }: { readonly start: number; readonly end: number }): string =>
  `${clockLabel(start)} to ${clockLabel(end)}`

/** Where a bar stands in its row. */
const lanes: Readonly<Record<TimelinePiece['lane'], { readonly offset: number; readonly height: number }>> = {
  whole: { offset: 0, height: barHeight },
  upper: { offset: 0, height: barHeight / 2 - 0.5 },
  lower: { offset: barHeight / 2 + 0.5, height: barHeight / 2 - 0.5 },
}

const pieceParts = (piece: TimelinePiece<ToldStretch>, label: string, y: number): string => {
  const { answer } = piece.stretch
  const { number, brief, full } = answer
  const { offset, height } = lanes[piece.lane]
  const from = x(piece.start)
  const room = x(piece.end) - from
  const at = `x="${from}" y="${y + offset}" width="${Math.max(room - 1, 0.5)}" height="${height}" rx="2"`
  const isWhole = piece.lane === 'whole'
  const texts = isWhole ? [`${number} ${full}`, `${number} ${brief}`, `${number}`] : [`${number}`]
  const shown = fitting(texts, room)
  const baseline = y + offset + height / 2 + (isWhole ? 4.5 : 3.5)
  return `<g><title>${escaped(`${label}, ${spanWords(piece)}: ${full}`)}</title>${swatch(answer, at)}${
    shown === '' ? '' : textPart(shown, from + 4, baseline, textClass(answer, isWhole))
  }</g>`
}

const rowParts = (row: Row, index: number): readonly string[] => {
  const y = top + rowHeight * index
  const label = dayLabel(row.day)
  const isMarked = row.skipped.length + row.repeated.length > 0
  return [
    textPart(isMarked ? `${label} *` : label, left - 10, y + barHeight / 2 + 4.5, 'text-anchor="end"'),
    `<rect class="row" x="${left}" y="${y}" width="${24 * hourWidth}" height="${barHeight}"/>`,
    ...row.skipped.map(
      ({ start, end }) =>
        `<rect class="gap" x="${x(start)}" y="${y}" width="${x(end) - x(start)}" height="${barHeight}"/>`,
    ),
    ...row.pieces.map((piece) => pieceParts(piece, label, y)),
  ]
}

const hourParts = (bottom: number): readonly string[] =>
  Array.from({ length: 9 }, (_, index) => 3 * index).flatMap((reading) => {
    const at = x(reading * hour)
    return [
      textPart(clockLabel(reading * hour), at, top - 10, 'class="small" text-anchor="middle"'),
      `<path class="hour" d="M${at} ${top - 5}V${bottom}"/>`,
    ]
  })

const legendParts = (answers: readonly NumberedAnswer[], y: number): readonly string[] => [
  ...answers.slice(0, answersListed).flatMap((answer, index) => {
    const at = y + 24 * index
    return [
      swatch(answer, `x="${left}" y="${at}" width="34" height="18" rx="2"`),
      textPart(`${answer.number}`, left + 17, at + 13.5, `${textClass(answer, true)} text-anchor="middle"`),
      `<text x="${left + 46}" y="${at + 13.5}">${escaped(answer.full)} <tspan class="small">${escaped(answer.why)}</tspan></text>`,
    ]
  }),
]

const notesOf = ({ complete }: Timeline, rows: readonly Row[]): readonly string[] => [
  ...rows
    .slice(0, 1)
    .flatMap(({ pieces }) => pieces.slice(0, 1))
    .filter(({ start }) => start > 0)
    .map(({ start }) => `The time before ${clockLabel(start)} on the first day is left out.`),
  ...rows.flatMap(({ day, skipped, repeated }) => [
    ...skipped.map((span) => `* ${dayLabel(day)}: the clocks go forward; ${spanWords(span)} does not come.`),
    ...repeated.map(
      (span) =>
        `* ${dayLabel(day)}: the clocks go back; ${spanWords(span)} comes twice, the first time above and the second below.`,
    ),
  ]),
  ...(complete ? [] : ['More changes than can be looked at: the days after the last bar are left out.']),
]

const describe = (rows: readonly Row[], notes: readonly string[]): string =>
  [
    ...rows.map(({ day, pieces }) => {
      const spans = pieces.map((piece) => `${spanWords(piece)} ${piece.stretch.answer.full}`)
      return `${dayLabel(day)}: ${spans.join('; ')}.`
    }),
    ...notes,
  ].join(' ')

const daysWords = (rows: readonly Row[]): string => {
  const [first, last] = [rows[0]?.day ?? 0, rows.at(-1)?.day ?? 0]
  const end = `${dayLabel(last)} ${yearLabel(last)}`
  return first === last ? end : `${dayLabel(first)} ${yearLabel(first)} to ${end}`
}

/**
 * A timeline as a drawing, an SVG document of its own: one row for each day, the hours of the user's clock across, and in each bar a number
 * and words for what happens to a message that arrives then.
 *
 * ```
 *            00:00   03:00   06:00   …                21:00   24:00
 *  Tue 3 Feb ▒1 waits: do not disturb▒█2 sent to phone████▒1 waits▒
 *  Wed 4 Feb ▒1 waits: do not disturb▒█2 sent to phone████▒1 waits▒
 * ```
 *
 * It has a title and a description for who cannot see it, takes light or dark colours as its reader does, and says nothing by colour alone.
 *
 * @example
 * ```ts
 * import { timeline, timelineDiagram } from 'cpm-routing/analysis'
 *
 * const svg = timelineDiagram(timeline({}, {}, Date.parse('2026-02-03T00:00:00Z'), 1), 'Messages for Bob & Ann')
 * console.log(/<title.*title>/.exec(svg)?.[0])
 * console.log(/<desc.*desc>/.exec(svg)?.[0])
 * // => <title id="title">Messages for Bob &amp; Ann</title>
 * // <desc id="description">Tue 3 Feb: 00:00 to 24:00 waits: no device can take it.</desc>
 * ```
 */
export const timelineDiagram = (
  timeline: Timeline,
  title = 'What happens to a message, by when it arrives',
): string => {
  const stretches = toldStretches(timeline)
  const rows = timelineRows({ ...timeline, stretches })
  const listed = [...new Set(stretches.map(({ answer }) => answer))]
  const notes = notesOf(timeline, rows)
  const bottom = top + rowHeight * rows.length
  const legend = bottom + 14
  const foot = legend + 24 * Math.min(listed.length, answersListed) + 16
  const height = foot + 18 * notes.length + 4
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="description">${escaped(describe(rows, notes))}</desc>`,
    timelineStyle,
    textPart(title, 12, 26, 'class="title"'),
    textPart(`${daysWords(rows)}, by the clock of ${timeline.zone}`, 12, 46, 'class="small"'),
    ...hourParts(bottom),
    ...rows.flatMap((row, index) => rowParts(row, index)),
    ...legendParts(listed, legend),
    ...notes.map((note, index) => textPart(note, 12, foot + 18 * index, 'class="small"')),
  ].join('\n')}\n</svg>\n`
}
