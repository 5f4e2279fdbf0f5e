import type { Decoding } from '../InputError.js'
import { isUri } from '../mime/isUri.js'
import { readParameters } from '../mime/readParameters.js'
import { scanQuoted } from '../mime/scanQuoted.js'
import { trimBlanks } from '../mime/trimBlanks.js'
import { decoded, refusal } from '../octets/decoding.js'
import type { NameAddr } from './SipRequest.js'

const words = /^[A-Za-z0-9\-.!%*_+`'~ \t]*$/
const endOfBareUri = /[;\s]/

interface Located {
  readonly displayName: string
  readonly uri: string
  /** Where the parameters of the header field start. */
  readonly rest: number
}

const inBrackets = (text: string, opening: number, displayName: string): Located | undefined => {
  const closing = text.indexOf('>', opening)
  return closing < 0 ? undefined : { displayName, uri: text.slice(opening + 1, closing), rest: closing + 1 }
}

/** A URI without brackets cannot have parameters of its own, nor a comma or a question mark: what follows belongs to the header field. */
const withoutBrackets = (text: string): Located | undefined => {
  const end = text.search(endOfBareUri)
  const uri = end < 0 ? text : text.slice(0, end)
  return uri.includes(',') || uri.includes('?') ? undefined : { displayName: '', uri, rest: uri.length }
}

const locate = (text: string): Located | undefined => {
  if (text.startsWith('"')) {
    const quoted = scanQuoted(text, 0)
    const opening = text.indexOf('<', quoted?.end)
    return quoted !== undefined && trimBlanks(text.slice(quoted.end, opening)) === '' && opening > 0
      ? inBrackets(text, opening, quoted.content)
      : undefined
  }
  const opening = text.indexOf('<')
  return opening >= 0 && words.test(text.slice(0, opening))
    ? inBrackets(text, opening, trimBlanks(text.slice(0, opening)))
    : withoutBrackets(text)
}

const nameAddrOf = (text: string): NameAddr | undefined => {
  const located = locate(text)
  if (located === undefined || !isUri(located.uri)) {
    return undefined
  }
  const parameters = readParameters(text, located.rest)
  return parameters._tag === 'None'
    ? undefined
    : {
        ...(located.displayName === '' ? {} : { displayName: located.displayName }),
        uri: located.uri,
        parameters: parameters.value,
      }
}

/**
 * Reads an address as the header field at `path` has it: `Name <uri>;parameter`, or `uri;parameter`.
 *
 * A name that is not in quotation marks consists of tokens; a URI with a comma, a semicolon or a question mark of its own stands in
 * angle brackets.
 *
 * @example
 * ```ts
 * import { readNameAddr } from 'cpm-routing/wire'
 *
 * const read = readNameAddr('From')('"Ann \\"A\\"" <sip:ann@home1.example;user=phone>;tag=a1')
 * console.log(read._tag === 'Right' ? [read.right.value.displayName, read.right.value.uri] : read.left)
 * // => [ 'Ann "A"', 'sip:ann@home1.example;user=phone' ]
 * ```
 */
export const readNameAddr =
  (path: string) =>
  (value: string): Decoding<NameAddr> => {
    const nameAddr = nameAddrOf(value)
    return nameAddr === undefined
      ? refusal('malformed', path, 'an address: name <uri>;parameter=value', value)
      : decoded(nameAddr)
  }
