import type { RoutingDecision } from '../../src/model/RoutingDecision.js'
import type { RoutingRequest } from '../../src/model/RoutingRequest.js'
import { compile } from '../../src/routing/compile.js'
import { explain } from '../../src/routing/explain.js'
import { route } from '../../src/routing/route.js'
import { routeCompiled } from '../../src/routing/routeCompiled.js'
import { oracleRoute } from '../oracle/routingOracle.cjs'

const instant = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z')

/** A decision in the text form in which the oracle answers. */
export const textForm = (decision: RoutingDecision): unknown => {
  switch (decision._tag) {
    case 'Forward':
      return { ...decision, to: decision.to.uri }
    case 'Defer': {
      const { expiresAt, until } = decision.plan
      return {
        ...decision,
        plan: {
          ...decision.plan,
          ...(expiresAt === undefined ? {} : { expiresAt: instant(expiresAt) }),
          ...(until === undefined ? {} : { until: instant(until) }),
        },
      }
    }
    case 'Reject':
    case 'Interwork':
    case 'Store':
    case 'Send':
      return decision
  }
}

/** Whether two plain values are equal, whatever the order of their members. */
export const isEqual = (left: unknown, right: unknown): boolean => {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return left === right
  }
  const names = Object.keys(left)
  return (
    Array.isArray(left) === Array.isArray(right) &&
    names.length === Object.keys(right).length &&
    names.every((name) => name in right && isEqual(Reflect.get(left, name), Reflect.get(right, name)))
  )
}

/** The answers of route, of explain and of the compiled form, and of the oracle, in the text form. */
export const answersTo = (request: RoutingRequest, text: unknown): Readonly<Record<string, unknown>> => {
  const { preferences, ...recipient } = request.recipient
  const compiled =
    preferences === undefined ? route(request) : routeCompiled(compile(preferences), { ...request, recipient })
  return {
    route: textForm(route(request)),
    explain: textForm(explain(request).decision),
    compiled: textForm(compiled),
    oracle: oracleRoute(text),
  }
}

/** Whether all answers are one. */
export const agree = (answers: Readonly<Record<string, unknown>>): boolean =>
  Object.values(answers).every((answer) => isEqual(answer, answers['route']))
