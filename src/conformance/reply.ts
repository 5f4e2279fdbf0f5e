import type { Either } from 'fp-ts/lib/Either.js'
import { toError, tryCatch } from 'fp-ts/lib/Either.js'
import type { Implementation, ImplementationAnswer, ScenarioUnderWay } from './Implementation.js'
import type { Request } from './Protocol.js'

/** What is under way after an answer, and the answer. */
export interface Reply {
  readonly scene: ScenarioUnderWay | undefined
  readonly answer: ImplementationAnswer
}

const nothingBegun: Reply = { scene: undefined, answer: { errored: 'no scenario was begun' } }

const replyTo = (implementation: Implementation, scene: ScenarioUnderWay | undefined, request: Request): Reply => {
  switch (request.cmd) {
    case 'decide':
      return { scene, answer: implementation.decide(request.given) }
    case 'begin':
      return { scene: implementation.begin(request.role, request.given), answer: { ready: true } }
    case 'step': {
      const stepped = scene?.step(request)
      return stepped === undefined ? nothingBegun : { scene: stepped[0], answer: stepped[1] }
    }
    case 'end':
      return scene === undefined ? nothingBegun : { scene: undefined, answer: scene.end() }
  }
}

/**
 * Has an implementation answer one request.
 *
 * @param scene what the last reply has left under way
 * @returns the reply, or what an implementation that throws has thrown
 */
export const reply = (
  implementation: Implementation,
  scene: ScenarioUnderWay | undefined,
  request: Request,
): Either<string, Reply> =>
  tryCatch(
    () => replyTo(implementation, scene, request),
    (thrown) => toError(thrown).message,
  )
