import type { SipResponse } from '../model/RoutingDecision.js'

/** Every status that a decision leads to. */
export type FinalStatus = 200 | 202 | 403 | 408 | 433 | 480 | 482 | 486 | 603

/** Every final response that a decision leads to, by status (AMB-28). */
export const responses: Readonly<Record<FinalStatus, SipResponse>> = {
  200: { status: 200, reason: 'OK' },
  202: { status: 202, reason: 'Accepted' },
  403: { status: 403, reason: 'Forbidden' },
  408: { status: 408, reason: 'Request Timeout' },
  433: { status: 433, reason: 'Anonymity Disallowed' },
  480: { status: 480, reason: 'Temporarily Unavailable' },
  482: { status: 482, reason: 'Loop Detected' },
  486: { status: 486, reason: 'Busy Here' },
  603: { status: 603, reason: 'Decline' },
}
