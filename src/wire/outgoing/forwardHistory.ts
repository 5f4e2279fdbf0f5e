import { cpmAddress, isSameAddress } from '../../model/CpmAddress.js'
import type { Decoding } from '../InputError.js'
import type { HeaderField } from '../mime/HeaderField.js'
import { parameterValue } from '../mime/readParameters.js'
import { decoded, refusal } from '../octets/decoding.js'
import { textBefore } from '../octets/textBefore.js'
import { readElementsOf } from '../sip/listElements.js'
import { readNameAddr } from '../sip/readNameAddr.js'

/** A target that the request had: where it stands in the tree of targets, and its address. */
interface Target {
  readonly index: string
  readonly uri: string
}

const name = 'History-Info'
const indexSyntax = /^[0-9]{1,9}(?:\.[0-9]{1,9})*$/

const readTarget = (element: string): Decoding<Target> => {
  const read = readNameAddr(name)(element)
  if (read._tag === 'Left') {
    return read
  }
  const { uri, parameters } = read.right.value
  const index = parameterValue(parameters, 'index') ?? ''
  return indexSyntax.test(index)
    ? decoded({ index, uri: textBefore(uri, '?') })
    : refusal('malformed', name, 'an address with an index such as 1.2', element)
}

/** Whether an index comes after another one in the tree. */
const isAfter = (left: string, right: string): boolean => {
  const others = right.split('.')
  const numbers = left.split('.')
  const at = numbers.findIndex((number, level) => Number(number) !== Number(others[level]))
  return at >= 0 && (others[at] === undefined || Number(numbers[at]) > Number(others[at]))
}

const lastOf = (targets: readonly Target[]): Target | undefined => {
  let last: Target | undefined
  for (const target of targets) {
    last = last === undefined || isAfter(target.index, last.index) ? target : last
  }
  return last
}

const isSameTarget = (left: string, right: string): boolean => {
  const one = cpmAddress(left)
  const other = cpmAddress(right)
  return one._tag === 'Some' && other._tag === 'Some' ? isSameAddress(one.value, other.value) : left === right
}

const entryOf = (uri: string, index: string, cause = ''): HeaderField => ({
  name,
  value: `<${uri}>;index=${index}${cause}`,
})

/**
 * The History-Info entries with which a request goes on to another address (RFC 7044).
 *
 * ```
 * <sip:ann@a.example>;index=1                    as received
 * <sip:bob@b.example>;index=1.1;mp=1             as received: bob is where the request is now
 * <sip:eve@e.example>;index=1.1.1;mp=1.1         added: bob forwards it to eve
 * ```
 *
 * Where the entries received do not end with the address that the request is at, an entry for that comes first: as `1` if there are none, and
 * under the number 0 if some are missing in between.
 */
export const forwardHistory = (
  headers: readonly HeaderField[],
  requestUri: string,
  forwardTo: string,
): Decoding<readonly HeaderField[]> => {
  const targets = readElementsOf(headers, name, readTarget)
  if (targets._tag === 'Left') {
    return targets
  }
  const last = lastOf(targets.right.value)
  const isThere = last !== undefined && isSameTarget(last.uri, requestUri)
  const present = last === undefined ? '1' : isThere ? last.index : `${last.index}.0`
  return decoded([
    ...(isThere ? [] : [entryOf(requestUri, present)]),
    entryOf(forwardTo, `${present}.1`, `;mp=${present}`),
  ])
}
