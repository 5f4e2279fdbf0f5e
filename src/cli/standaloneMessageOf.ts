import type { StandaloneMessage } from '../model/StandaloneMessage.js'
import type { Decoding } from '../wire/InputError.js'
import type { InviteReceipt, SipRequest } from '../wire/sip/index.js'
import { standaloneMessageFromInvite, standaloneMessageFromSip } from '../wire/sip/index.js'

/** The standalone message that a request carries: whole in a MESSAGE, announced in an INVITE. */
export const standaloneMessageOf = (request: SipRequest, receipt: InviteReceipt): Decoding<StandaloneMessage> =>
  request.method === 'INVITE'
    ? standaloneMessageFromInvite(request, receipt)
    : standaloneMessageFromSip(request, receipt)
