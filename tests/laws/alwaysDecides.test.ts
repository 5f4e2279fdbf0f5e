import { encode, RoutingDecisionCodec } from '../../src/wire/documents/index.js'
import { itDecides } from '../support/routingLaw.js'

describe('alwaysDecides: every request has exactly one decision, in its agreed form (TERM-02)', () => {
  itDecides(
    'is one of six, and can be written',
    (_, decision) =>
      RoutingDecisionCodec.is(decision) &&
      JSON.parse(JSON.stringify(encode(RoutingDecisionCodec)(decision)))._tag === decision._tag,
    1,
  )
})
