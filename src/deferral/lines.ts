import { type Line, none } from './DeferredMessageQueue.js'

/** The lines with one in place of what it was; one with nothing under way and nothing ahead is dropped. */
export const putLine = (lines: readonly Line[], line: Line): readonly Line[] => {
  if (line.actionId === undefined && line.next === undefined && line.late === undefined) {
    return lines.filter(({ deviceId }) => deviceId !== line.deviceId)
  }
  const put = lines.slice()
  for (let place = 0; place < put.length; place += 1) {
    if (put[place]?.deviceId === line.deviceId) {
      put[place] = line
      return put
    }
  }
  put.push(line)
  return put
}

const lineOf = (lines: readonly Line[], deviceId: string): Line =>
  lines.find((known) => known.deviceId === deviceId) ?? {
    deviceId,
    actionId: undefined,
    next: undefined,
    late: undefined,
  }

/** The lines after a client has answered: its own may go on. */
export const releaseLine = (lines: readonly Line[], actionId: string): readonly Line[] => {
  const line = lines.length === 0 ? undefined : lines.find((known) => known.actionId === actionId)
  return line === undefined
    ? lines
    : putLine(lines, { deviceId: line.deviceId, actionId: undefined, next: line.next, late: line.late })
}

/** The lines where a client's begins again at the first message. */
export const reopenLine = (lines: readonly Line[], deviceId: string): readonly Line[] =>
  putLine(lines, { deviceId, actionId: lineOf(lines, deviceId).actionId, next: 0, late: undefined })

/** How many late messages a line remembers one by one; of more it goes back to the first, and on from there. */
const mostLate = 64

/**
 * The lines where a client's looks at one message that it has passed, or at the latest one.
 *
 * ```
 * 1  2  3  4  5  6
 *       ▲     ▲                  next is 5; 3 has come to wait only now: it is late, and 4 is not looked at again
 *      late  next
 * ```
 */
export const openLineFor = (
  lines: readonly Line[],
  deviceId: string,
  sequence: number,
  isLatest: boolean,
): readonly Line[] => {
  const line = lineOf(lines, deviceId)
  const { actionId, next, late = none } = line
  if (next === undefined && isLatest) {
    return putLine(lines, { deviceId, actionId, next: sequence, late: line.late })
  }
  if ((next !== undefined && next <= sequence) || late.includes(sequence)) {
    return lines
  }
  return late.length < mostLate
    ? putLine(lines, { deviceId, actionId, next, late: [...late, sequence].sort((one, other) => one - other) })
    : putLine(lines, { deviceId, actionId, next: Math.min(sequence, ...late), late: undefined })
}
