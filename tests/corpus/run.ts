/**
 * Runs the readers over a folder of samples that nobody of this project wrote: `npx tsx tests/corpus/run.ts DIR`.
 *
 * DIR has an `index.json` with a row for each sample. One line for each, then a summary; exit status 1 if a sample is not met, 2 if there is no such folder.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSipRequest } from '../../src/wire/sip/readSipRequest.js'
import { judgeCpim } from './cpimCorpus.js'
import type { CorpusRow, Judge, Judgement } from './Judgement.js'
import { told } from './readings.js'
import { judgeSip } from './sipCorpus.js'
import { judgeImdn, judgePolicy, judgeReginfo } from './xmlCorpus.js'

/** The octets after the empty line: what a strict framer would not hand over if the length is wrong. */
const bodyOf = (bytes: Uint8Array): Uint8Array => bytes.subarray(Buffer.from(bytes).indexOf('\r\n\r\n') + 4)

/** A document inside a SIP request is judged alone; the request has to be read, or refused for the length of its body only. */
const insideRequest =
  (judge: Judge): Judge =>
  (row, bytes) => {
    if (!row.file.endsWith('.sip')) {
      return judge(row, bytes)
    }
    const read = readSipRequest(bytes, { methods: ['NOTIFY'] })
    const sip = read._tag === 'Right' ? 'request read' : `request refused: ${told(read.left)}`
    const judged = judge(row, bodyOf(bytes))
    const onlyTruncated = read._tag === 'Right' || read.left.every((error) => error.code === 'truncated')
    return { ...judged, met: judged.met && onlyTruncated, found: `${sip}; body: ${judged.found}` }
  }

const judges: Readonly<Record<string, Judge>> = {
  sip: judgeSip,
  cpim: judgeCpim,
  reginfo: insideRequest(judgeReginfo),
  imdn: judgeImdn,
  policy: judgePolicy,
}

const printed = (row: CorpusRow, judged: Judgement | undefined): string => {
  const outcome = judged === undefined ? 'no judge' : judged.met ? 'met' : 'NOT MET'
  const reason = judged?.reason === undefined ? '' : `  [${judged.reason}]`
  return `${outcome.padEnd(8)} ${row.verdict.padEnd(12)} ${row.file}  ${judged?.found ?? ''}${reason}`
}

const main = (directory: string | undefined): number => {
  if (directory === undefined || !existsSync(join(directory, 'index.json'))) {
    console.error('usage: npx tsx tests/corpus/run.ts DIR, a folder with an index.json')
    return 2
  }
  const index = JSON.parse(readFileSync(join(directory, 'index.json'), 'utf8')) as readonly CorpusRow[]
  const results = index
    .filter((row) => row.group in judges)
    .map((row) => ({ row, judged: judges[row.group]?.(row, new Uint8Array(readFileSync(join(directory, row.file)))) }))
  for (const { row, judged } of results) {
    console.log(printed(row, judged))
  }
  const exceptions = results.filter(({ judged }) => judged?.reason !== undefined)
  for (const { row, judged } of exceptions) {
    console.log(`exception ${row.file}: ${judged?.reason ?? ''}`)
  }
  for (const group of Object.keys(judges)) {
    const own = results.filter(({ row }) => row.group === group)
    const met = own.filter(({ judged }) => judged?.met === true).length
    console.log(`${group}: ${met} of ${own.length} met`)
  }
  return results.some(({ judged }) => judged?.met === false) ? 1 : 0
}

process.exitCode = main(process.argv[2])
