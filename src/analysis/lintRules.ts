import type { Handling } from '../model/UserPreferences.js'
import { explainWith } from '../routing/explain.js'
import type { Decider, StudiedDocument } from './Decider.js'
import type { LintReport, Severity } from './Finding.js'
import { finding, nothingFound, open, together } from './Finding.js'
import { requestOf } from './requestOf.js'
import type { Condition } from './search/Condition.js'
import { canHoldTogether, search } from './search/search.js'

const isUnknown = ({ all }: { readonly all: readonly Condition[] }): boolean =>
  all.some(({ _tag }) => _tag === 'Nothing')

/** Text that two ways to handle a message share exactly if they do the same. */
const sameness = (handling: Handling): string =>
  handling.action === 'forward'
    ? `forward ${handling.to.canonical}`
    : handling.action === 'deliver'
      ? `deliver ${handling.silence === true ? 'silence' : handling.breakthrough === true ? 'breakthrough' : ''}`
      : handling.action

const unknownIn = ({ conditions, name, path }: Decider): LintReport =>
  finding({
    code: 'unknownCondition',
    severity: 'warning',
    path,
    message: `${name} never applies: it has a condition that is not known here`,
    proof: conditions.all.flatMap((condition) => (condition._tag === 'Nothing' ? [condition.path] : [])),
  })

const deadOrShadowed = (decider: Decider, because: readonly string[], document: StudiedDocument): LintReport => {
  const { path, name, conditions, handling } = decider
  if (search({ holding: conditions.all, avoided: [] }, document.space)._tag === 'Never') {
    const message = `${name} never applies: its own conditions contradict each other`
    return finding({ code: 'deadRule', severity: 'error', path, message, proof: because })
  }
  const covering = document.deciders.filter((other) => because.includes(other.path))
  const isRedundant = covering.every((other) => sameness(other.handling) === sameness(handling))
  const severity: Severity = isRedundant ? 'advice' : 'warning'
  const message = `${name} never decides: ${covering.map((other) => other.name).join(', ')} decide${covering.length === 1 ? 's' : ''} every message before it`
  return finding({ code: 'shadowedRule', severity, path, message, proof: because })
}

const isOwn = ({ path }: Decider): boolean => !path.startsWith('/policy/')

const lintDecider = (decider: Decider, document: StudiedDocument): LintReport =>
  isUnknown(decider.conditions)
    ? unknownIn(decider)
    : decider.decides._tag === 'Never' && isOwn(decider)
      ? deadOrShadowed(decider, decider.decides.because, document)
      : decider.decides._tag === 'Undecided'
        ? open(decider.path, `whether ${decider.name} ever decides`)
        : nothingFound

/** Whether one rule holds wherever another does, as far as that can be said. */
const covers = (general: Decider, special: Decider, document: StudiedDocument): boolean =>
  search({ holding: special.conditions.all, avoided: [general.conditions] }, document.space)._tag !== 'Happens'

const contradictionOf = (first: Decider, second: Decider, document: StudiedDocument): LintReport => {
  const all = [...first.conditions.all, ...second.conditions.all]
  if (
    sameness(first.handling) === sameness(second.handling) ||
    !canHoldTogether(all, document.space) ||
    covers(second, first, document)
  ) {
    return nothingFound
  }
  const both = search({ holding: all, avoided: first.before }, document.space)
  if (both._tag === 'Never') {
    return nothingFound
  }
  const path = second.path
  const witness = both._tag === 'Happens' ? requestOf(both.situation, document) : undefined
  const trace = witness === undefined ? [] : explainWith(document.space.zones)(witness).trace
  const applying = trace.flatMap((line) => (line._tag === 'RuleConsidered' && line.applies === 'true' ? [line] : []))
  const isShown =
    applying.some(({ rule, decides }) => decides && rule === first.rule?.id) &&
    applying.some(({ rule }) => rule === second.rule?.id)
  return witness !== undefined && isShown
    ? finding({
        code: 'contradictoryRules',
        severity: 'advice',
        path,
        message: `${first.name} and ${second.name} can both apply and ask for different things; ${first.name} decides`,
        witness,
      })
    : open(path, `whether ${first.name} and ${second.name} contradict each other`)
}

/** The contradiction of a rule with the first rule before it that has one. */
const contradictionBefore = (decider: Decider, before: readonly Decider[], document: StudiedDocument): LintReport =>
  before.reduce<LintReport>(
    (report, other) =>
      report.findings.length > 0 ? report : together([report, contradictionOf(other, decider, document)]),
    nothingFound,
  )

/**
 * What is wrong with the rules of a document: rules that never apply, that others leave nothing to do, and that contradict each other.
 *
 * A rule that is followed by a more general one is an exception from it, and no contradiction.
 *
 * @spec AMB-01 AMB-03
 */
export const lintRules = (document: StudiedDocument): LintReport => {
  const alive = document.deciders.filter(({ decides, rule }) => decides._tag === 'Happens' && rule !== undefined)
  return together([
    ...document.deciders.map((decider) => lintDecider(decider, document)),
    ...alive.map((decider, place) => contradictionBefore(decider, alive.slice(0, place), document)),
  ])
}
