import type { CpmAddress } from '../../model/CpmAddress.js'

interface Outgoing {
  /** The target CPM address, where it is to be inserted (`insertTargetAddress` of the action): the Request-URI as received. */
  readonly targetAddress?: CpmAddress
}

/** To a client of the recipient. */
export interface ClientDelivery extends Outgoing {
  /** The contact of the client: a `sip:`, `sips:` or `tel:` URI. */
  readonly contact: string
}

/** To another address, which has a network of its own behind it. */
export interface ForwardDelivery extends Outgoing {
  readonly forwardTo: CpmAddress
}

/** Where a message goes. */
export type Delivery = ClientDelivery | ForwardDelivery
