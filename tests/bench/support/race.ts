/**
 * Contestants that do the same work, each in a process of its own, so that none of them meets the types and the garbage of another; in every
 * round each runs in turn, so that a slow moment of the machine slows them all.
 *
 * ```
 *            ┌► process of one    ─ warm up ─┐   round 1   round 2  …  round 9
 * race ──────┼► process of other  ─ warm up ─┼─► one, other, third, one, other, third, …
 *            └► process of third  ─ warm up ─┘
 * ```
 */
import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import type { Spread } from './figures.js'
import { option, spreadOf } from './figures.js'

/** One way to do the work, made ready. */
export interface Contestant {
  /** What it answers to the first questions, as text, so that all can be compared. */
  readonly answers: (count: number) => Promise<readonly string[]> | readonly string[]
  /** Does some work and gives nanoseconds for one piece of it; stops early after so many milliseconds. */
  readonly pass: (milliseconds: number) => Promise<number> | number
  /** What memory it keeps for each recipient, in bytes, where that was looked at. */
  readonly bytes?: number
}

/** How each contestant is made ready; loaded in its own process alone. */
export type Contestants = Readonly<Record<string, () => Promise<Contestant>>>

/** What was measured of one contestant. */
export interface Result {
  readonly name: string
  readonly nanoseconds: Spread
  /** Times as slow as the first contestant, in each round. */
  readonly ratio: Spread
  readonly bytes?: number
  /** How many of its answers are not those of the first. */
  readonly wrong: number
}

type Question =
  | { readonly ask: 'answers'; readonly count: number }
  | { readonly ask: 'pass'; readonly milliseconds: number }

/** In the process of a contestant: answers what the race asks. Elsewhere it does nothing and says so. */
export const isContestant = async (contestants: Contestants): Promise<boolean> => {
  const name = option('contestant')
  if (name === undefined) {
    return false
  }
  const contestant = await contestants[name]!()
  process.on('message', (question: Question) => {
    const answer =
      question.ask === 'answers' ? contestant.answers(question.count) : contestant.pass(question.milliseconds)
    void Promise.resolve(answer).then((value) => process.send?.(value))
  })
  process.send?.({ bytes: contestant.bytes })
  return true
}

const reply = <A>(child: ChildProcess): Promise<A> =>
  new Promise((resolve, reject) => {
    const gone = (status: number | null): void => reject(new Error(`a contestant ended with ${status}`))
    child.once('exit', gone)
    child.once('message', (value) => {
      child.off('exit', gone)
      resolve(value as A)
    })
  })

const asked = <A>(child: ChildProcess, question: Question): Promise<A> => {
  const answer = reply<A>(child)
  child.send(question)
  return answer
}

/** What a race is run with. */
export interface Course {
  readonly names: readonly string[]
  /** Options for the processes of the contestants. */
  readonly options?: readonly string[]
  readonly rounds?: number
  /** How long a pass may take, and how long the warming up. */
  readonly milliseconds?: number
  readonly warming?: number
  /** How many answers are compared with those of the first; none where the work has no answer. */
  readonly compared?: number
  /** Whether wrong answers are counted; else the first one ends the race. */
  readonly tolerant?: boolean
}

const differences = (answers: readonly string[], right: readonly string[]): readonly string[] =>
  right.flatMap((answer, place) => (answer === answers[place] ? [] : [`${answer}\n${answers[place]}`]))

/** Runs a race: all make themselves ready and warm up, their answers are compared, and then they run in turn. */
export const race = async (course: Course): Promise<readonly Result[]> => {
  const {
    names,
    options = [],
    rounds = 9,
    milliseconds = 100,
    warming = 600,
    compared = 400,
    tolerant = false,
  } = course
  const children: ChildProcess[] = []
  try {
    const ready: { readonly bytes?: number }[] = []
    for (const name of names) {
      const child = fork(process.argv[1]!, [`--contestant=${name}`, ...options], { execArgv: process.execArgv })
      children.push(child)
      ready.push(await reply(child))
    }
    const answers: (readonly string[])[] = []
    for (const child of children) {
      answers.push(await asked<readonly string[]>(child, { ask: 'answers', count: compared }))
      await asked<number>(child, { ask: 'pass', milliseconds: warming })
    }
    const wrong = answers.map((each) => differences(each, answers[0]!))
    const worst = wrong.findIndex((each) => each.length > 0)
    if (worst >= 0 && !tolerant) {
      throw new Error(`${names[worst]} answers otherwise than ${names[0]}:\n${wrong[worst]![0]}`)
    }
    const times = names.map((): number[] => [])
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, child] of children.entries()) {
        times[index]!.push(await asked<number>(child, { ask: 'pass', milliseconds }))
      }
    }
    return names.map((name, index) => {
      const { bytes } = ready[index]!
      return {
        name,
        nanoseconds: spreadOf(times[index]!),
        ratio: spreadOf(times[index]!.map((time, round) => time / times[0]![round]!)),
        ...(bytes === undefined ? {} : { bytes }),
        wrong: wrong[index]!.length,
      }
    })
  } finally {
    for (const child of children) {
      child.kill()
    }
  }
}

/**
 * Milliseconds that the processor has worked for this process. Not the time of day: where others share the machine, that is mostly the time
 * that they took.
 */
export const worked = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** A pass over questions that are answered at once: from the first to the last and over again, until the time is up. */
export const passOf =
  (count: number, work: (index: number) => unknown) =>
  (milliseconds: number): number => {
    let done = 0
    let seen = 0
    const start = worked()
    let taken = 0
    const step = 64
    while (taken < milliseconds) {
      for (let place = 0; place < step; place += 1) {
        seen += work(done % count) === undefined ? 1 : 0
        done += 1
      }
      taken = worked() - start
    }
    // What was seen is looked at, so that no work can be left out as useless.
    return (taken * 1e6) / (seen > done ? 1 : done)
  }

/** {@link passOf} for answers that come later. */
export const passLaterOf =
  (count: number, work: (index: number) => Promise<unknown>) =>
  async (milliseconds: number): Promise<number> => {
    let done = 0
    const start = worked()
    let taken = 0
    while (taken < milliseconds) {
      await work(done % count)
      done += 1
      taken = worked() - start
    }
    return (taken * 1e6) / done
  }
