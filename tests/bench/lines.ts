/**
 * JSON lines end to end, process against process: `npm run build`, then `npm run bench -- lines [--lines=1000000]`.
 *
 * The other program parses each line and prints it again. Processor time of the whole process counts, its start included.
 */
import { spawn } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync, mkdirSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { documentOf } from './documents/requests.js'
import { numbersOption, ratioText, report, short, spreadOf, tableText } from './support/figures.js'

const count = numbersOption('lines', [50_000])[0]!
const rounds = numbersOption('rounds', [count > 200_000 ? 1 : 9])[0]!
const folder = resolve('.cache/bench')
const file = join(folder, `lines-${process.pid}.jsonl`)

/** Tells on its way out what it took: processor time, and the most memory it ever had. */
const teller =
  'data:text/javascript,process.on("exit",()=>{const{userCPUTime,systemCPUTime,maxRSS}=process.resourceUsage();' +
  'process.stderr.write(JSON.stringify({milliseconds:(userCPUTime+systemCPUTime)/1000,kilobytes:maxRSS}))})'
const parseAndPrint =
  'import{createInterface}from"node:readline";let piece="";' +
  'for await(const line of createInterface({input:process.stdin})){piece+=JSON.stringify(JSON.parse(line))+"\\n";' +
  'if(piece.length>65536){if(!process.stdout.write(piece))await new Promise(r=>process.stdout.once("drain",r));piece=""}}' +
  'process.stdout.write(piece)'

const programs = {
  'parse and print': ['--input-type=module', '--eval', parseAndPrint],
  'cpm-routing route --lines': [resolve('dist/esm/cli/main.js'), 'route', '--lines'],
}

interface Run {
  readonly milliseconds: number
  readonly kilobytes: number
}

const run = async (argv: readonly string[], lines: number): Promise<Run> => {
  const child = spawn(process.execPath, ['--import', teller, ...argv], { stdio: ['pipe', 'pipe', 'pipe'] })
  createReadStream(file, { end: ends[lines]! - 1 }).pipe(child.stdin)
  let printed = 0
  child.stdout.on('data', (piece: Buffer) => {
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) {
      printed += 1
    }
  })
  let told = ''
  child.stderr.on('data', (piece: Buffer) => {
    told += piece.toString()
  })
  await once(child, 'close')
  if (printed !== lines) {
    throw new Error(`${printed} lines came back of ${lines}: ${told}`)
  }
  return JSON.parse(told.slice(told.lastIndexOf('{'))) as Run
}

/** How many octets so many lines take. */
const ends: Record<number, number> = {}

const write = async (): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  const out = createWriteStream(file)
  let octets = 0
  for (let place = 1; place <= count; place += 1) {
    const line = `${JSON.stringify(documentOf(place))}\n`
    octets += Buffer.byteLength(line)
    if (place === Math.ceil(count / 10) || place === count) {
      ends[place] = octets
    }
    if (!out.write(line)) {
      await once(out, 'drain')
    }
  }
  out.end()
  await once(out, 'close')
}

if (existsSync('dist/esm/cli/main.js')) {
  await write()
  const names = Object.keys(programs) as readonly (keyof typeof programs)[]
  const runs: Run[][] = names.map(() => [])
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, name] of names.entries()) {
      runs[index]!.push(await run(programs[name], count))
    }
  }
  const tenth = await run(programs['cpm-routing route --lines'], Math.ceil(count / 10))
  rmSync(file)
  const rows = names.map((name, index) => ({
    name,
    perSecond: (1000 * count) / spreadOf(runs[index]!.map(({ milliseconds }) => milliseconds)).median,
    ratio: spreadOf(runs[index]!.map(({ milliseconds }, round) => milliseconds / runs[0]![round]!.milliseconds)),
    megabytes: spreadOf(runs[index]!.map(({ kilobytes }) => kilobytes / 1024)),
  }))
  const grown = rows[1]!.megabytes.median / (tenth.kilobytes / 1024)
  report(
    `${count} JSON lines of two thousand characters, process against process`,
    `${tableText(
      ['', 'lines a second of processor time', '÷ parse and print: median (least to most)', 'most MB'],
      rows.map(({ name, perSecond, ratio, megabytes }) => [
        name,
        short(perSecond),
        ratioText(ratio),
        short(megabytes.median),
      ]),
    )}\n\nmemory with ${count} lines ÷ with a tenth of them: ${short(grown)}\n`,
    { rows, tenth, grown },
    [{ what: 'route --lines ÷ parse and print', measured: rows[1]!.ratio.median, bound: 4 }],
  )
} else {
  console.log('\nJSON lines: run `npm run build` first')
}
