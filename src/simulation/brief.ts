import type { CpmClientAction } from '../cpmClient/index.js'
import type { QueueAction } from '../deferral/index.js'
import type { StorageServerAction } from '../messageStorageServer/index.js'
import type { DeferralTerms } from '../model/DeferralTerms.js'
import type { Instant } from '../model/Instant.js'
import type { RoutingDecision } from '../model/RoutingDecision.js'
import { InstantCodec } from '../wire/documents/index.js'

/** An instant as text: `2026-02-03T10:00:00Z`. */
export const instantText = (at: Instant): string => JSON.stringify(InstantCodec.encode(at)).slice(1, -1)

const termsText = ({ doNotDisturb, expiresAt, onExpiry }: DeferralTerms): string =>
  [
    doNotDisturb ? 'do not disturb' : 'may disturb',
    expiresAt === undefined ? 'no expiry' : `expires ${instantText(expiresAt)}`,
    onExpiry,
  ].join(', ')

const idsOf = (messages: readonly { readonly entryId: string }[]): string =>
  messages.map(({ entryId }) => entryId).join(' ')

const devicesOf = (devices: readonly { readonly deviceId: string }[]): string =>
  devices.map(({ deviceId }) => deviceId).join('+')

/** A decision in brief: `decides Defer e-1 (DoNotDisturb)`. */
export const briefDecision = (decision: RoutingDecision, entryId: string): string =>
  `decides ${decision._tag} ${entryId}${decision._tag === 'Defer' ? ` (${decision.reason})` : ''}`

/** An action of the Participating Function in brief: `Deliver e-1 phone`. */
export const brief = (action: QueueAction): string => {
  switch (action._tag) {
    case 'Respond':
      return `Respond ${action.entryId} ${action.status}`
    case 'Send':
      return `Send ${action.entryId} ${action.deviceId}`
    case 'Deliver':
      return `Deliver ${action.entryId} ${action.deviceId}${action.via === 'session' ? ' in session' : ''}`
    case 'Forward':
      return `Forward ${action.entryId} ${action.to.uri}`
    case 'Interwork':
      return `Interwork ${action.entryId}`
    case 'StoreMessage':
      return `StoreMessage ${action.entryId}${action.record ? ' record' : ''}${
        action.terms === undefined ? '' : ` (${termsText(action.terms)})`
      }`
    case 'NotifyInBand':
      return `NotifyInBand ${action.to.join('+')}: ${idsOf(action.messages)}`
    case 'NotifyOutOfBand':
      return `NotifyOutOfBand ${devicesOf(action.to)}: ${
        action.messages === undefined ? `${action.count} waiting` : idsOf(action.messages)
      }`
    case 'ReportResults':
      return `ReportResults ${action.results.map((result) => `${result.entryId} ${result.action} ${result.result}`).join(', ')}`
    case 'SendDeliveryNotification':
      return `SendDeliveryNotification ${action.entryId} ${action.status}`
    case 'UpdateDoNotDisturb':
      return `UpdateDoNotDisturb ${action.doNotDisturb ? 'on' : 'off'}`
    case 'Discard':
    case 'Remove':
      return `${action._tag} ${action.entryId} ${action.cause}`
    case 'EndSession':
      return `EndSession ${action.sessionId}`
    case 'WakeAt':
      return `WakeAt ${instantText(action.at)}`
    case 'Ignored':
      return `Ignored: ${action.reason}`
  }
}

/** An action of the Message Storage Server in brief: `KeepTemporarily e-1`. */
export const briefStorageAction = (action: StorageServerAction): string => {
  switch (action._tag) {
    case 'KeepTemporarily':
    case 'KeepAsStoredObject':
    case 'Discard':
      return `${action._tag} ${action.entryId}`
    case 'NotifyStorageClient':
      return `NotifyStorageClient ${action.identities.join(' ')}`
    case 'WakeAt':
      return `WakeAt ${instantText(action.at)}`
    case 'Ignored':
      return `Ignored: ${action.reason}`
  }
}

/** An action of a client in brief: `RequestActions e-1 retrieve`. */
export const briefClientAction = (action: CpmClientAction): string => {
  switch (action._tag) {
    case 'RespondSuccessfully':
    case 'Register':
    case 'EstablishSession':
    case 'TearDownSession':
      return action._tag
    case 'PresentDeferredMessages':
      return `PresentDeferredMessages ${action.messages.length === 0 ? 'none' : idsOf(action.messages)}`
    case 'RequestActions':
      return `RequestActions ${action.selections.map((selection) => `${selection.entryId} ${selection.action}`).join(', ')}`
    case 'Ignored':
      return `Ignored: ${action.reason}`
  }
}
