import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runs as runsOf, seed as seedOf } from '../support/campaign.js'
import { chance } from '../support/chance.js'
import type { Comparison, Scenario, ScenarioStep } from '../support/deferralScenario.js'
import { compareStep, standingAtFirst } from '../support/deferralScenario.js'
import { beginning, nextStep, somePolicy, someRecipient } from '../support/deferralWorld.js'

/** The tests try some; a campaign sets TIMES, SEED and perhaps STEPS and SHOW, the number of kinds of difference that are shrunk. */
const runs = runsOf(200)
const firstSeed = seedOf(1)
const length = Number(process.env['STEPS'] ?? 40)
const shown = Number(process.env['SHOW'] ?? 3)

interface Played {
  readonly scenario: Scenario
  readonly differences: readonly string[]
  /** What happened, a line for each step. */
  readonly log: readonly string[]
}

const line = ({ at, of, event }: ScenarioStep, { actions }: Comparison): string =>
  [at, of, JSON.stringify(event), '->', actions.join(', ')].filter((part) => part !== undefined).join(' ')

/** Takes steps until the first that makes a difference. */
const play = (scenario: Scenario): Played => {
  let standing = standingAtFirst(scenario)
  const log: string[] = []
  for (const [index, step] of scenario.steps.entries()) {
    const compared = compareStep(standing, step)
    if (compared !== undefined) {
      log.push(line(step, compared))
      if (compared.differences.length > 0) {
        const steps = scenario.steps.slice(0, index + 1)
        return { scenario: { ...scenario, steps }, differences: compared.differences, log }
      }
      standing = compared.standing
    }
  }
  return { scenario, differences: [], log }
}

/** Makes up the steps of a seed as they go, until one makes a difference or it is enough. */
const wander = (seed: number, count: (kinds: readonly string[]) => void): Played => {
  const by = chance(seed)
  const recipient = someRecipient(by)
  const policy = somePolicy(by)
  const steps: ScenarioStep[] = []
  let standing = standingAtFirst({ recipient, policy })
  let at = beginning
  let wakeAt: number | undefined
  for (let number = 1; number <= length; number += 1) {
    at += by.is(0.3) ? 0 : 1000 * by.below(by.is(0.2) ? 60 : 8)
    const step = nextStep({ by, at, number, standing, wakeAt, steps })
    at = Math.max(at, Date.parse(step.at))
    steps.push(step)
    const compared = compareStep(standing, step)
    if (compared !== undefined) {
      count(compared.kinds)
      if (compared.differences.length > 0) {
        return { scenario: { recipient, policy, steps }, differences: compared.differences, log: [] }
      }
      standing = compared.standing
      wakeAt = compared.wakeAt ?? wakeAt
    }
  }
  return { scenario: { recipient, policy, steps }, differences: [], log: [] }
}

/** What differs, whichever messages and devices it is about. */
const kindsOf = (differences: readonly string[]): string => {
  const plain = differences.map((one) => one.replace(/\b[eso]-\S+|phone|tablet|watch|\d{4}-\S+|\d+ /g, '…'))
  return [...new Set(plain)].sort().join(' | ')
}

const without = <A>(members: Readonly<Record<string, A>>, name: string): Readonly<Record<string, A>> =>
  Object.fromEntries(Object.entries(members).filter(([known]) => known !== name))

/** Every scenario that has one thing less. */
const smaller = ({ recipient, policy, steps }: Scenario): readonly Scenario[] => [
  ...steps.map((_, left) => ({ recipient, policy, steps: steps.filter((__, place) => place !== left) })).reverse(),
  ...Object.keys(policy).map((name) => ({ recipient, policy: without(policy, name), steps })),
  ...Object.keys(recipient.preferences)
    .filter((name) => name !== 'owner')
    .map((name) => ({
      recipient: { ...recipient, preferences: without(recipient.preferences, name) },
      policy,
      steps,
    })),
  ...steps.flatMap((step, place) =>
    ['restored', 'routedFor']
      .filter((name) => name in step)
      .map((name) => ({
        recipient,
        policy,
        steps: steps.map((one, index) =>
          index === place ? (without({ ...one }, name) as unknown as ScenarioStep) : one,
        ),
      })),
  ),
]

/** Leaves out what can be left out as long as the same kind of difference stays. */
const shrink = (found: Played): Played => {
  const kind = kindsOf(found.differences)
  const stays = (scenario: Scenario): readonly Played[] => {
    const played = play(scenario)
    return played.differences.length > 0 && kindsOf(played.differences) === kind ? [played] : []
  }
  let best = stays(found.scenario)[0] ?? found
  for (let next: Played | undefined = best; next !== undefined; ) {
    best = next
    next = undefined
    for (const scenario of smaller(best.scenario)) {
      next ??= stays(scenario)[0]
    }
  }
  return best
}

