import type { Failure, Transcript, TranscriptLine } from 'cpm-routing/simulation'
import { svgDiagram } from 'cpm-routing/simulation'
import { byId } from './byId.js'
import { element } from './element.js'
import { showPicture } from './picture.js'
import { requirementLink } from './requirementLink.js'

const timeOf = ({ zone = 'UTC' }: Transcript): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: zone })

const wordsOf = ({ from, to, what, lost }: TranscriptLine): string =>
  `${from === to ? from : `${from} to ${to}`}: ${what}${lost === true ? ' (lost on the way)' : ''}`

const lineItem = (line: TranscriptLine, time: Intl.DateTimeFormat, isLast: boolean): HTMLElement =>
  element(
    'li',
    isLast ? { 'aria-current': 'step' } : {},
    element('time', { datetime: new Date(line.at).toISOString() }, time.format(line.at)),
    ' ',
    requirementLink(line.requirement),
    ` ${wordsOf(line)}`,
  )

const failureItem = ({ step, about, expected, found }: Failure): HTMLElement =>
  element('li', {}, `Step ${step}, ${about}: expected ${expected.join('; ') || 'nothing'}; found ${found.join('; ')}`)

const endOf = ({ failures, held }: Transcript): readonly Node[] =>
  failures.length > 0
    ? [
        element('p', { class: 'wrong' }, 'Not all went as expected:'),
        element('ul', {}, ...failures.map((failure) => failureItem(failure))),
      ]
    : [
        element(
          'p',
          {},
          `All went as expected. ${held.length === 0 ? 'No message waits.' : `Still waiting: ${held.join(', ')}.`}`,
        ),
      ]

/** How many lines of a scenario are arrows of its diagram: those that one steps through. */
export const stepsOf = ({ lines }: Transcript): number => lines.filter(({ kind }) => kind !== 'remark').length

/** The lines up to an arrow, with the remarks that come before the next one. */
const linesUpTo = ({ lines }: Transcript, shown: number): readonly TranscriptLine[] => {
  const places = lines.flatMap(({ kind }, place) => (kind === 'remark' ? [] : [place]))
  return lines.slice(0, places[shown] ?? lines.length)
}

/** Shows a scenario up to an arrow: the diagram so far, what was said, and after the last one how it ended. */
export const showScenario = (transcript: Transcript, shown: number): void => {
  const lines = linesUpTo(transcript, shown)
  const last = lines.filter(({ kind }) => kind !== 'remark').at(-1)
  const time = timeOf(transcript)
  const total = stepsOf(transcript)
  showPicture(
    byId('sequence', HTMLImageElement),
    svgDiagram({ ...transcript, lines }),
    `Sequence diagram of ${shown} of ${total} steps; the list below says it`,
  )
  byId('said', HTMLElement).textContent =
    last === undefined ? 'Nothing has happened yet.' : `${shown} of ${total}. ${time.format(last.at)}. ${wordsOf(last)}`
  byId('lines', HTMLElement).replaceChildren(...lines.map((line) => lineItem(line, time, line === last)))
  byId('end', HTMLElement).replaceChildren(...(shown >= total ? endOf(transcript) : []))
}
