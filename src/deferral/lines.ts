import type { Line } from './DeferredMessageQueue.js'

/** The lines with one in place of what it was; one with nothing under way and nothing ahead is dropped. */
export const putLine = (lines: readonly Line[], line: Line): readonly Line[] => {
  if (line.actionId === undefined && line.next === undefined) {
    return lines.filter(({ deviceId }) => deviceId !== line.deviceId)
  }
  return lines.some(({ deviceId }) => deviceId === line.deviceId)
    ? lines.map((known) => (known.deviceId === line.deviceId ? line : known))
    : [...lines, line]
}

/** The lines after a client has answered: its own may go on. */
export const releaseLine = (lines: readonly Line[], actionId: string): readonly Line[] => {
  const line = lines.length === 0 ? undefined : lines.find((known) => known.actionId === actionId)
  return line === undefined ? lines : putLine(lines, { ...line, actionId: undefined })
}

/** The lines where a client's looks again at what came at a place in the order of arrival, and at all that came after it. */
export const reopenLine = (lines: readonly Line[], deviceId: string, from: number): readonly Line[] => {
  const line = lines.find((known) => known.deviceId === deviceId)
  return putLine(lines, { deviceId, actionId: line?.actionId, next: Math.min(line?.next ?? from, from) })
}
