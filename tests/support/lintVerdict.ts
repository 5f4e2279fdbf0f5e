import { isDeepStrictEqual } from 'node:util'
import type { Finding } from '../../src/analysis/index.js'
import type { PreferenceRule, RoutingRequest, ServiceProviderPolicy, UserPreferences } from '../../src/model/index.js'
import type { RuleConsidered } from '../../src/routing/index.js'
import { explain, route } from '../../src/routing/index.js'
import { encode, RoutingDecisionCodec, RoutingRequestCodec } from '../../src/wire/documents/index.js'
import { oracleRoute } from '../oracle/routingOracle.cjs'
import type { Chance } from './chance.js'
import type { Values } from './everyMessage.js'
import { anyRequest, valuesOf } from './everyMessage.js'

/** What a finding is about, and by what it is checked. */
interface Case {
  readonly finding: Finding
  readonly documents: readonly UserPreferences[]
  readonly policy: ServiceProviderPolicy
  readonly chance: Chance
  readonly requests: number
}

const steps = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))

type Json = { readonly [name: string]: unknown }

/** The value at a path of `{ documents, policy }`. */
const valueAt = (root: unknown, path: string): unknown =>
  steps(path).reduce<unknown>((value, step) => (value as Json | undefined)?.[step], root)

/** A document without one member. */
const withoutMember = <A>(value: A, [step = '', ...rest]: readonly string[]): A => {
  if (Array.isArray(value)) {
    return (
      rest.length === 0
        ? value.filter((_, place) => `${place}` !== step)
        : value.map((item: unknown, place) => (`${place}` === step ? withoutMember(item, rest) : item))
    ) as A
  }
  const { [step]: member, ...others } = value as Json
  return (rest.length === 0 ? others : { ...others, [step]: withoutMember(member, rest) }) as A
}

const placeOf = ({ path }: Finding): number => Number(steps(path)[1])

const requestsFor = (given: Case, preferences: UserPreferences, values: Values): readonly RoutingRequest[] =>
  Array.from({ length: given.requests }, () => anyRequest(values, preferences, given.policy, given.chance))

const considered = (request: RoutingRequest): readonly RuleConsidered[] =>
  explain(request).trace.flatMap((line) => (line._tag === 'RuleConsidered' ? [line] : []))

const documentOf = (given: Case): UserPreferences => {
  const document = given.documents[placeOf(given.finding)]
  if (document === undefined) {
    throw new Error(`no document at ${given.finding.path}`)
  }
  return document
}

const ruleAt = (given: Case): PreferenceRule => {
  const rule = valueAt(given, given.finding.path)
  return rule as PreferenceRule
}

const wrong = (given: Case, request: RoutingRequest, why: string): string =>
  `${given.finding.code} at ${given.finding.path}: ${why}: ${JSON.stringify(request.message)} at ${request.now}`

/** A message like one that is known to come close: from whom and when as by chance, else as the rule asks. */
const firstWrong = (
  given: Case,
  preferences: UserPreferences,
  isWrong: (request: RoutingRequest) => boolean,
  why: string,
): string | undefined => {
  const values = valuesOf([preferences], given.policy)
  const found = requestsFor(given, preferences, values).find(isWrong)
  return found === undefined ? undefined : wrong(given, found, why)
}

/** A rule on its own, with the conditions alone that its proof names. */
const neverApplies = (given: Case, proof: readonly string[]): string | undefined => {
  const document = documentOf(given)
  const rule = ruleAt(given)
  const kept = new Set(proof.map((path) => steps(path)[5]))
  const when = Object.fromEntries(Object.entries(rule.when ?? {}).filter(([name]) => kept.has(name)))
  const alone = { ...document, rules: [{ ...rule, when }] }
  return firstWrong(given, alone, (request) => considered(request).some(({ applies }) => applies === 'true'), 'applies')
}

/** A rule with those alone that its proof names. */
const neverDecides = (given: Case, proof: readonly string[]): string | undefined => {
  const document = documentOf(given)
  const isOtherwise = given.finding.path.endsWith('/otherwise')
  const rules = (document.rules ?? []).filter((_, place) => {
    const path = `/documents/${placeOf(given.finding)}/rules/${place}`
    return proof.includes(path) || path === given.finding.path
  })
  const alone = { ...document, rules }
  const id = isOtherwise ? undefined : ruleAt(given).id
  return firstWrong(given, alone, (request) => route(request).determinedBy.rule === id, 'decides')
}

const sameWithout = (given: Case, path: string): string | undefined => {
  const document = documentOf(given)
  const less = withoutMember(document, steps(path).slice(2))
  return firstWrong(
    given,
    document,
    (request) =>
      JSON.stringify(route(request)) !==
      JSON.stringify(route({ ...request, recipient: { ...request.recipient, preferences: less } })),
    'has an effect',
  )
}

