import type { RoutingRequest } from 'cpm-routing'
import { explain } from 'cpm-routing'
import { lint } from 'cpm-routing/analysis'
import { byId } from './byId.js'
import { element } from './element.js'
import { examples } from './examples.js'
import { fieldOf, fill, showAllErrors, situationShown } from './fields.js'
import { readFragment, rememberInAddress } from './fragment.js'
import { later } from './later.js'
import { placeInJson } from './placeInJson.js'
import { isXml, readSituation } from './readSituation.js'
import { offerLink } from './share.js'
import { headlineOf, showDecision } from './showDecision.js'
import { select } from './showErrors.js'
import { showFindings } from './showFindings.js'
import { showTimeline } from './showTimeline.js'
import { showTrace } from './showTrace.js'
import { situationOf } from './situationOf.js'
import { offerTime } from './time.js'
import { offerForms } from './writtenForm.js'

const headline = byId('headline', HTMLElement)
const answer = byId('answer', HTMLElement)
const chooser = byId('example', HTMLSelectElement)

/** Goes to a place of `{ documents, policy }`, as lint names it; in XML it has no such name. */
const goTo = (path: string): void => {
  const name = path.startsWith('/policy') ? 'policy' : 'preferences'
  const field = fieldOf(name)
  const rest = path.replace(/^\/(policy|documents\/0)/, '')
  select(field, isXml(field.value) ? { start: 0, end: 0 } : placeInJson(field.value, rest))
}

const tryOut = (witness: RoutingRequest): void => {
  fill(situationOf(witness))
  show()
  headline.focus()
}

const showAnswer = (request: RoutingRequest): void => {
  const explanation = explain(request)
  const { preferences } = request.recipient
  headline.textContent = headlineOf(explanation.decision)
  headline.className = 'headline'
  showDecision(byId('decision', HTMLElement), explanation)
  showTrace(byId('trace', HTMLElement), explanation.trace)
  showFindings(
    byId('findings', HTMLElement),
    preferences === undefined ? undefined : lint([preferences], request.policy),
    { goTo, tryOut },
  )
  showTimeline(byId('week', HTMLImageElement), byId('stretches', HTMLElement), request)
}

/** Answers what stands in the fields; while something is wrong there, the answer is gone and the errors stand at their places. */
const show = (): void => {
  const situation = situationShown()
  const reading = readSituation(situation)
  showAllErrors(reading)
  rememberInAddress(situation)
  answer.hidden = reading.request === undefined
  if (reading.request === undefined) {
    const count = reading.errors.length
    headline.textContent = `No answer yet: ${count} ${count === 1 ? 'error' : 'errors'} in the situation`
    headline.className = 'headline wrong'
  } else {
    showAnswer(reading.request)
  }
}

const showFragment = (): boolean => {
  const texts = location.hash === '' ? undefined : readFragment(location.hash)
  if (texts !== undefined) {
    fill(texts)
    show()
  } else if (location.hash !== '') {
    byId('shared', HTMLElement).textContent = 'The link could not be read: it is not whole.'
  }
  return texts !== undefined
}

const showExample = (): void => {
  const situation = examples.get(chooser.value)
  if (situation !== undefined) {
    fill(situation)
    show()
  }
}

chooser.append(...[...examples.keys()].map((name) => element('option', { value: name }, name)))
chooser.addEventListener('change', showExample)
byId('situation', HTMLFormElement).addEventListener('input', (event) => {
  if (event.target !== chooser) {
    showSoon()
  }
})
const showSoon = later(show)
window.addEventListener('hashchange', showFragment)
offerLink()
offerTime(show)
offerForms(show)
if (!showFragment()) {
  showExample()
}
