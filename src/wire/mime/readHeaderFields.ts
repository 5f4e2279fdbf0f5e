import type { InputError } from '../InputError.js'
import { inputError } from '../octets/decoding.js'
import type { HeaderField } from './HeaderField.js'
import type { Line } from './readLines.js'
import { trimBlanks } from './trimBlanks.js'

/** How much a header may hold. */
export interface HeaderLimits {
  /** Header fields, repeated ones counted each time. */
  readonly fields: number
  /** Characters of one header field, folded lines included. */
  readonly fieldLength: number
}

/** What a header holds, and what is wrong with it. */
export interface HeaderFields {
  readonly fields: readonly HeaderField[]
  readonly errors: readonly InputError[]
}

interface Unfolded {
  readonly octet: number
  readonly first: string
  readonly folded: string[]
  length: number
}

const token = /^[A-Za-z0-9\-.!%*_+`'~#$&^|]+$/

const startsBlank = (text: string): boolean => text.startsWith(' ') || text.startsWith('\t')

const unfold = (lines: readonly Line[]): readonly Unfolded[] => {
  const unfolded: Unfolded[] = []
  for (const line of lines) {
    const last = unfolded.at(-1)
    if (last !== undefined && startsBlank(line.text)) {
      last.folded.push(trimBlanks(line.text))
      last.length += line.text.length
    } else {
      unfolded.push({ octet: line.octet, first: line.text, folded: [], length: line.text.length })
    }
  }
  return unfolded
}

const fieldOf = (text: string): HeaderField | undefined => {
  const colon = text.indexOf(':')
  const name = trimBlanks(text.slice(0, Math.max(colon, 0)))
  return token.test(name) && !startsBlank(text) ? { name, value: trimBlanks(text.slice(colon + 1)) } : undefined
}

const readField = (field: Unfolded, limits: HeaderLimits): HeaderField | InputError => {
  const path = `octet ${field.octet}`
  if (field.length > limits.fieldLength) {
    return inputError('tooLarge', path, `at most ${limits.fieldLength} characters`, `${field.length} characters`)
  }
  const { first, folded } = field
  const text = folded.length === 0 ? first : [trimBlanks(first), ...folded].filter((piece) => piece !== '').join(' ')
  return fieldOf(text) ?? inputError('malformed', path, 'a header field: name, colon, value', first)
}

const isError = (read: HeaderField | InputError): read is InputError => 'code' in read

/** Reads header fields as SIP and MIME write them: a name in any case, a colon, a value that may go on in lines that start with a blank. */
export const readHeaderFields = (lines: readonly Line[], limits: HeaderLimits): HeaderFields => {
  const unfolded = unfold(lines)
  const [excess] = unfolded.slice(limits.fields)
  if (excess !== undefined) {
    const expected = `at most ${limits.fields} header fields`
    return { fields: [], errors: [inputError('tooLarge', `octet ${excess.octet}`, expected, `${unfolded.length}`)] }
  }
  const read = unfolded.map((field) => readField(field, limits))
  return {
    fields: read.flatMap((field) => (isError(field) ? [] : [field])),
    errors: read.filter(isError),
  }
}
