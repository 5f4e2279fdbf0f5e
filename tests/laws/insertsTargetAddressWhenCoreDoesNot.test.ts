import { itDecides } from '../support/routingLaw.js'

describe('insertsTargetAddressWhenCoreDoesNot: the target address is there once (TERM-19)', () => {
  itDecides(
    'it is inserted exactly where neither the core does it nor it is there already',
    ({ message, policy }, decision) =>
      decision._tag === 'Send'
        ? decision.insertTargetAddress ===
          (policy?.coreInsertsTargetAddress !== true && message.targetAddressPresent !== true)
        : undefined,
    0.1,
  )
})
