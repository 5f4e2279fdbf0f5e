import type { RoutingRequest } from 'cpm-routing'
import type { Finding, LintReport } from 'cpm-routing/analysis'
import { button, element } from './element.js'

/** What a finding can lead to: a place in what is typed, or the request that shows it. */
export interface FindingActions {
  readonly goTo: (path: string) => void
  readonly tryOut: (witness: RoutingRequest) => void
}

/** A place as it is called in the one document that there is. */
const shortPath = (path: string): string => path.replace(/^\/documents\/0/, '') || 'all of it'

const findingItem = (finding: Finding, { goTo, tryOut }: FindingActions): HTMLElement => {
  const shown =
    'witness' in finding
      ? [' ', button('Try it', () => tryOut(finding.witness), { 'aria-label': `Try ${finding.code} with a message` })]
      : [element('span', { class: 'proof' }, ` Proof: ${finding.proof.map(shortPath).join(', ')}`)]
  return element(
    'li',
    { class: finding.severity },
    element('strong', {}, `${finding.severity} ${finding.code}`),
    ` ${finding.message} `,
    button(shortPath(finding.path), () => goTo(finding.path)),
    ...shown,
  )
}

/** Shows what lint finds in the preferences, and what it could not decide. */
export const showFindings = (place: HTMLElement, report: LintReport | undefined, actions: FindingActions): void => {
  if (report === undefined || report.findings.length + report.undecided.length === 0) {
    place.replaceChildren(
      element('p', {}, report === undefined ? 'There are no preferences to look at.' : 'Nothing found.'),
    )
    return
  }
  place.replaceChildren(
    element(
      'ul',
      { class: 'findings' },
      ...report.findings.map((finding) => findingItem(finding, actions)),
      ...report.undecided.map(({ path, question }) => element('li', {}, `not decided: ${shortPath(path)} ${question}`)),
    ),
  )
}
