import type { Transcript } from 'cpm-routing/simulation'
import { scenarios } from 'examples:scenarios'
import { byId } from './byId.js'
import { element } from './element.js'
import { fieldError } from './FieldError.js'
import { readFragment, rememberInAddress } from './fragment.js'
import { later } from './later.js'
import { playScenario } from './playScenario.js'
import { offerLink } from './share.js'
import { showErrors } from './showErrors.js'
import { showScenario, stepsOf } from './showScenario.js'

const chooser = byId('example', HTMLSelectElement)
const field = byId('scenario', HTMLTextAreaElement)
const place = byId('line', HTMLInputElement)
const answer = byId('answer', HTMLElement)

let transcript: Transcript | undefined

const remember = (): void => {
  const isExample = scenarios[chooser.value] === field.value
  rememberInAddress({ ...(isExample ? { example: chooser.value } : { scenario: field.value }), line: place.value })
}

const showLine = (): void => {
  if (transcript !== undefined) {
    showScenario(transcript, Number(place.value))
    byId('back', HTMLButtonElement).disabled = place.value === '0'
    byId('next', HTMLButtonElement).disabled = place.value === place.max
    remember()
  }
}

/** Plays what stands in the field and shows it up to a line. */
const play = (line: number): void => {
  const played = playScenario(field.value)
  const { errors, warnings } = played
  transcript = played.transcript
  showErrors(
    field,
    errors.map((error) => fieldError(field.value, error)),
    warnings,
  )
  answer.hidden = transcript === undefined
  if (transcript === undefined) {
    byId('said', HTMLElement).textContent = `The scenario cannot be played: ${errors.length} errors.`
    remember()
  } else {
    place.max = String(stepsOf(transcript))
    place.value = String(line)
    byId('title', HTMLElement).textContent = transcript.title
    showLine()
  }
}

const goTo = (line: number): void => {
  place.value = String(line)
  showLine()
}

const showExample = (line: number): void => {
  field.value = scenarios[chooser.value] ?? ''
  play(line)
}

const showFragment = (): boolean => {
  const texts = location.hash === '' ? undefined : readFragment(location.hash)
  const example = texts?.['example']
  const scenario = texts?.['scenario'] ?? (example === undefined ? undefined : scenarios[example])
  if (texts === undefined || scenario === undefined) {
    byId('shared', HTMLElement).textContent = location.hash === '' ? '' : 'The link could not be read: it is not whole.'
    return false
  }
  chooser.value = example ?? chooser.value
  field.value = scenario
  play(Number(texts['line'] ?? '1') || 0)
  return true
}

const nameOf = (file: string): string => file.replace(/^scenario-|\.json$/g, '').replaceAll('-', ' ')

const buttons: readonly (readonly [string, () => number])[] = [
  ['first', () => 0],
  ['back', () => Number(place.value) - 1],
  ['next', () => Number(place.value) + 1],
  ['last', () => Number(place.max)],
]

chooser.append(...Object.keys(scenarios).map((file) => element('option', { value: file }, nameOf(file))))
chooser.value = Object.keys(scenarios).find((file) => file.includes('quiet-hours')) ?? chooser.value
chooser.addEventListener('change', () => showExample(1))
const playSoon = later(() => play(Number(place.max)), 300)
field.addEventListener('input', playSoon)
place.addEventListener('input', showLine)
for (const [id, target] of buttons) {
  byId(id, HTMLButtonElement).addEventListener('click', () => goTo(target()))
}
window.addEventListener('hashchange', showFragment)
offerLink()
if (!showFragment()) {
  showExample(1)
}
