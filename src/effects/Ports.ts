import type { IO } from 'fp-ts/lib/IO.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type {
  Deliver,
  EndSession,
  ForwardMessage,
  InterworkMessage,
  NotifyInBand,
  NotifyOutOfBand,
  ReportResults,
  Respond,
  SendDeliveryNotification,
  SendToClient,
  StoreMessage,
  UpdateDoNotDisturb,
  WakeAt,
} from '../deferral/QueueAction.js'
import type { CpmAddress } from '../model/CpmAddress.js'
import type { Instant } from '../model/Instant.js'
import type { DeferredMessageStore } from './DeferredMessageStore.js'
import type { PortError } from './PortError.js'

/** What has become of a notification to one of several devices. */
export interface DeviceAnswer {
  readonly deviceId: string
  /** `refused` for good; `unknown` where nobody can tell. */
  readonly result: 'done' | 'refused' | 'unknown'
  /** The SIP status, where there is one. */
  readonly status?: number
}

/** What a port says of an action that has had its effect. */
export interface PortAnswer {
  /** The SIP status, where there is one. */
  readonly status?: number
  /** Of a notification to several devices: those of which something of their own is to be said. All others have been told. */
  readonly devices?: readonly DeviceAnswer[]
}

/**
 * A function of a port: does one action for one recipient.
 *
 * An action that comes again with the same `actionId` for the same recipient has no second effect and gets the answer of the first.
 */
export type PortFunction<Action, Answer> = (action: Action, recipient: CpmAddress) => Answer

/** How the ports of {@link Ports} answer: a task that never rejects. */
export type TaskAnswer = TaskEither<PortError, PortAnswer>

/** The way to clients and to the originator's side. */
export interface SipIpCore<Answer = TaskAnswer> {
  /** Answers the request in which the message came. */
  readonly respond: PortFunction<Respond, Answer>
  /** Sends a MESSAGE to one client; succeeds with its 2xx, is refused with its final status, unknown without an answer. */
  readonly send: PortFunction<SendToClient, Answer>
  /** The same for a deferred message, as a MESSAGE or in the client's session. */
  readonly deliver: PortFunction<Deliver, Answer>
  /** Sends the message on to another address. */
  readonly forward: PortFunction<ForwardMessage, Answer>
  /** Sends the list of deferred messages to each client; says in `devices` which of them did not take it, where they differ. */
  readonly notifyInBand: PortFunction<NotifyInBand, Answer>
  /** Tells a client in its session what has become of the messages it named. */
  readonly reportResults: PortFunction<ReportResults, Answer>
  /** Sends a disposition notification to the originator. */
  readonly sendDeliveryNotification: PortFunction<SendDeliveryNotification, Answer>
  /** Ends a client's session. */
  readonly endSession: PortFunction<EndSession, Answer>
}

/** The way to devices that are not registered. */
export interface PushEnabler<Answer = TaskAnswer> {
  /** Tells each device; says in `devices` which of them could not be told, where they differ. */
  readonly notify: PortFunction<NotifyOutOfBand, Answer>
}

/** Where messages and recorded copies are stored for the recipient. */
export interface MessageStorageServer<Answer = TaskAnswer> {
  readonly store: PortFunction<StoreMessage, Answer>
  readonly updateDoNotDisturb: PortFunction<UpdateDoNotDisturb, Answer>
}

/** The way to SMS, MMS and other services. */
export interface InterworkingSelectionFunction<Answer = TaskAnswer> {
  readonly interwork: PortFunction<InterworkMessage, Answer>
}

/** Time as the caller has it. The library itself reads no clock and sets no timer. */
export interface AlarmClock<Answer = TaskAnswer> {
  /** The present instant: the `at` of every outcome, read when the port has answered. */
  readonly now: IO<Instant>
  /** Has `TimeReached` happen to the recipient at an instant, in place of the one asked for before. */
  readonly wakeAt: PortFunction<WakeAt, Answer>
}

/** Everything outside that acts, whichever way it answers. */
export interface ActionPorts<Answer> {
  readonly sipIpCore: SipIpCore<Answer>
  readonly pushEnabler: PushEnabler<Answer>
  readonly messageStorageServer: MessageStorageServer<Answer>
  readonly interworkingSelectionFunction: InterworkingSelectionFunction<Answer>
  readonly alarmClock: AlarmClock<Answer>
}

/**
 * Everything outside that the participating function acts through.
 *
 * ```
 *                     ┌─► sipIpCore                      clients, originator
 *  step ─► perform ───┼─► pushEnabler                    devices that are not registered
 *    │                ├─► messageStorageServer
 *    │                ├─► interworkingSelectionFunction  SMS, MMS
 *    │                └─► alarmClock
 *    └─ first ──────────► deferredMessageStore
 * ```
 */
export interface Ports extends ActionPorts<TaskAnswer> {
  readonly deferredMessageStore: DeferredMessageStore
}
