import type { DeferredMessageNotice } from '../../model/DeferredMessageNotice.js'
import { writeDateTime } from '../mime/writeDateTime.js'
import { displayText } from './displayText.js'
import { shownName } from './shownName.js'

/** The address first: a name can pretend to be one. */
const originatorOf = (notice: DeferredMessageNotice): string => {
  const name = shownName(notice)
  return displayText(notice.originator) + (name === '' ? '' : ` (${name})`)
}

const linesOf = (notice: DeferredMessageNotice, index: number): readonly string[] => [
  '',
  `${index + 1}. ${displayText(notice.subject ?? '') || '(no subject)'}`,
  `   From: ${originatorOf(notice)}`,
  `   Date: ${writeDateTime(notice.date)}`,
  `   Size: ${notice.size} octets${notice.contentType === undefined ? '' : `, ${displayText(notice.contentType)}`}`,
  ...(notice.expiresAt === undefined ? [] : [`   Expires: ${writeDateTime(notice.expiresAt)}`]),
]

/** The list of deferred messages for a person to read; no line starts with anything that a message says. */
export const noticesAsText = (notices: readonly DeferredMessageNotice[]): string =>
  [
    notices.length === 1 ? '1 message is waiting for you.' : `${notices.length} messages are waiting for you.`,
    ...notices.flatMap(linesOf),
    '',
  ].join('\r\n')
