import { left } from 'fp-ts/lib/Either.js'
import type { Decoding, InputError } from '../InputError.js'
import { contentTypeOf } from '../mime/findMimePart.js'
import { fieldValues } from '../mime/HeaderField.js'
import type { HeaderLimits } from '../mime/readHeaderFields.js'
import { readHeaderFields } from '../mime/readHeaderFields.js'
import { readLines } from '../mime/readLines.js'
import { decoded, inputError } from '../octets/decoding.js'
import type { CpimMessage } from './CpimMessage.js'

/** The content and what its header fields say of it. */
export type CpimContent = Pick<CpimMessage, 'contentHeaders' | 'contentType' | 'content'>

const digits = /^[0-9]{1,9}$/

const lengthErrors = (stated: readonly string[], found: number): readonly InputError[] =>
  stated.flatMap((value) => {
    if (!digits.test(value)) {
      return [inputError('malformed', 'Content-Length', 'a number of octets', value)]
    }
    const code = Number(value) > found ? 'truncated' : 'contradiction'
    return Number(value) === found ? [] : [inputError(code, 'Content-Length', `${value} octets`, `${found} octets`)]
  })

/** Reads what stands after the message headers: header fields as MIME writes them, an empty line, and the content. */
export const readCpimContent = (bytes: Uint8Array, start: number, limits: HeaderLimits): Decoding<CpimContent> => {
  const block = readLines(bytes, start)
  const header = readHeaderFields(block.lines, limits)
  const contentType = contentTypeOf({ headers: header.fields })
  const content = bytes.subarray(block.end)
  const errors = [
    ...block.errors,
    ...header.errors,
    ...(block.closed
      ? lengthErrors(fieldValues(header.fields, 'Content-Length'), content.length)
      : [inputError('truncated', `octet ${block.end}`, 'an empty line before the content', 'the end of the message')]),
    ...(fieldValues(header.fields, 'Content-Type').length > 0
      ? []
      : [inputError('missing', 'Content-Type', 'the media type of the content', 'none')]),
  ]
  return contentType._tag === 'Right' && errors.length === 0
    ? decoded({ contentHeaders: header.fields, contentType: contentType.right.value, content })
    : left([...errors, ...(contentType._tag === 'Left' ? contentType.left : [])])
}
