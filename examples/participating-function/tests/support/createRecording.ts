import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { headerOf, type SipMessage } from '../../src/sip/SipMessage.js'

/** What went between whom, in the order in which it was seen. */
export interface Recording {
  readonly note: (from: string, to: string, what: string) => void
  readonly sip: (from: string, to: string, message: SipMessage) => void
  /** Begins anew. */
  readonly clear: () => void
  /** Writes a sequence diagram in the language of Mermaid, where FLOWS names a folder. */
  readonly write: (name: string, title: string) => void
}

/** Ports are others in every run, and each recipient of a test has a number. */
const steady = (text: string): string =>
  text.replace(/127\.0\.0\.1:[0-9]+/g, '127.0.0.1').replace(/sip:bob[0-9]+@/g, 'sip:bob@')

const plain = (text: string): string =>
  text.replace(/[^\p{L}\p{N} .,:+()/_@=-]/gu, (character) => `#${Number(character.codePointAt(0))};`)

const briefly = (message: SipMessage): string => {
  const { method, requestUri, status, reason } = message
  if (method === '') {
    return `${status} ${reason} (${headerOf(message, 'CSeq').split(' ')[1] ?? ''})`
  }
  const remarks = ['P-Called-Party-ID', 'History-Info', 'Subject', 'Content-Type']
    .map((name) => [name, headerOf(message, name)] as const)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => (name === 'Content-Type' ? (value.split(';')[0] ?? '') : `${name}: ${value}`))
  return [`${method} ${requestUri}`, ...remarks].join(', ')
}

export const createRecording = (): Recording => {
  const lines: { readonly from: string; readonly to: string; readonly what: string; readonly isAnswer: boolean }[] = []
  return {
    note: (from, to, what) => void lines.push({ from, to, what, isAnswer: false }),
    sip: (from, to, message) =>
      void lines.push({ from, to, what: steady(briefly(message)), isAnswer: message.method === '' }),
    clear: () => {
      lines.length = 0
    },
    write: (name, title) => {
      const folder = process.env['FLOWS']
      if (folder === undefined) {
        return
      }
      const parties = [...new Set(lines.flatMap(({ from, to }) => [from, to]))]
      const placeOf = (party: string): string => `p${parties.indexOf(party)}`
      const rows = lines.map(
        ({ from, to, what, isAnswer }) =>
          `  ${placeOf(from)}${isAnswer ? '-->>' : '->>'}${placeOf(to)}: ${plain(what)}`,
      )
      const heads = parties.map((party) => `  participant ${placeOf(party)} as ${plain(party)}`)
      mkdirSync(folder, { recursive: true })
      writeFileSync(
        join(folder, `${name}.mmd`),
        `${['sequenceDiagram', `  accTitle: ${plain(title)}`, ...heads, ...rows].join('\n')}\n`,
      )
    },
  }
}
