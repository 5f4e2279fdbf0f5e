import { isLeft } from 'fp-ts/lib/Either.js'
import { isSome } from 'fp-ts/lib/Option.js'
import { type CpmAddress, cpmAddress } from '../../src/model/CpmAddress.js'
import type { During } from '../../src/model/Conditions.js'
import type { PreferenceRule } from '../../src/model/UserPreferences.js'
import type { Decoding } from '../../src/wire/InputError.js'
import type { ImdnBody } from '../../src/wire/imdn/index.js'
import { readImdn } from '../../src/wire/imdn/index.js'
import { utf8Decode, utf8Encode } from '../../src/wire/octets/index.js'
import { readPolicy } from '../../src/wire/policy/index.js'
import type { Reginfo } from '../../src/wire/reginfo/index.js'
import { clientsFromRegistration, mergeReginfo, readReginfo, servicesOfContact } from '../../src/wire/reginfo/index.js'
import { readXml, type XmlElement } from '../../src/wire/xml/index.js'
import type { CorpusRow, Judge, Judgement } from './Judgement.js'

const textOf = (bytes: Uint8Array): string => {
  const text = utf8Decode(bytes)
  return isSome(text) ? text.value : ''
}

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right)

/** What an outcome is called in the report. */
const named = (outcome: Decoding<unknown>): string =>
  isLeft(outcome)
    ? `refused: ${outcome.left.map(({ code, path, actual }) => `${code} at ${path} (${actual})`).join('; ')}`
    : 'read'

/** Compares the facts of a row with those found; a fact for which there is nothing to compare is not met. */
const compare = (row: CorpusRow, facts: Readonly<Record<string, unknown>>): Judgement => {
  const wrong = Object.keys(row.facts).filter((name) => !same(row.facts[name], facts[name]))
  return wrong.length === 0
    ? { met: true, found: `read with ${Object.keys(row.facts).length} facts` }
    : { met: false, found: wrong.map((name) => `${name}: ${JSON.stringify(facts[name])}`).join('; ') }
}

/** Refused with an error of the kind that the verdict asks for, or read with the facts. */
const judgeOutcome = <A>(
  row: CorpusRow,
  outcome: Decoding<A>,
  factsOf: (value: A) => Readonly<Record<string, unknown>>,
): Judgement => {
  const found = named(outcome)
  switch (row.verdict) {
    case 'reject':
      return { met: isLeft(outcome), found }
    case 'refuse-scope':
      return { met: isLeft(outcome) && outcome.left.every(({ code }) => code === 'unsupported'), found }
    case 'either':
      return isLeft(outcome) ? { met: true, found } : compare(row, factsOf(outcome.right.value))
    case 'accept':
      return isLeft(outcome) ? { met: false, found } : compare(row, factsOf(outcome.right.value))
    case 'data':
      return { met: false, found: 'a table that nobody runs' }
  }
}

const reginfoFacts = (document: Reginfo): Readonly<Record<string, unknown>> => {
  const contacts = document.registrations.flatMap((registration) => registration.contacts)
  const uris = (state: string): readonly string[] => contacts.filter((one) => one.state === state).map(({ uri }) => uri)
  return {
    version: document.version,
    state: document.state,
    activeContacts: uris('active'),
    terminatedContacts: uris('terminated'),
    event: contacts[0]?.event,
    expires: contacts[0]?.expires,
  }
}

/** What the words of a row say beyond its facts. */
const reginfoWords = (row: CorpusRow, document: Reginfo): boolean => {
  const state = mergeReginfo(undefined, document)
  const [client] = clientsFromRegistration(state)
  const names = document.registrations
    .flatMap(({ contacts }) => contacts.flatMap((one) => one.parameters))
    .map(({ name }) => name)
  const [target, instance] = [client?.contact ?? '', client?.deviceId ?? '']
  return (
    (!row.expected.includes('target') || row.expected.includes(target)) &&
    (!row.expected.includes('instance') || row.expected.includes(instance)) &&
    (!row.expected.includes('name twice') || new Set(names).size < names.length) &&
    state.needsRefresh === (document.state === 'partial') &&
    (client?.registered ?? false) ===
      document.registrations.some(({ contacts }) => contacts.some((one) => one.state === 'active'))
  )
}

