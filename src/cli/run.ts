import { chain } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { RoutingRequest } from '../model/RoutingRequest.js'
import { decodeJson, RoutingRequestCodec } from '../wire/documents/index.js'
import type { Decoding } from '../wire/InputError.js'
import type { Arguments, OptionNames } from './Arguments.js'
import { readArguments } from './Arguments.js'
import type { Question } from './answers.js'
import { answers } from './answers.js'
import { conformanceOptions, runConformance } from './conformance.js'
import { decodeForms } from './decodeForms.js'
import { runImpact } from './impact.js'
import { answerLines } from './lineAnswers.js'
import { runLint } from './lint.js'
import { messageLine } from './messageLine.js'
import { readDocument } from './readDocument.js'
import { runSimulate } from './simulate.js'
import type { Terminal } from './Terminal.js'
import { exitStatus } from './Terminal.js'
import { textOf } from './textOf.js'
import { runTimeline, timelineOptions } from './timeline.js'
import { usage } from './usage.js'
import { readWireRequest } from './wireRequest.js'
import { wireOptions, wireSources } from './wireSources.js'
import { writeAnswer } from './writeAnswer.js'

type Command = keyof typeof usage

const misused = (terminal: Terminal, command: Command, why: string): number => {
  terminal.writeMessage(`${messageLine([`cpm-routing ${command}`.trim()], why)}\n${usage[command]}`)
  return exitStatus.badUsage
}

const runDecode = async ({ operands, values }: Arguments, terminal: Terminal): Promise<number> => {
  const decodeForm = decodeForms.get(values['as'] ?? '')
  const [file] = operands
  if (decodeForm === undefined || file === undefined || operands.length > 1) {
    return misused(terminal, 'decode', `it takes --as with one of ${[...decodeForms.keys()].join(', ')}, and one FILE`)
  }
  return writeAnswer(terminal, await readDocument(terminal, file, decodeForm), (decoded) => decoded)
}

const decodeRequest = decodeJson(RoutingRequestCodec)

const runQuestion = async (
  command: Question,
  { operands, values, flags }: Arguments,
  terminal: Terminal,
): Promise<number> => {
  const answer = answers[command]
  const [file] = operands
  if (operands.length + flags.length + (Object.keys(values).length > 0 ? 1 : 0) !== 1) {
    return misused(terminal, command, 'it takes one REQUEST.json, or --lines, or --message and what goes with it')
  }
  if (flags.length > 0) {
    return answerLines(terminal, answer)
  }
  if (file !== undefined) {
    const decode = (octets: Uint8Array): Decoding<RoutingRequest> => pipe(textOf(octets), chain(decodeRequest))
    return writeAnswer(terminal, await readDocument(terminal, file, decode), answer)
  }
  const sources = wireSources(values)
  return sources._tag === 'Left'
    ? misused(terminal, command, sources.left)
    : writeAnswer(terminal, await readWireRequest(terminal, sources.right), answer)
}

const isCommand = (word: string): word is Exclude<Command, ''> => word !== '' && Object.hasOwn(usage, word)

const questionOptions: OptionNames = { values: wireOptions, flags: ['lines', 'help'] }

const options: Readonly<Record<Exclude<Command, ''>, OptionNames>> = {
  route: questionOptions,
  explain: questionOptions,
  'next-change': questionOptions,
  decode: { values: ['as'], flags: ['help'] },
  lint: { values: ['policy'], flags: ['help'] },
  impact: { values: ['policy'], flags: ['help'] },
  timeline: { values: timelineOptions, flags: ['help'] },
  simulate: { values: ['diagram'], flags: ['help'] },
  conformance: { values: conformanceOptions, flags: ['help'] },
}

const help = (terminal: Terminal, command: Command): number => {
  terminal.writeMessage(usage[command])
  return exitStatus.answered
}

const runCommand = (command: Exclude<Command, ''>, args: Arguments, terminal: Terminal): number | Promise<number> => {
  const misuse = (why: string): number => misused(terminal, command, why)
  switch (command) {
    case 'route':
    case 'explain':
    case 'next-change':
      return runQuestion(command, args, terminal)
    case 'decode':
      return runDecode(args, terminal)
    case 'lint':
      return runLint(args, terminal, misuse)
    case 'impact':
      return runImpact(args, terminal, misuse)
    case 'timeline':
      return runTimeline(args, terminal, misuse)
    case 'simulate':
      return runSimulate(args, terminal, misuse)
    case 'conformance':
      return runConformance(args, terminal, misuse)
  }
}

/** Runs the command line with the words after the name of the program; gives its exit status. */
export const run = async (words: readonly string[], terminal: Terminal): Promise<number> => {
  const [command, ...rest] = words
  if (command === '--help') {
    return help(terminal, '')
  }
  if (command === undefined || !isCommand(command)) {
    return misused(terminal, '', command === undefined ? 'it takes a command' : `${command} is no command`)
  }
  const args = readArguments(rest, options[command])
  if (args._tag === 'Left') {
    return misused(terminal, command, args.left)
  }
  if (args.right.flags.includes('help')) {
    return help(terminal, command)
  }
  return runCommand(command, args.right, terminal)
}
