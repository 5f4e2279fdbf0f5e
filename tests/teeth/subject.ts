import { transition as rightTransition } from '../../src/deferral/transition.js'
import { route as rightRoute } from '../../src/routing/route.js'
import { agree as agreeAll } from '../exhaustive/evaluators.js'
import type { Fault } from './Fault.js'

let current: { readonly route: typeof rightRoute; readonly transition: typeof rightTransition } = {
  route: rightRoute,
  transition: rightTransition,
}

/** Breaks the library, or mends it again. */
export const suffer = (fault: Fault | undefined): void => {
  current = {
    route: fault?.routes?.(rightRoute) ?? rightRoute,
    transition: fault?.steps?.(rightTransition) ?? rightTransition,
  }
}

/** The decision, as right or wrong as it is at the moment. */
export const route: typeof rightRoute = (request) => current.route(request)

/** The step, as right or wrong as it is at the moment. */
export const transition: typeof rightTransition = (...step) => current.transition(...step)

/** Whether all answers are one; the first time that they are not is enough. */
export const agree: typeof agreeAll = (answers) => {
  if (!agreeAll(answers)) {
    throw new Error(`the evaluators disagree: ${JSON.stringify(answers)}`)
  }
  return true
}
