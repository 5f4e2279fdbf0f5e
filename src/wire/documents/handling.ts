import type {
  DeferHandling,
  DeliverHandling,
  ForwardHandling,
  Handling,
  InterworkHandling,
  RejectHandling,
  StoreHandling,
} from '../../model/UserPreferences.js'
import type { Codec } from './Codec.js'
import { CpmAddressCodec } from './CpmAddressCodec.js'
import { form } from './form.js'
import { refuse } from './Report.js'
import { flag, oneOf } from './scalars.js'
import { tagged } from './tagged.js'

const notHere = 'no such member: only the action deliver can have it (AMB-04)'
const contradictions = { breakthrough: notHere, silence: notHere }

const reject = form<RejectHandling>('RejectHandling', {
  description: 'Turn the message away.',
  required: { action: oneOf('action', ['reject']) },
  optional: {},
  contradictions,
})

const interwork = form<InterworkHandling>('InterworkHandling', {
  description: 'Hand the message to the Interworking Selection Function.',
  required: { action: oneOf('action', ['interwork']) },
  optional: {},
  contradictions,
})

const store = form<StoreHandling>('StoreHandling', {
  description: 'Put the message into the Message Storage Server.',
  required: { action: oneOf('action', ['store']) },
  optional: {},
  contradictions,
})

const forward = form<ForwardHandling>('ForwardHandling', {
  description: 'Pass the message on to another address.',
  required: { action: oneOf('action', ['forward']), to: CpmAddressCodec },
  optional: {},
  contradictions,
})

const defer = form<DeferHandling>('DeferHandling', {
  description: 'Keep the message for later delivery.',
  required: { action: oneOf('action', ['defer']) },
  optional: {},
  contradictions,
})

const deliver = form<DeliverHandling>('DeliverHandling', {
  description: "Deliver the message to the recipient's clients.",
  required: { action: oneOf('action', ['deliver']) },
  optional: { breakthrough: flag, silence: flag },
  check: ({ breakthrough, silence }, place, report) => {
    if (breakthrough === true && silence === true) {
      refuse(report, place, 'silence', 'contradiction', 'false or absent, because breakthrough is true (AMB-04)', true)
    }
  },
  constraints: {
    not: {
      properties: { breakthrough: { const: true }, silence: { const: true } },
      required: ['breakthrough', 'silence'],
    },
  },
})

/** What the recipient wants done with a message. */
export const handling: Codec<Handling> = tagged<Handling, 'action'>('Handling', 'action', {
  reject,
  interwork,
  store,
  forward,
  defer,
  deliver,
})
