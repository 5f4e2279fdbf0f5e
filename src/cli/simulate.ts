import { chain } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Scenario, Transcript } from '../simulation/index.js'
import {
  mermaidDiagram,
  ScenarioCodec,
  simulate,
  svgDiagram,
  TranscriptCodec,
  transcriptText,
} from '../simulation/index.js'
import { decodeJson, encode } from '../wire/documents/index.js'
import type { Decoding } from '../wire/InputError.js'
import type { Arguments } from './Arguments.js'
import { readDocument, writeErrors } from './readDocument.js'
import { exitStatus, type Terminal } from './Terminal.js'
import { textOf } from './textOf.js'
import { writeDiagram } from './writeDiagram.js'

const decodeScenario = (octets: Uint8Array): Decoding<Scenario> =>
  pipe(textOf(octets), chain(decodeJson(ScenarioCodec)))

/** The drawings that there are, by the end of the name of the file. */
const drawings: ReadonlyMap<string, (transcript: Transcript) => string> = new Map([
  ['.svg', svgDiagram],
  ['.mmd', mermaidDiagram],
])

/**
 * Plays a scenario: its transcript is the result, and is told to the person; a diagram goes into a file of its own.
 *
 * @param misuse What becomes of a command that is not understood.
 */
export const runSimulate = async (
  { operands, values }: Arguments,
  terminal: Terminal,
  misuse: (why: string) => number,
): Promise<number> => {
  const [file] = operands
  const { diagram } = values
  const drawing = diagram === undefined ? undefined : drawings.get(diagram.slice(-4))
  if (file === undefined || operands.length > 1 || (diagram !== undefined && drawing === undefined)) {
    return misuse('it takes one SCENARIO.json, and --diagram with a file that ends in .svg or .mmd')
  }
  const read = await readDocument(terminal, file, decodeScenario)
  if (read._tag === 'Left') {
    return writeErrors(terminal, read.left)
  }
  const transcript = simulate(read.right)
  terminal.writeMessage(transcriptText(transcript))
  const isDrawn =
    diagram === undefined || drawing === undefined || (await writeDiagram(terminal, diagram, drawing(transcript)))
  const written = await terminal.writeResult(`${JSON.stringify(encode(TranscriptCodec)(transcript), undefined, 2)}\n`)
  if (!isDrawn || written === 'failed') {
    return exitStatus.badDocument
  }
  return transcript.failures.length > 0 ? exitStatus.unexpected : exitStatus.answered
}
