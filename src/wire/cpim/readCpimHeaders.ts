import type { InputError } from '../InputError.js'
import { isUri } from '../mime/isUri.js'
import type { Line } from '../mime/readLines.js'
import type { Parameter } from '../mime/readParameters.js'
import { readParameters } from '../mime/readParameters.js'
import { scanQuoted } from '../mime/scanQuoted.js'
import { inputError } from '../octets/decoding.js'
import type { CpimHeader, CpimName, RequiredHeader } from './CpimMessage.js'
import { coreNamespace } from './CpimMessage.js'

/** Prefixes and the namespaces they are bound to at one place of the header; the empty prefix is that of names without one. */
type Bindings = ReadonlyMap<string, string>

/** The message headers with their names resolved, those that must be understood, and what is wrong. */
export interface CpimHeaders {
  readonly headers: readonly CpimHeader[]
  readonly require: readonly RequiredHeader[]
  readonly errors: readonly InputError[]
}

interface Written {
  readonly name: string
  readonly parameters: readonly Parameter[]
  readonly value: string
}

const name = "[A-Za-z0-9!#$%&'*+^_`|~-]+"
const headerName = new RegExp(`^(?:${name}\\.)?${name}$`)
const declaration = new RegExp(`^(?:(${name}) )?<([^<>]*)>$`)

/** Where the parameters end: at the space before the value, which no parameter contains outside quotation marks; -1 without one. */
const endOfParameters = (text: string, start: number): number => {
  let at = start
  while (at < text.length && text[at] !== ' ') {
    at = text[at] === '"' ? (scanQuoted(text, at)?.end ?? text.length) : at + 1
  }
  return at < text.length ? at : -1
}

/** The parameters of a header, none of which is without a value; absent if they are not in their form. */
const parametersOf = (text: string): readonly Parameter[] | undefined => {
  const read = readParameters(text)
  return read._tag === 'Some' && read.value.every((parameter) => parameter.value !== undefined) ? read.value : undefined
}

const splitHeader = (text: string): Written | undefined => {
  const colon = text.indexOf(':')
  const space = endOfParameters(text, colon + 1)
  const parameters = parametersOf(text.slice(colon + 1, Math.max(space, 0)))
  return colon > 0 && space > 0 && headerName.test(text.slice(0, colon)) && parameters !== undefined
    ? { name: text.slice(0, colon), parameters, value: text.slice(space + 1) }
    : undefined
}

const resolve = (bindings: Bindings, written: string): CpimName | undefined => {
  const dot = written.indexOf('.')
  const namespace = bindings.get(written.slice(0, Math.max(dot, 0)))
  return namespace === undefined ? undefined : { namespace, name: written.slice(dot + 1) }
}

const undeclared = (path: string, written: string): InputError =>
  inputError('malformed', path, 'a prefix that an NS header declared before', written)

interface Reading {
  readonly bindings: Map<string, string>
  readonly headers: CpimHeader[]
  readonly require: RequiredHeader[]
  readonly errors: InputError[]
}

const declare = (reading: Reading, value: string): void => {
  const [, prefix = '', namespace = ''] = declaration.exec(value) ?? []
  if (isUri(namespace)) {
    reading.bindings.set(prefix, namespace)
  } else {
    reading.errors.push(inputError('malformed', 'NS', 'a prefix, which may be absent, and <URI>', value))
  }
}

const demand = (reading: Reading, value: string): void => {
  for (const text of value.split(',').map((element) => element.trim())) {
    const resolved = headerName.test(text) ? resolve(reading.bindings, text) : undefined
    if (resolved === undefined) {
      reading.errors.push(undeclared('Require', text))
    } else {
      reading.require.push({ ...resolved, text })
    }
  }
}

const take = (reading: Reading, { name: written, parameters, value }: Written): void => {
  if (written === 'NS') {
    declare(reading, value)
    return
  }
  const resolved = resolve(reading.bindings, written)
  if (resolved === undefined) {
    reading.errors.push(undeclared(written, written))
    return
  }
  reading.headers.push({ ...resolved, parameters, value })
  if (resolved.namespace === coreNamespace && resolved.name === 'Require') {
    demand(reading, value)
  }
}

/**
 * Reads message headers in their order, since an NS header binds a prefix for the headers after it until it is bound anew.
 *
 * NS itself is known whatever names without a prefix are bound to; all others are what their namespace makes of them.
 */
export const readCpimHeaders = (lines: readonly Line[]): CpimHeaders => {
  const reading: Reading = { bindings: new Map([['', coreNamespace]]), headers: [], require: [], errors: [] }
  for (const { text, octet } of lines) {
    const written = splitHeader(text)
    if (written === undefined) {
      reading.errors.push(
        inputError('malformed', `octet ${octet}`, 'a message header: name, colon, space, value', text),
      )
    } else {
      take(reading, written)
    }
  }
  return reading
}
