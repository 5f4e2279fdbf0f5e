import { localTime } from './localTime.js'
import type { Transcript, TranscriptLine } from './Transcript.js'

/** Text that Mermaid takes as it stands: what means something to it is written as a character reference. */
const plain = (text: string): string =>
  text.replace(/[^\p{L}\p{N} .,:+()/_@=→-]/gu, (character) => `#${Number(character.codePointAt(0))};`)

const arrowOf = ({ reply, lost }: TranscriptLine): string =>
  lost === true ? (reply === true ? '--x' : '-x') : reply === true ? '-->>' : '->>'

/** A transcript as a sequence diagram in the language of Mermaid; remarks are left out. */
export const mermaidDiagram = ({ title, zone, parties, lines }: Transcript): string => {
  const places = new Map(parties.map((party, place) => [party, `p${place}`]))
  const rows = lines
    .filter(({ kind }) => kind !== 'remark')
    .map((line) => {
      const { time } = localTime(line.at, zone)
      const label = plain(`${time} ${line.what} (${line.requirement})`)
      return `  ${places.get(line.from) ?? 'p0'}${arrowOf(line)}${places.get(line.to) ?? 'p0'}: ${label}`
    })
  return [
    'sequenceDiagram',
    `  accTitle: ${plain(title)}`,
    ...parties.map((party, place) => `  participant p${place} as ${plain(party)}`),
    ...rows,
    '',
  ].join('\n')
}
