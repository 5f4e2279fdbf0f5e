import { chain } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { decodeJson, RoutingRequestCodec } from '../wire/documents/index.js'
import type { Question } from './answers.js'
import { answers } from './answers.js'
import { readArguments } from './Arguments.js'
import { decodeForms } from './decodeForms.js'
import { answerLines } from './lineAnswers.js'
import { readDocument, textOf, writeErrors } from './readDocument.js'
import type { Terminal } from './Terminal.js'
import { exitStatus } from './Terminal.js'
import { usage } from './usage.js'
import { readWireRequest, wireOptions } from './wireRequest.js'

type Command = keyof typeof usage

const misused = (terminal: Terminal, command: Command, why: string): number => {
  terminal.writeMessage(`cpm-routing${command === '' ? '' : ` ${command}`}: ${why}\n\n${usage[command]}`)
  return exitStatus.badUsage
}

const writeJson = async (terminal: Terminal, value: unknown): Promise<number> => {
  await terminal.writeResult(`${JSON.stringify(value, undefined, 2)}\n`)
  return exitStatus.answered
}

const runDecode = async (words: readonly string[], terminal: Terminal): Promise<number> => {
  const args = readArguments(words, { values: ['as'], flags: [] })
  if (args._tag === 'Left') {
    return misused(terminal, 'decode', args.left)
  }
  const { operands, values } = args.right
  const form = values['as'] ?? ''
  const decodeForm = Object.hasOwn(decodeForms, form) ? decodeForms[form] : undefined
  const [file] = operands
  if (decodeForm === undefined || file === undefined || operands.length > 1) {
    return misused(terminal, 'decode', `it takes --as with one of ${Object.keys(decodeForms).join(', ')}, and one FILE`)
  }
  const decoded = await readDocument(terminal, file, decodeForm)
  if (decoded._tag === 'Left') {
    await writeErrors(terminal, decoded.left)
    return exitStatus.badDocument
  }
  return writeJson(terminal, decoded.right)
}

const decodeRequest = decodeJson(RoutingRequestCodec)

const runQuestion = async (command: Question, words: readonly string[], terminal: Terminal): Promise<number> => {
  const args = readArguments(words, { values: wireOptions, flags: ['lines'] })
  if (args._tag === 'Left') {
    return misused(terminal, command, args.left)
  }
  const { operands, values, flags } = args.right
  const fromWire = Object.keys(values).length > 0
  const ways = operands.length + flags.length + (fromWire ? 1 : 0)
  if (ways !== 1) {
    return misused(terminal, command, 'it takes one REQUEST.json, or --lines, or --message and what goes with it')
  }
  if (fromWire && (values['message'] === undefined || values['now'] === undefined)) {
    return misused(terminal, command, '--message and --now go together')
  }
  const answer = answers[command]
  if (flags.length > 0) {
    return answerLines(terminal, answer)
  }
  const request = fromWire
    ? await readWireRequest(terminal, values)
    : await readDocument(terminal, operands.join(''), (octets) => pipe(textOf(octets), chain(decodeRequest)))
  if (request._tag === 'Left') {
    await writeErrors(terminal, request.left)
    return exitStatus.badDocument
  }
  return writeJson(terminal, answer(request.right))
}

const isCommand = (word: string): word is Exclude<Command, ''> => word !== '' && Object.hasOwn(usage, word)

/** Runs the command line with the words after the program's name; gives its exit status. */
export const run = async (words: readonly string[], terminal: Terminal): Promise<number> => {
  const [command, ...rest] = words
  if (command === '--help') {
    terminal.writeMessage(usage[''])
    return exitStatus.answered
  }
  if (command === undefined || !isCommand(command)) {
    return misused(terminal, '', command === undefined ? 'it takes a command' : `${command} is no command`)
  }
  if (rest.includes('--help')) {
    terminal.writeMessage(usage[command])
    return exitStatus.answered
  }
  return command === 'decode' ? runDecode(rest, terminal) : runQuestion(command, rest, terminal)
}
