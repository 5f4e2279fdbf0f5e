import type { CpmClientAction } from '../../cpmClient/index.js'
import type { QueueAction } from '../../deferral/index.js'
import type { StorageServerAction } from '../../messageStorageServer/index.js'
import { CpmAddressCodec, encode, InstantCodec, StandaloneMessageCodec } from '../../wire/documents/index.js'
import { noticeForm } from './noticeForm.js'
import { termsForm } from './StorageServerEventCodec.js'

/** An action as a JSON document: instants as text, addresses and messages as their documents have them. */
export const actionDocument = (action: QueueAction | StorageServerAction | CpmClientAction): object => ({
  ...action,
  ...('message' in action ? { message: encode(StandaloneMessageCodec)(action.message) } : {}),
  ...('messages' in action ? { messages: action.messages.map(encode(noticeForm)) } : {}),
  ...('terms' in action ? { terms: encode(termsForm)(action.terms) } : {}),
  ...(action._tag === 'Forward' ? { to: encode(CpmAddressCodec)(action.to) } : {}),
  ...(action._tag === 'WakeAt' ? { at: encode(InstantCodec)(action.at) } : {}),
})
