/**
 * Cost of a decision with 1 to 1000 rules: `route` and `routeCompiled` against a hand-written loop over the same rules, side by side.
 *
 *   npx tsx tests/bench/routing.ts
 */
import { performance } from 'node:perf_hooks'
import type { RoutingRequest } from '../../src/model/RoutingRequest.js'
import type { PreferenceRule } from '../../src/model/UserPreferences.js'
import { compile } from '../../src/routing/compile.js'
import { route } from '../../src/routing/route.js'
import { routeCompiled } from '../../src/routing/routeCompiled.js'
import { address, client, now, owner } from '../support/builders.js'

const random = (() => {
  let state = 42
  return (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return state % below
  }
})()

const people = Array.from({ length: 2000 }, (_, index) => address(`sip:user${index}@dom${index % 60}.example`))

const rules = (count: number): readonly PreferenceRule[] =>
  Array.from({ length: count }, (_, index): PreferenceRule => {
    const pick = random(10)
    const one = people[random(people.length)]
    return {
      id: `r${index}`,
      when:
        pick < 7 && one !== undefined
          ? { originator: { one: [one] } }
          : pick < 8
            ? { originator: { domains: [`dom${random(60)}.example`] }, kinds: ['large'] }
            : { contentTypes: [`image/x-${random(8)}`], largerThan: random(500_000) },
      then: { action: (['store', 'reject', 'defer'] as const)[random(3)] ?? 'store' },
    }
  })

const byHand = ({ message, recipient }: RoutingRequest): string | undefined => {
  const originator = message.originator.address
  for (const { id, when } of recipient.preferences?.rules ?? []) {
    const from = when?.originator
    const named =
      from === undefined ||
      from.one?.some(({ canonical }) => canonical === originator?.canonical) === true ||
      from.domains?.some((domain) => domain === originator?.domain) === true
    if (
      named &&
      (when?.kinds === undefined || when.kinds.includes(message.kind)) &&
      (when?.largerThan === undefined || message.size > when.largerThan) &&
      (when?.contentTypes === undefined || when.contentTypes.includes(message.contentType ?? ''))
    ) {
      return id
    }
  }
  return undefined
}

const requestsFor = (list: readonly PreferenceRule[]): readonly RoutingRequest[] =>
  Array.from({ length: 500 }, (_, index): RoutingRequest => {
    const from = people[random(people.length)] ?? owner
    return {
      message: {
        entryId: `e${index}`,
        kind: 'pager',
        originator: { address: from },
        recipient: owner,
        receivedAt: now,
        size: random(600_000),
        contentType: random(2) === 0 ? 'text/plain' : `image/x-${random(8)}`,
      },
      recipient: { preferences: { owner, rules: list }, clients: [client()] },
      policy: {},
      now,
    }
  })

const time = (work: () => void): number => {
  const started = performance.now()
  work()
  return performance.now() - started
}

for (const count of [1, 10, 100, 1000]) {
  const list = rules(count)
  const requests = requestsFor(list)
  const compiled = compile({ owner, rules: list })
  const rounds = Math.max(2, Math.round(2000 / count))
  const repeat = (answer: (request: RoutingRequest) => unknown) => () => {
    for (let round = 0; round < rounds; round += 1) {
      for (const request of requests) {
        answer(request)
      }
    }
  }
  const contestants = {
    byHand: repeat(byHand),
    route: repeat(route),
    compiled: repeat((request) => routeCompiled(compiled, request)),
  }
  for (const request of requests) {
    if (byHand(request) !== route(request).determinedBy.rule) {
      throw new Error('the loop written by hand finds another rule')
    }
  }
  const best: Record<string, number> = {}
  for (let run = 0; run < 9; run += 1) {
    for (const [name, work] of Object.entries(contestants)) {
      best[name] = Math.min(best[name] ?? Infinity, time(work))
    }
  }
  const each = (name: string): string =>
    `${name} ${(((best[name] ?? 0) * 1e6) / (rounds * requests.length)).toFixed(0)} ns`
  process.stdout.write(
    `${String(count).padStart(4)} rules: ${Object.keys(contestants).map(each).join(', ')}; route ÷ by hand ${(
      (best['route'] ?? 0) / (best['byHand'] ?? 1)
    ).toFixed(2)}\n`,
  )
}
