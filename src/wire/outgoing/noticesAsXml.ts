import type { DeferredMessageNotice } from '../../model/DeferredMessageNotice.js'
import { writeDateTime } from '../mime/writeDateTime.js'
import type { XmlOutline } from '../xml/writeXml.js'
import { writeXml } from '../xml/writeXml.js'
import { deferredListNamespace as namespace } from './deferredList.js'
import { displayText } from './displayText.js'
import { shownName } from './shownName.js'

/** An element with a text on one line; none where there is nothing to say. */
const element = (name: string, text: string | undefined): readonly XmlOutline[] => {
  const shown = displayText(text ?? '')
  return shown === '' ? [] : [{ name, namespace, text: shown }]
}

const messageElement = (notice: DeferredMessageNotice): XmlOutline => ({
  name: 'message',
  namespace,
  attributes: { id: notice.entryId },
  children: [
    ...element('subject', notice.subject),
    ...element('originator', notice.originator),
    ...element('display-name', shownName(notice)),
    ...element('date', writeDateTime(notice.date)),
    ...element('size', `${notice.size}`),
    ...element('content-type', notice.contentType),
    ...element('expiry', notice.expiresAt === undefined ? undefined : writeDateTime(notice.expiresAt)),
  ],
})

/** The list of deferred messages for a client to read. */
export const noticesAsXml = (notices: readonly DeferredMessageNotice[]): string =>
  writeXml({ name: 'deferred-list', namespace, children: notices.map(messageElement) })
