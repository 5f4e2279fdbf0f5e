import { localTime } from './localTime.js'
import type { Failure, Transcript, TranscriptLine } from './Transcript.js'

const lineText = (
  { at, from, to, what, requirement, kind, lost }: TranscriptLine,
  zone: string | undefined,
): string => {
  const { date, time, offset } = localTime(at, zone)
  const mark = kind === 'remark' ? '·' : lost === true ? '✗' : from === to ? '●' : '→'
  const whom = from === to ? `${mark} ${from}` : `${from} ${mark} ${to}`
  return `${date} ${time.padEnd(12)} ${offset}  ${requirement.padEnd(8)} ${whom}: ${what}`
}

const listText = (title: string, lines: readonly string[]): string =>
  `    ${title}\n${(lines.length === 0 ? ['nothing'] : lines).map((line) => `      ${line}\n`).join('')}`

const failureText = ({ step, at, about, expected, found }: Failure, zone: string | undefined): string => {
  const { date, time } = localTime(at, zone)
  return `  step ${step}, ${date} ${time}, ${about}\n${listText('expected', expected)}${listText('found', found)}`
}

/**
 * A transcript for a person to read, one line for each arrow: when, why, from whom to whom, and what.
 *
 * @example
 * ```ts
 * import { transcriptText } from 'cpm-routing/simulation'
 *
 * const line = { at: 0, from: 'Originator', to: 'SIP/IP core', what: 'MESSAGE e-1', requirement: 'TERM-01', kind: 'happening' } as const
 * const rest = { requirements: [], start: 0, end: 0, parties: [], held: [], failures: [] }
 * console.log(transcriptText({ title: 'One message', lines: [line], ...rest }))
 * // => One message
 * //
 * // 1970-01-01 00:00:00     +00:00  TERM-01  Originator → SIP/IP core: MESSAGE e-1
 * //
 * // everything was as expected
 * ```
 */
export const transcriptText = ({ title, zone, lines, failures }: Transcript): string => {
  const verdict =
    failures.length === 0
      ? 'everything was as expected\n'
      : `not as expected:\n${failures.map((failure) => failureText(failure, zone)).join('')}`
  return `${title}\n\n${lines.map((line) => `${lineText(line, zone)}\n`).join('')}\n${verdict}`
}
