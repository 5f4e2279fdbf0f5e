import type { SipResponse } from '../model/RoutingDecision.js'

/** Every final response that a decision leads to, by status (AMB-28). */
export const responses = {
  200: { status: 200, reason: 'OK' },
  202: { status: 202, reason: 'Accepted' },
  403: { status: 403, reason: 'Forbidden' },
  408: { status: 408, reason: 'Request Timeout' },
  433: { status: 433, reason: 'Anonymity Disallowed' },
  480: { status: 480, reason: 'Temporarily Unavailable' },
  482: { status: 482, reason: 'Loop Detected' },
  486: { status: 486, reason: 'Busy Here' },
  603: { status: 603, reason: 'Decline' },
} as const satisfies Readonly<Record<number, SipResponse>>
