import type { Condition, Conditions, Literal } from './Condition.js'
import { choose } from './choose.js'
import { allHold } from './holds.js'
import type { Situation, Space } from './Situation.js'
import { plainSituation } from './Situation.js'

/** Which situations are sought: all of the first conditions hold, and of each of the other sets at least one fails. */
export interface Sought {
  readonly holding: readonly Condition[]
  readonly avoided: readonly Conditions[]
}

/** There is such a situation. */
export interface Happens {
  readonly _tag: 'Happens'
  readonly situation: Situation
}
/** There is none, because of what stands at these places: they conflict with each other, or cover all between them. */
export interface Never {
  readonly _tag: 'Never'
  readonly because: readonly string[]
}
/** Neither was found within the bounds. */
export interface Undecided {
  readonly _tag: 'Undecided'
}

/** The answer of a search. */
export type Answer = Happens | Never | Undecided

/** Why something never happens; nothing if it does, or may. */
export const reasonsOf = (answer: Answer): readonly string[] => (answer._tag === 'Never' ? answer.because : [])

interface State {
  readonly literals: readonly Literal[]
  readonly situation: Situation
}

type Way = 'never' | 'unknown' | State

/** How a search went on, and how many steps are left. */
interface Went {
  readonly answer: Situation | 'undecided' | readonly Conditions[]
  readonly steps: number
}

const isSituation = (answer: Went['answer']): answer is Situation => typeof answer === 'object' && 'kind' in answer

const holding = (condition: Condition): Literal => ({ condition, holds: true })
const failing = (condition: Condition): Literal => ({ condition, holds: false })

const firstWay = (conditions: readonly Condition[], space: Space): Way => {
  const literals = conditions.map(holding)
  const oneOfEach = conditions.filter(
    ({ dimension }, place) => conditions.findIndex((other) => other.dimension === dimension) === place,
  )
  return oneOfEach.reduce<Way>(
    (way, condition) => {
      if (way === 'never') {
        return way
      }
      const before = way === 'unknown' ? plainSituation(space) : way.situation
      const choice = choose(condition, literals, before, space)
      return choice === 'never' || choice === 'unknown'
        ? choice
        : way === 'unknown'
          ? way
          : { literals, situation: choice }
    },
    { literals, situation: plainSituation(space) },
  )
}

/** Goes on from a state in which all conditions of a set hold: the first of them fails, or the first holds and the second fails … */
const evade = (
  state: State,
  hit: Conditions,
  place: number,
  avoided: readonly Conditions[],
  steps: number,
  space: Space,
): Went => {
  const condition = hit.all[place]
  if (condition === undefined) {
    return { answer: [hit], steps }
  }
  const literals = [...state.literals, failing(condition)]
  const choice = choose(condition, literals, state.situation, space)
  const went: Went =
    choice === 'never'
      ? { answer: [], steps }
      : choice === 'unknown'
        ? { answer: 'undecided', steps }
        : explore({ literals, situation: choice }, avoided, steps - 1, space)
  if (isSituation(went.answer)) {
    return went
  }
  const rest = evade(
    { ...state, literals: [...state.literals, holding(condition)] },
    hit,
    place + 1,
    avoided,
    went.steps,
    space,
  )
  return isSituation(rest.answer)
    ? rest
    : went.answer === 'undecided' || rest.answer === 'undecided'
      ? { answer: 'undecided', steps: rest.steps }
      : { answer: [...new Set([...went.answer, ...rest.answer])], steps: rest.steps }
}

const explore = (state: State, avoided: readonly Conditions[], steps: number, space: Space): Went => {
  const hit = avoided.find((conditions) => allHold(conditions, state.situation, space.zones))
  return hit === undefined
    ? { answer: state.situation, steps }
    : steps <= 0
      ? { answer: 'undecided', steps }
      : evade(state, hit, 0, avoided, steps, space)
}

/** Whether conditions can hold at once, as far as that can be said. */
export const canHoldTogether = (conditions: readonly Condition[], space: Space): boolean =>
  firstWay(conditions, space) !== 'never'

/** A proof of more parts is not shortened, and none by a search of more steps. */
const mostShortened = 32
const mostShorteningSteps = 100

/** Leaves out, one after the other, what a proof does not need. */
const needed = <A>(parts: readonly A[], isProof: (rest: readonly A[]) => boolean): readonly A[] =>
  parts.length > mostShortened
    ? parts
    : parts.reduceRight((kept, part) => {
        const rest = kept.filter((other) => other !== part)
        return isProof(rest) ? rest : kept
      }, parts)

const contradiction = (conditions: readonly Condition[], space: Space): readonly string[] => {
  const isNever = (rest: readonly Condition[]): boolean => firstWay(rest, space) === 'never'
  return needed(conditions, isNever).map(({ path }) => path)
}

/**
 * Finds a situation, or proves that there is none.
 *
 * Starts from the plainest situation and, as long as it falls into a set that is to be avoided, lets one condition of that set fail and
 * chooses anew what that condition looks at. The parts of a situation do not depend on each other, so what cannot be chosen on its own can
 * never happen; a proof names the sets that were run into, without those that it does not need.
 */
export const search = ({ holding: conditions, avoided }: Sought, space: Space): Answer => {
  const start = firstWay(conditions, space)
  if (start === 'never') {
    return { _tag: 'Never', because: contradiction(conditions, space) }
  }
  if (start === 'unknown') {
    return { _tag: 'Undecided' }
  }
  const { answer } = explore(start, avoided, space.mostSteps, space)
  if (isSituation(answer)) {
    return { _tag: 'Happens', situation: answer }
  }
  const isProof = (rest: readonly Conditions[]): boolean => {
    const again = explore(start, rest, mostShorteningSteps, space).answer
    return !isSituation(again) && again !== 'undecided'
  }
  return answer === 'undecided'
    ? { _tag: 'Undecided' }
    : {
        _tag: 'Never',
        because: needed(
          avoided.filter((conditions) => answer.includes(conditions)),
          isProof,
        ).map(({ path }) => path),
      }
}
