import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { Ask, Introduction } from '../../conformance/index.js'
import { introductionOf } from '../../conformance/index.js'
import type { StartChild } from './Child.js'
import type { Conversation } from './converse.js'
import { converse } from './converse.js'

/** An implementation in a process of its own, which is started again when it fails. */
export interface Target {
  readonly introduction: Introduction
  readonly ask: Ask
  /** Resolves when the process has ended. */
  readonly stop: () => Promise<void>
}

/** How much of it is borne. */
export interface Patience {
  /** How long an answer may take, in milliseconds. */
  readonly perAnswer: number
  /** After so many failures one after the other nothing more is asked. */
  readonly failuresInARow: number
  /** After so many altogether, too. */
  readonly failures: number
}

/** What is borne where nothing else is said. */
export const defaultPatience: Patience = { perAnswer: 5_000, failuresInARow: 10, failures: 100 }

type Begun = Either<string, { readonly conversation: Conversation; readonly introduction: Introduction }>

const begin = async (command: string, startChild: StartChild, { perAnswer }: Patience): Promise<Begun> => {
  const conversation = converse(startChild(command), perAnswer)
  const introduction = introductionOf(await conversation.put({ cmd: 'start', protocol: 1 }))
  if (introduction._tag === 'Left') {
    await conversation.end()
    return introduction
  }
  return right({ conversation, introduction: introduction.right })
}

/**
 * Starts an implementation and has it introduce itself.
 *
 * Where it crashes, is late or breaks the protocol, the request has no answer, and the process is started again for the next one. What fails
 * again and again is given up, so that an examination ends.
 */
export const startTarget = async (
  command: string,
  startChild: StartChild,
  patience: Patience,
): Promise<Either<string, Target>> => {
  const first = await begin(command, startChild, patience)
  if (first._tag === 'Left') {
    return first
  }
  let running: Begun = first
  let failures = 0
  let inARow = 0
  const fail = async (why: string): Promise<Either<string, never>> => {
    failures += 1
    inARow += 1
    if (running._tag === 'Right') {
      await running.right.conversation.end()
    }
    running = left(why)
    return left(why)
  }
  const ask: Ask = async (request) => {
    if (inARow >= patience.failuresInARow || failures >= patience.failures) {
      return left(`given up after ${failures} failures`)
    }
    if (running._tag === 'Left') {
      running = await begin(command, startChild, patience)
    }
    if (running._tag === 'Left') {
      return fail(running.left)
    }
    const answer = await running.right.conversation.put(request)
    if (answer._tag === 'Left') {
      return fail(answer.left)
    }
    inARow = 0
    return answer
  }
  const stop = async (): Promise<void> => {
    if (running._tag === 'Right') {
      await running.right.conversation.end()
    }
  }
  return right({ introduction: first.right.introduction, ask, stop })
}
