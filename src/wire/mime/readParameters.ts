import type { Option } from 'fp-ts/lib/Option.js'
import { none, some } from 'fp-ts/lib/Option.js'
import { scanQuoted } from './scanQuoted.js'

/** One `;name=value`; a flag has no value. */
export interface Parameter {
  /** In lower case. */
  readonly name: string
  /** Without quotation marks and escapes. */
  readonly value?: string
}

const blanks = /[ \t]*/y
const nameOfParameter = /[A-Za-z0-9\-.!%*_+`'~#$&^{|}]+/y
const plainValue = /[^ \t";,<>\\]+/y

/** Where a sticky pattern stops matching; `at` itself if it does not match. */
const endOf = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

const skipBlanks = (text: string, at: number): number => endOf(blanks, text, at)

interface Scanned {
  readonly parameter: Parameter
  readonly end: number
}

const scanValue = (text: string, name: string, start: number): Scanned | undefined => {
  if (text[start] === '"') {
    const quoted = scanQuoted(text, start)
    return quoted === undefined ? undefined : { parameter: { name, value: quoted.content }, end: quoted.end }
  }
  const end = endOf(plainValue, text, start)
  return end === start ? undefined : { parameter: { name, value: text.slice(start, end) }, end }
}

const scanParameter = (text: string, semicolon: number): Scanned | undefined => {
  const start = skipBlanks(text, semicolon + 1)
  const end = endOf(nameOfParameter, text, start)
  if (text[semicolon] !== ';' || end === start) {
    return undefined
  }
  const name = text.slice(start, end).toLowerCase()
  const equals = skipBlanks(text, end)
  return text[equals] === '='
    ? scanValue(text, name, skipBlanks(text, equals + 1))
    : { parameter: { name }, end: equals }
}

/**
 * Reads `;name=value` up to the end of a text; `none` if anything else stands there, a value is empty or a name comes twice.
 *
 * Values are tokens, hosts or quoted strings.
 */
export const readParameters = (text: string, start = 0): Option<readonly Parameter[]> => {
  const parameters: Parameter[] = []
  let at = skipBlanks(text, start)
  while (at < text.length) {
    const scanned = scanParameter(text, at)
    if (scanned === undefined) {
      return none
    }
    parameters.push(scanned.parameter)
    at = skipBlanks(text, scanned.end)
  }
  return new Set(parameters.map((parameter) => parameter.name)).size === parameters.length ? some(parameters) : none
}

/** The value of a parameter; a flag has the empty value, an absent parameter none. */
export const parameterValue = (parameters: readonly Parameter[], name: string): string | undefined => {
  const found = parameters.find((parameter) => parameter.name === name)
  return found === undefined ? undefined : (found.value ?? '')
}
