import type { CpmAddress } from '../model/CpmAddress.js'
import type { RoutingRequest } from '../model/RoutingRequest.js'
import { routeWith } from '../routing/route.js'
import type { Decider, StudiedDocument } from './Decider.js'
import type { LintReport } from './Finding.js'
import { finding, nothingFound, open, together } from './Finding.js'
import { requestOf } from './requestOf.js'
import { search } from './search/search.js'
import type { Situation } from './search/Situation.js'

/** A rule, or a fallback, that forwards from the owner of one document to that of another. */
interface Hop {
  readonly document: StudiedDocument
  readonly decider: Decider
  readonly to: CpmAddress
  /** A situation in which it does. */
  readonly situation: Situation
}

const hopsOf = (document: StudiedDocument): readonly Hop[] =>
  document.deciders.flatMap((decider) =>
    decider.handling.action === 'forward' && decider.decides._tag === 'Happens'
      ? [{ document, decider, to: decider.handling.to, situation: decider.decides.situation }]
      : [],
  )

const ownerOf = ({ document }: Hop): string => document.preferences.owner.canonical

const isLoop = (request: RoutingRequest, { document, decider }: Hop): boolean => {
  const { determinedBy } = routeWith(document.space.zones)(request)
  return determinedBy.requirement === 'AMB-27' && determinedBy.rule === decider.rule?.id
}

const isForwarded = (request: RoutingRequest, { document, decider }: Hop): boolean => {
  const decision = routeWith(document.space.zones)(request)
  return decision._tag === 'Forward' && decision.determinedBy.rule === decider.rule?.id
}

const toOneself = (hop: Hop): LintReport => {
  const { decider, document, situation } = hop
  const witness = requestOf(situation, document)
  const path = `${decider.path}${decider.rule === undefined ? '' : '/then'}/to`
  return isLoop(witness, hop)
    ? finding({
        code: 'forwardToOneself',
        severity: 'error',
        path,
        message: `${decider.name} forwards to the recipient of the message, so it is rejected`,
        witness,
      })
    : open(path, `whether ${decider.name} forwards to the recipient`)
}

/** What was found on the way, and how many more searches may be made. */
interface Walked {
  readonly reports: readonly LintReport[]
  readonly left: number
}

const loopFound = (hops: readonly Hop[], requests: readonly RoutingRequest[]): LintReport => {
  const shown = requests.filter((request, place) =>
    hops.slice(place, place + 1).every((hop) => (place < hops.length - 1 ? isForwarded : isLoop)(request, hop)),
  )
  const owners = hops.map(({ document }) => document.preferences.owner.uri)
  const loop = hops.map(({ decider }) => decider.path)
  const circle = [...owners, ...owners.slice(0, 1)].join(' → ')
  return together(
    requests.slice(-1).map((witness) =>
      shown.length === hops.length
        ? finding({
            code: 'forwardLoop',
            severity: 'error',
            path: loop.slice(0, 1).join(''),
            message: `a message can be forwarded in a circle: ${circle}`,
            witness,
            loop,
          })
        : open('/documents', `whether a message can be forwarded in a circle: ${circle}`),
    ),
  )
}

/** Follows a message from a hop on, as long as some message can take the way so far. */
const follow = (way: readonly Hop[], hop: Hop, others: readonly Hop[], walked: Walked): Walked => {
  if (walked.left === 0) {
    return walked
  }
  const hops = [...way, hop]
  const owners = hops.map(ownerOf)
  const answer = search(
    {
      holding: hops.flatMap(({ decider }) => decider.conditions.all),
      avoided: hops.flatMap(({ decider }) => decider.before),
    },
    hop.document.space,
  )
  const left = walked.left - 1
  if (answer._tag !== 'Happens') {
    return { ...walked, left }
  }
  if (hop.to.canonical === owners[0]) {
    const history = hops.map(({ document }) => document.preferences.owner)
    const requests = hops.map(({ document }, place) =>
      requestOf(answer.situation, { ...document, history: history.slice(0, place) }),
    )
    return { reports: [...walked.reports, loopFound(hops, requests)], left }
  }
  return others
    .filter((next) => ownerOf(next) === hop.to.canonical && !owners.includes(ownerOf(next)))
    .reduce((soFar, next) => follow(hops, next, others, soFar), { ...walked, left })
}

/**
 * Messages that are forwarded to their own recipient, or by several recipients in a circle.
 *
 * ```
 * Ann ──forward──► Bob ──forward──► Ann      the second time Ann is in the history: Reject 482
 * ```
 *
 * @spec AMB-27
 */
export const lintForwarding = (documents: readonly StudiedDocument[], mostSteps: number): LintReport => {
  const hops = documents.flatMap(hopsOf)
  const own = hops.filter((hop) => hop.to.canonical === ownerOf(hop))
  const others = hops.filter((hop) => hop.to.canonical !== ownerOf(hop))
  const order = documents.map(({ preferences }) => preferences.owner.canonical)
  const walked = others.reduce<Walked>(
    (soFar, hop) => {
      // A loop is found from the first of its documents alone.
      const later = others.filter((other) => order.indexOf(ownerOf(other)) > order.indexOf(ownerOf(hop)))
      return follow([], hop, later, soFar)
    },
    { reports: [], left: mostSteps },
  )
  return together([
    ...own.map(toOneself),
    ...walked.reports,
    walked.left === 0 && others.length > 0
      ? open('/documents', 'whether there are more forwarding loops')
      : nothingFound,
  ])
}
