import type { Json, JsonObject, Vector } from 'cpm-routing/conformance'

/** Members of a request that no message on the wire can bring about, and why. */
const outOfReach: Readonly<Record<string, string>> = {
  during: 'depends on the time of day, and the target goes by its own clock',
  schedules: 'depends on the time of day, and the target goes by its own clock',
  until: 'depends on the time of day, and the target goes by its own clock',
  expiresAt: 'depends on the time of day, and the target goes by its own clock',
  longestHolding: 'depends on the time of day, and the target goes by its own clock',
  sphere: 'the sphere of a recipient has no form in SIP',
  waiting: 'would need so many messages to wait',
  longestQueue: 'would need so many messages to wait',
  capabilities: 'capabilities have no form in a registration',
  history: 'a forwarded message is another request',
  targetAddressPresent: 'depends on what a core put in',
  coreInsertsTargetAddress: 'depends on what a core put in',
}

/** What an observer of the wire sees of a decision. */
const seen: ReadonlySet<string> = new Set(['_tag', 'response', 'status', 'reason', 'to'])

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)
const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value)

/** The names of all members, however deep. */
const namesIn = (value: Json | undefined): readonly string[] =>
  isList(value)
    ? value.flatMap(namesIn)
    : isObject(value)
      ? Object.entries(value).flatMap(([name, member]) => [name, ...namesIn(member)])
      : []

const memberAt = (value: Json | undefined, ...path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((inner, name) => (isObject(inner) ? inner[name] : undefined), value)

const unseenIn = (expectation: Json | undefined): string | undefined => {
  if (!isObject(expectation)) {
    return undefined
  }
  const names = [expectation['decision'], expectation['not']].flatMap((pattern) =>
    isObject(pattern)
      ? // `reason` of a deferral is another thing than that of a response.
        Object.keys(pattern).filter((name) => name === 'reason' || !seen.has(name))
      : [],
  )
  const inner = [expectation['oneOf'], expectation['all']].flatMap((list) => (isList(list) ? list.map(unseenIn) : []))
  return names[0] ?? inner.find((name) => name !== undefined)
}

const longestDatagram = 20_000

/** Why a vector cannot be asked over SIP, or its answer cannot be seen there; undefined if it can. */
export const whyNotAsked = (vector: Vector): string | undefined => {
  if (vector.kind !== 'decision') {
    return 'is a scenario'
  }
  const { given, expect } = vector
  const message = memberAt(given, 'message')
  const clients = memberAt(given, 'recipient', 'clients')
  const name = namesIn(given).find((member) => Object.hasOwn(outOfReach, member))
  if (name !== undefined) {
    return outOfReach[name]
  }
  if (memberAt(message, 'kind') !== 'pager' || memberAt(message, 'contentType') === undefined) {
    return 'only pager-mode messages with content are sent'
  }
  if (!String(memberAt(message, 'recipient')).startsWith('sip:bob@')) {
    return 'the recipient is another one'
  }
  if (Number(memberAt(message, 'size')) > longestDatagram) {
    return 'the message does not fit into a datagram'
  }
  if (
    isList(clients) &&
    clients.some((client) => !['reachable', undefined].includes(memberAt(client, 'connectivity') as string))
  ) {
    return 'connectivity has no form in a registration'
  }
  if (memberAt(given, 'recipient', 'preferences', 'deferred', 'option') === 'store') {
    return 'a message that is handed over looks like one that is stored'
  }
  const unseen = unseenIn(expect as unknown as Json)
  return unseen === undefined ? undefined : `asks for ${unseen}, which is not on the wire`
}
