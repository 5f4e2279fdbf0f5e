import type { RoutingDecision, RoutingRequest } from '../../src/model/index.js'
import { route } from '../../src/routing/route.js'

/** What the laws of routing are held against. */
export const decide: (request: RoutingRequest) => RoutingDecision = route