/** A scenario in which both differed: it must agree now, or is open, and then it must still differ in this kind. */
interface Disagreement extends Scenario {
  readonly requirement: string
  readonly about: string
  readonly open: boolean
  readonly kind: string
}

const text = readFileSync(join(__dirname, '../fixtures/deferral-disagreements.json'), 'utf8')
const disagreements = JSON.parse(text) as readonly Disagreement[]
const openKinds = disagreements.filter(({ open }) => open).map(({ kind }) => new RegExp(kind))

/** What has to occur, and how often at least among a thousand steps. */
const shares: readonly (readonly [kind: RegExp, least: number])[] = [
  [/^MessageRouted$/, 100],
  [/^(ActionSucceeded|ActionFailed|ActionUnknown)$/, 150],
  [/^ClientRegistered$/, 25],
  [/^ClientChanged$/, 10],
  [/^ClientDeregistered$/, 20],
  [/^PreferencesChanged$/, 50],
  [/^PolicyChanged$/, 10],
  [/^SphereChanged$/, 10],
  [/^TimeReached$/, 100],
  [/^SessionEstablished$/, 20],
  [/^MessagesSelected$/, 20],
  [/^SessionEnded$/, 5],
  [/^MessageRevoked$/, 4],
  [/^RecipientRemoved$/, 0.8],
  [/^Ignored$/, 100],
  [/^Send core/, 30],
  [/^Deliver core/, 10],
  [/^Deliver session/, 1],
  [/^Forward$/, 4],
  [/^Interwork$/, 8],
  [/^StoreMessage$/, 7],
  [/^StoreMessage record$/, 15],
  [/^StoreMessage terms/, 3],
  [/^StoreMessage record terms/, 1],
  [/^NotifyInBand$/, 5],
  [/^NotifyOutOfBand$/, 1],
  [/^NotifyOutOfBand summary/, 5],
  [/^UpdateDoNotDisturb/, 0.4],
  [/^EndSession$/, 0.4],
  [/^Respond 200$/, 2],
  [/^Respond 202$/, 50],
  [/^Respond (403|433|480|486|603)$/, 3],
  [/^Respond 408$/, 2],
  [/^SendDeliveryNotification delivered$/, 0.8],
  [/^SendDeliveryNotification failed$/, 2],
  [/^SendDeliveryNotification stored$/, 8],
  [/^Remove delivered$/, 3],
  [/^Remove retrieved$/, 0.3],
  [/^Remove interworked$/, 0.2],
  [/^Remove stored$/, 2.5],
  [/^Discard discarded$/, 0.8],
  [/^Discard expired$/, 4],
  [/^Discard revoked$/, 0.6],
  [/^ReportResults \w+ done$/, 0.8],
  [/^ReportResults \w+ failed$/, 0.2],
  [/^ReportResults \w+ unknown$/, 2],
  [/^ReportResults \w+ alreadyTaken$/, 3],
]

describe('transition and the oracle of the deferral', () => {
  const met = new Map<string, number>()
  let steps = 0
  const count = (kinds: readonly string[]): void => {
    steps += 1
    for (const kind of kinds) {
      met.set(kind, (met.get(kind) ?? 0) + 1)
    }
  }

  for (const disagreement of disagreements) {
    const { requirement, about, open, kind } = disagreement
    it(`${open ? 'differ still' : 'agree now'} about ${requirement}: ${about}`, () => {
      const met = kindsOf(play(disagreement).differences)
      expect(open ? [kind, new RegExp(kind).test(met)] : met).toEqual(open ? [kind, true] : '')
    })
  }

  it('agree on every step of random scenarios', () => {
    const found = new Map<string, Played[]>()
    for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
      const played = wander(seed, count)
      const kind = kindsOf(played.differences)
      if (kind !== '' && !openKinds.some((open) => open.test(kind))) {
        found.set(kind, [...(found.get(kind) ?? []), played])
      }
    }
    const most = [...found].sort(([, one], [, other]) => other.length - one.length)
    const texts = most.map(([kind, [first, ...rest]], index) => {
      if (first === undefined || index >= shown) {
        return `${1 + rest.length} × ${kind}`
      }
      const { scenario, differences, log } = shrink(first)
      return `${1 + rest.length} × ${kind}\n${JSON.stringify({ ...scenario, differences })}\n${log.join('\n')}`
    })
    if (texts.length > 0) {
      throw new Error(texts.join('\n\n'))
    }
  })

  it('have met every kind of event, of action and of outcome, none of them rarely', () => {
    const rare = shares.flatMap(([kind, least]) => {
      const times = [...met].reduce((sum, [name, number]) => (kind.test(name) ? sum + number : sum), 0)
      return (1000 * times) / steps >= least ? [] : [`${String(kind)}: ${times} in ${steps} steps`]
    })
    expect(rare).toEqual([])
  })
})
