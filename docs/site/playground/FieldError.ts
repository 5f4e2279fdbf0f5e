import type { InputError } from 'cpm-routing/wire'
import { indexAt } from './lineAt.js'
import { placeInJson, type Span } from './placeInJson.js'

/** What is wrong in one text, and where in it. */
export interface FieldError {
  readonly path: string
  readonly expected: string
  readonly actual: string
  readonly span: Span
}

const characterNamed = (actual: string): number | undefined => {
  const digits = / at character ([0-9]+)$/.exec(actual)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

const spanOf = (text: string, { path, actual }: InputError): Span => {
  const [, line, column] = /^line ([0-9]+), column ([0-9]+)/.exec(path) ?? []
  if (line !== undefined && column !== undefined) {
    const start = indexAt(text, Number(line), Number(column))
    return { start, end: Math.max(start, text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start)) }
  }
  const character = path === '' ? characterNamed(actual) : undefined
  return character === undefined ? placeInJson(text, path) : { start: character, end: character + 1 }
}

/** An error of the library with the part of the text that it is about. */
export const fieldError = (text: string, error: InputError): FieldError => ({
  path: error.path,
  expected: error.expected,
  actual: error.actual,
  span: spanOf(text, error),
})
