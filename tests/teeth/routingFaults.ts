import type { RoutingDecision } from '../../src/model/RoutingDecision.js'
import type { RoutingRequest } from '../../src/model/RoutingRequest.js'
import type { Fault } from './Fault.js'

type Route = NonNullable<Fault['routes']>

const answers =
  (change: (decision: RoutingDecision, request: RoutingRequest) => RoutingDecision): Route =>
  (right) =>
  (request) =>
    change(right(request), request)

const hears =
  (change: (request: RoutingRequest) => RoutingRequest): Route =>
  (right) =>
  (request) =>
    right(change(request))

const withPreferences = (
  request: RoutingRequest,
  parts: Partial<NonNullable<RoutingRequest['recipient']['preferences']>>,
): RoutingRequest => ({
  ...request,
  recipient: {
    ...request.recipient,
    preferences: { owner: request.message.recipient, ...request.recipient.preferences, ...parts },
  },
})

const withClients = (
  request: RoutingRequest,
  clients: NonNullable<RoutingRequest['recipient']['clients']>,
): RoutingRequest => ({ ...request, recipient: { ...request.recipient, clients } })

const isDisturbed = ({ recipient }: RoutingRequest): boolean => recipient.preferences?.doNotDisturb?.on === true

const sends = (request: RoutingRequest, decision: RoutingDecision, to: readonly string[]): RoutingDecision => ({
  _tag: 'Send',
  determinedBy: decision.determinedBy,
  record: decision.record,
  response: decision.response,
  to,
  insertTargetAddress: request.message.targetAddressPresent !== true,
})

const deferred = (decision: RoutingDecision): RoutingDecision => ({
  _tag: 'Defer',
  determinedBy: { requirement: 'TERM-12' },
  record: decision.record,
  response: { status: 202, reason: 'Accepted' },
  reason: 'DoNotDisturb',
  plan: { option: 'push', onExpiry: 'discard', awaits: 'DoNotDisturbEnds' },
})

let calls = 0

/** The decision, broken in one place each. */
export const routingFaults: readonly Fault[] = [
  {
    name: 'has no answer for what is forwarded',
    law: 'alwaysDecides',
    noticedBy: ['E', 'P'],
    routes: answers((decision) =>
      decision._tag === 'Forward' ? ({ ...decision, _tag: 'Undecided' } as unknown as RoutingDecision) : decision,
    ),
  },
  {
    name: 'throws where no client is known',
    law: 'alwaysDecides',
    noticedBy: ['E', 'P'],
    routes: (right) => (request) => {
      if (request.recipient.clients?.every(({ registered }) => !registered) === true) {
        throw new Error('no client')
      }
      return right(request)
    },
  },
  {
    name: 'answers every seventh question as the mood takes it',
    law: 'decidesTheSameTwice',
    noticedBy: ['E', 'P'],
    routes: answers((decision) => {
      calls += 1
      return calls % 7 === 0 ? { ...decision, record: !decision.record } : decision
    }),
  },
  {
    name: 'reads the clock',
    law: 'decidesTheSameTwice',
    noticedBy: ['P'],
    routes: hears((request) => ({ ...request, now: Math.max(request.now, Date.now() - 1e12) })),
  },
  {
    name: 'changes the question',
    law: 'decidesTheSameTwice',
    noticedBy: ['P'],
    routes: (right) => (request) => {
      Object.assign(request, { now: request.now })
      return right(request)
    },
  },
  {
    name: 'defers what is diverted under do-not-disturb',
    law: 'diversionTrumpsDoNotDisturb',
    noticedBy: ['E', 'P', 'O', 'V'],
    routes: answers((decision, request) =>
      isDisturbed(request) && ['Forward', 'Store', 'Interwork'].includes(decision._tag) ? deferred(decision) : decision,
    ),
    canaries: ['defers under do-not-disturb before it diverts'],
  },
  {
    name: 'does not see do-not-disturb',
    law: 'defersUnderDoNotDisturb',
    noticedBy: ['E', 'P', 'O', 'V'],
    routes: hears((request) => withPreferences(request, { doNotDisturb: { on: false } })),
    canaries: ['ignores do-not-disturb that is on without an end'],
  },
  {
    name: 'sends to clients that are not registered where no other is',
    law: 'defersWithoutApplicableClient',
    noticedBy: ['E', 'P', 'O', 'V'],
    routes: answers((decision, request) =>
      decision._tag === 'Defer' && decision.reason === 'NoApplicableClient'
        ? sends(
            request,
            decision,
            (request.recipient.clients ?? []).map(({ deviceId }) => deviceId),
          )
        : decision,
    ),
    canaries: ['sends to a client that is not registered'],
  },
  {
    name: 'sends to one client only',
    law: 'sendsToExactlyTheApplicableClients',
    noticedBy: ['E', 'P', 'O', 'V'],
    routes: answers((decision) => (decision._tag === 'Send' ? { ...decision, to: decision.to.slice(0, 1) } : decision)),
    canaries: ['sends to one client only'],
  },
  {
    name: 'sends to every client once one is applicable',
    law: 'sendsToExactlyTheApplicableClients',
    noticedBy: ['E', 'P', 'O', 'V'],
    routes: answers((decision, { recipient }) =>
      decision._tag === 'Send'
        ? { ...decision, to: (recipient.clients ?? []).map(({ deviceId }) => deviceId) }
        : decision,
    ),
    canaries: ['sends to all registered clients once one is applicable'],
  },
  {
    name: 'rejects in another way what a switched-off device could not get anyway',
    law: 'perDevicePreferencesTouchDeliveryOnly',
    noticedBy: ['E', 'P'],
    routes: answers((decision, { recipient }) =>
      decision._tag === 'Reject' && Object.keys(recipient.preferences?.devices ?? {}).length > 0
        ? { ...decision, response: { status: 486, reason: 'Busy Here' } }
        : decision,
    ),
  },
  {
    name: 'records what it stores as well',
    law: 'storesOnce',
    noticedBy: ['E', 'P', 'O', 'V'],
    routes: answers((decision, { recipient }) =>
      decision._tag === 'Store' && recipient.preferences?.recordIncoming === true
        ? { ...decision, record: true }
        : decision,
    ),
    canaries: ['stores and records'],
  },
  {
    name: 'looks at the client that registered first alone',
    law: 'orderOfClientsIsIrrelevant',
    noticedBy: ['P'],
    routes: hears((request) => withClients(request, (request.recipient.clients ?? []).slice(0, 1))),
  },
  {
    name: 'sends to two clients at most',
    law: 'addingAClientNeverWithholds',
    noticedBy: ['P'],
    routes: answers((decision) => (decision._tag === 'Send' ? { ...decision, to: decision.to.slice(-2) } : decision)),
  },
  {
    name: 'names the want of clients where do-not-disturb decided',
    law: 'givesItsReason',
    noticedBy: ['E', 'P', 'O'],
    routes: answers((decision) =>
      decision.determinedBy.requirement === 'TERM-12'
        ? { ...decision, determinedBy: { ...decision.determinedBy, requirement: 'TERM-13' } }
        : decision,
    ),
  },
  {
    name: 'inserts the target address in any case',
    law: 'insertsTargetAddressWhenCoreDoesNot',
    noticedBy: ['E', 'P', 'V'],
    routes: answers((decision) => (decision._tag === 'Send' ? { ...decision, insertTargetAddress: true } : decision)),
    canaries: ['inserts the target address although the core does'],
  },
]