interface FeatureTagVector {
  readonly what: string
  readonly tags: string
  readonly icsi: readonly string[]
  readonly pager: boolean
  readonly large: boolean
  readonly deferred: boolean
}

/** Contact parameters from their text in a Contact header field; no value here has a semicolon. */
const parametersOf = (tags: string): readonly { readonly name: string; readonly value: string }[] =>
  tags.split(';').map((tag) => {
    const [name = '', ...value] = tag.split('=')
    return { name, value: value.join('=') }
  })

const judgeFeatureTags = (vectors: readonly FeatureTagVector[]): Judgement => {
  const wrong = vectors.filter(({ tags, icsi, pager, large, deferred }) => {
    const services: readonly string[] = servicesOfContact(parametersOf(tags)) ?? ['none known']
    return !(
      icsi.every((identifier) => services.includes(identifier.split('.cpm.')[1] ?? '')) &&
      services.includes('msg') === pager &&
      services.includes('largemsg') === large &&
      services.includes('deferred') === deferred
    )
  })
  return { met: wrong.length === 0, found: `${vectors.length - wrong.length} of ${vectors.length} vectors` }
}

export const judgeReginfo: Judge = (row, bytes) => {
  if (row.verdict === 'data') {
    return judgeFeatureTags(JSON.parse(textOf(bytes)) as readonly FeatureTagVector[])
  }
  const text = textOf(bytes)
  const body = row.file.endsWith('.sip') ? utf8Encode(text.slice(text.indexOf('<?xml'))) : bytes
  const outcome = readReginfo(body)
  const judged = judgeOutcome(row, outcome, reginfoFacts)
  return judged.met && !isLeft(outcome) && !reginfoWords(row, outcome.right.value)
    ? { met: false, found: 'read, but not as the words have it' }
    : judged
}

const imdnFacts = (body: ImdnBody): Readonly<Record<string, unknown>> => ({ ...body, kind: body.disposition })

export const judgeImdn: Judge = (row, bytes) => judgeOutcome(row, readImdn(bytes), imdnFacts)

interface Query {
  readonly from: string
  readonly sphere?: string
  readonly at?: number
}

const addressOf = (uri: string): CpmAddress | undefined => {
  const address = cpmAddress(uri)
  return isSome(address) ? address.value : undefined
}

/** Whether the identity, the sphere and the span of a rule hold; enough for rules of RFC 4745 alone. */
const holds = ({ when = {} }: PreferenceRule, { from, sphere, at }: Query): boolean => {
  const address = addressOf(from)
  const { originator, during } = when
  const isNamed =
    originator === undefined ||
    (address !== undefined &&
      ((originator.one === undefined && originator.domains === undefined) ||
        (originator.one ?? []).some((one) => one.canonical === address.canonical)))
  const isIn = when.sphere === undefined || (sphere !== undefined && when.sphere.includes(sphere))
  const isDuring =
    during === undefined || at === undefined || ((during.from ?? at) <= at && at < (during.until ?? at + 1))
  return isNamed && isIn && isDuring
}

const owner = { uri: 'tel:+15550100', canonical: 'tel:+15550100' }

const isMatched = (rules: readonly PreferenceRule[], from: string): boolean =>
  rules.some((rule) => holds(rule, { from }))

const factList = (row: CorpusRow, name: string): readonly string[] => (row.facts[name] ?? []) as readonly string[]

const mailReason =
  'mailto: is no scheme of an originator (formats.md): that address is dropped with a warning, which leaves the others as they are'

/** Whether the words of a row have the hours of a span, where there is one. */
const areInWords = (row: CorpusRow, during: During | undefined): boolean =>
  [during?.from, during?.until].every(
    (at) => at === undefined || row.expected.includes(`${new Date(at).toISOString().slice(11, 16)}Z`),
  )

