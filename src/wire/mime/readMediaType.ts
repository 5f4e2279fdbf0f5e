import type { Option } from 'fp-ts/lib/Option.js'
import { map, none } from 'fp-ts/lib/Option.js'
import type { Parameter } from './readParameters.js'
import { readParameters } from './readParameters.js'
import { trimBlanks } from './trimBlanks.js'

/** A media type with its parameters. */
export interface MediaType {
  /** `type/subtype` in lower case. */
  readonly type: string
  readonly parameters: readonly Parameter[]
}

const token = "[A-Za-z0-9!#$%&'*+.^_`{|}~-]+"
const typeAndSubtype = new RegExp(`^${token}[ \\t]*/[ \\t]*${token}$`)

/**
 * Reads the value of a Content-Type; `none` if it is not one.
 *
 * @example
 * ```ts
 * import { readMediaType } from 'cpm-routing/wire'
 *
 * const read = readMediaType('Text/Plain ;charset=utf-8')
 * console.log(read._tag === 'Some' ? [read.value.type, read.value.parameters] : read)
 * // => [ 'text/plain', [ { name: 'charset', value: 'utf-8' } ] ]
 * ```
 */
export const readMediaType = (value: string): Option<MediaType> => {
  const semicolon = value.indexOf(';')
  const end = semicolon < 0 ? value.length : semicolon
  const type = trimBlanks(value.slice(0, end))
  return typeAndSubtype.test(type)
    ? map((parameters: readonly Parameter[]) => ({ type: type.toLowerCase().replace(/[ \t]/g, ''), parameters }))(
        readParameters(value, end),
      )
    : none
}
