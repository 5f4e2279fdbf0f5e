import type { RoutingRequest } from '../model/RoutingRequest.js'
import { explain } from '../routing/explain.js'
import { nextChange } from '../routing/nextChange.js'
import { route } from '../routing/route.js'
import { encode, InstantCodec, RoutingDecisionCodec } from '../wire/documents/index.js'

/** The commands that answer one routing request. */
export type Question = 'route' | 'explain' | 'next-change'

/** What each of them answers, ready to be written as JSON. */
export const answers: Readonly<Record<Question, (request: RoutingRequest) => unknown>> = {
  route: (request) => encode(RoutingDecisionCodec)(route(request)),
  explain: (request) => {
    const { decision, trace, text } = explain(request)
    const lines = trace.map((line) =>
      line._tag === 'DoNotDisturbConsidered' && line.until !== undefined
        ? { ...line, until: encode(InstantCodec)(line.until) }
        : line,
    )
    return { decision: encode(RoutingDecisionCodec)(decision), trace: lines, text }
  },
  'next-change': (request) => {
    const at = nextChange(request)
    return { at: at === undefined ? null : encode(InstantCodec)(at) }
  },
}