const judgeRules = (row: CorpusRow, bytes: Uint8Array): Judgement => {
  const outcome = readPolicy(bytes, { owner })
  if (row.verdict !== 'accept' || isLeft(outcome)) {
    return judgeOutcome(row, outcome, () => ({}))
  }
  const { value, warnings } = outcome.right
  const rules = value.rules ?? []
  const wanted = factList(row, 'match')
  const unmatched = wanted.filter((from) => !isMatched(rules, from))
  const isWide = factList(row, 'noMatch').some((from) => isMatched(rules, from))
  const isRight = !isWide && unmatched.every((from) => from.startsWith('mailto:') && warnings.length > 0)
  const isInWords = rules.every(({ when }) => areInWords(row, when?.during))
  const isListed =
    row.facts['rules'] === undefined ||
    same(
      row.facts['rules'],
      rules.map(({ id }) => id),
    )
  const found = `${rules.length} rule, ${wanted.length - unmatched.length} of ${wanted.length} matches`
  return { met: isRight && isListed && isInWords, found, ...(unmatched.length > 0 ? { reason: mailReason } : {}) }
}

interface CombiningRule {
  readonly id: number
  readonly wr: string
  readonly sphere: string
  readonly from: string
  readonly until: string
}

interface Combining {
  readonly times: Readonly<Record<string, string>>
  readonly rules: readonly CombiningRule[]
  readonly query: { readonly wr: string; readonly sphere: string; readonly at: string }
  readonly matchingRules: readonly number[]
}

const judgeCombining = ({ times, rules, query, matchingRules }: Combining): Judgement => {
  const written = rules.map(
    ({ id, wr, sphere, from, until }) =>
      `<rule id="r${id}"><conditions><identity><one id="sip:${wr}@example.com"/></identity><sphere value="${sphere}"/>` +
      `<validity><from>${times[from] ?? ''}</from><until>${times[until] ?? ''}</until></validity></conditions></rule>`,
  )
  const document = `<ruleset xmlns="urn:ietf:params:xml:ns:common-policy">${written.join('')}</ruleset>`
  const outcome = readPolicy(utf8Encode(document), { owner })
  if (isLeft(outcome)) {
    return { met: false, found: named(outcome) }
  }
  const asked = { from: `sip:${query.wr}@example.com`, sphere: query.sphere, at: Date.parse(query.at) }
  const holding = (outcome.right.value.rules ?? []).filter((rule) => holds(rule, asked)).map(({ id }) => id)
  return {
    met: same(
      holding,
      matchingRules.map((id) => `r${id}`),
    ),
    found: `rules ${holding.join(', ')}`,
    reason: 'the rules that match are compared; actions are not combined but ordered (AMB-01)',
  }
}

const entriesOf = (element: XmlElement): readonly XmlElement[] => [
  ...(element.name === 'entry' ? [element] : []),
  ...element.children.flatMap(entriesOf),
]

/** A well-formed document of another type: the XML reader reads it, the policy reader refuses it. */
const judgeOtherType = (bytes: Uint8Array): Judgement => {
  const outcome = readXml(bytes)
  const policy = readPolicy(bytes, { owner })
  const entries = isLeft(outcome) ? [] : entriesOf(outcome.right.value)
  return {
    met: entries.length === 1 && isLeft(policy) && policy.left[0]?.code === 'unsupported',
    found: `well formed, ${entries.length} entry; as policy ${named(policy)}`,
    reason: 'a list of resources is no policy: it is read as XML, and refused as preferences',
  }
}

export const judgePolicy: Judge = (row, bytes) =>
  row.verdict === 'data'
    ? judgeCombining(JSON.parse(textOf(bytes)) as Combining)
    : row.verdict === 'accept' && row.expected.includes('resource-lists')
      ? judgeOtherType(bytes)
      : judgeRules(row, bytes)