/** Nothing is sent to the device, and of what is deferred nothing could be at any of the other instants. */
const neverReached = (given: Case): string | undefined => {
  const { finding, documents, policy } = given
  const isProvider = finding.path.startsWith('/policy/')
  const document = isProvider ? documents[0] : documentOf(given)
  const deviceId = isProvider ? 'unlisted' : (steps(finding.path)[3] ?? '')
  if (document === undefined) {
    return undefined
  }
  const { instants } = valuesOf([document], policy)
  const open: UserPreferences = { owner: document.owner, devices: document.devices ?? {} }
  const isOpenAt = (request: RoutingRequest): boolean =>
    instants.some((now) => {
      const later = { ...request, now, recipient: { ...request.recipient, preferences: open } }
      const { expiresAt: _, ...message } = request.message
      return (
        route({ ...later, message, policy: { ...(policy.clients === undefined ? {} : { clients: policy.clients }) } })
          ._tag === 'Send'
      )
    })
  return firstWrong(
    given,
    document,
    (request) => {
      const client = { deviceId, registered: true, services: ['msg', 'largemsg'] as const }
      const one = { ...request, recipient: { ...request.recipient, clients: [client] } }
      const decision = route(one)
      return decision._tag === 'Send' || (decision._tag === 'Defer' && given.chance.is(0.1) && isOpenAt(one))
    },
    'is reached',
  )
}

const neverMatches = (given: Case): string | undefined => {
  const { path } = given.finding
  return /\/rules\/\d+$/.test(path)
    ? firstWrong(
        given,
        { ...documentOf(given), rules: [ruleAt(given)] },
        (request) => considered(request).some(({ applies }) => applies === 'true'),
        'applies',
      )
    : path.includes('/doNotDisturb/')
      ? undefined
      : neverReached(given)
}

const proofIsWrong = (given: Case, proof: readonly string[]): string | undefined => {
  const missing = proof.filter((path) => !path.startsWith('/policy') && valueAt(given, path) === undefined)
  if (proof.length === 0 || missing.length > 0) {
    return `${given.finding.code} at ${given.finding.path} names places that do not exist: ${missing.join(' ')}`
  }
  switch (given.finding.code) {
    case 'deadRule':
      return neverApplies(given, proof)
    case 'shadowedRule':
      return neverDecides(given, proof)
    case 'unknownCondition':
      return neverMatches(given)
    case 'doNotDisturbWithoutEffect':
    case 'optionWithoutEffect':
      return sameWithout(given, given.finding.path)
    case 'unreachableDevice':
      return neverReached(given)
    case 'contradictoryRules':
    case 'forwardToOneself':
    case 'forwardLoop':
      return `${given.finding.code} has a proof instead of a witness`
  }
}

/** Follows a message through the rules of a loop: each forwards it to the owner of the next, and the last rejects it. */
const loopIsWrong = (given: Case, witness: RoutingRequest, loop: readonly string[]): string | undefined => {
  const stops = loop.map((path) => given.documents[Number(steps(path)[1])])
  for (const [place, document] of stops.entries()) {
    if (document === undefined) {
      return `no document at ${loop[place] ?? ''}`
    }
    const history = stops.slice(0, place).flatMap((stop) => (stop === undefined ? [] : [stop.owner]))
    const isLast = place === loop.length - 1
    const sphere = (document.rules ?? []).flatMap(({ when }) => when?.sphere ?? [])
    const request: RoutingRequest = isLast
      ? witness
      : {
          ...witness,
          message: { ...witness.message, recipient: document.owner, history },
          // Each recipient is in spheres of its own.
          recipient: { preferences: document, sphere: sphere.filter((name) => name.startsWith('at ')) },
        }
    const decision = route(request)
    const next = stops[place + 1]
    const isRight = isLast
      ? decision.determinedBy.requirement === 'AMB-27' && request.message.history?.length === place
      : decision._tag === 'Forward' && decision.to.canonical === next?.owner.canonical
    if (!isRight) {
      return `forwardLoop at ${loop[place] ?? ''}: ${JSON.stringify(decision)}`
    }
  }
  return undefined
}

const witnessIsWrong = (given: Case, witness: RoutingRequest, loop: readonly string[]): string | undefined => {
  const { code, path } = given.finding
  const decision = route(witness)
  if (code === 'contradictoryRules') {
    const applying = considered(witness).filter(({ applies }) => applies === 'true')
    const [first] = applying.filter(({ decides }) => decides)
    const isShown =
      first?.rule === decision.determinedBy.rule &&
      applying.some(({ rule, decides }) => !decides && rule === ruleAt(given).id)
    return isShown ? undefined : wrong(given, witness, 'do not both apply')
  }
  if (code === 'forwardToOneself') {
    return decision.determinedBy.requirement === 'AMB-27' && witness.message.history === undefined
      ? undefined
      : wrong(given, witness, 'is not forwarded to its recipient')
  }
  return code === 'forwardLoop'
    ? loopIsWrong(given, witness, loop)
    : `${code} at ${path} has a witness instead of a proof`
}

/** The second implementation of the decision gives the same answer about a witness, from its JSON form. */
const oracleDisagrees = (given: Case, witness: RoutingRequest): string | undefined => {
  const answer = oracleRoute(encode(RoutingRequestCodec)(witness))
  return isDeepStrictEqual(answer, encode(RoutingDecisionCodec)(route(witness)))
    ? undefined
    : wrong(given, witness, 'the oracle decides otherwise')
}

/** What is wrong with a finding: its witness, by routing it; its proof, by a number of requests of every class. */
export const findingIsWrong = (given: Case): string | undefined =>
  'witness' in given.finding
    ? (witnessIsWrong(given, given.finding.witness, given.finding.loop ?? []) ??
      oracleDisagrees(given, given.finding.witness))
    : proofIsWrong(given, given.finding.proof)
