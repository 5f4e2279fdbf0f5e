import type { Ord } from 'fp-ts/lib/Ord.js'
import { contramap } from 'fp-ts/lib/Ord.js'
import { sort } from 'fp-ts/lib/ReadonlyArray.js'
import { Ord as textOrder } from 'fp-ts/lib/string.js'
import type { CpmAddress } from '../../model/CpmAddress.js'
import { cpmAddress, isSameAddress } from '../../model/CpmAddress.js'
import type { Decoding } from '../InputError.js'
import type { HeaderField } from '../mime/HeaderField.js'
import { parameterValue } from '../mime/readParameters.js'
import { decoded, refusal } from '../octets/decoding.js'
import { textBefore } from '../octets/textBefore.js'
import { readElementsOf } from './listElements.js'
import { readNameAddr } from './readNameAddr.js'

/** One target that the request had (RFC 7044). */
export interface HistoryEntry {
  /**
   * Where it stands in the tree of targets, in a form that sorts as text: by its index, of which `1.2` is the second one that `1` led to.
   */
  readonly place: string
  /** Without the headers that say why it was left. */
  readonly uri: string
}

const indexSyntax = /^[0-9]{1,9}(?:\.[0-9]{1,9})*$/

const digitsOfNumber = 9

const placeOf = (index: string): string =>
  index
    .split('.')
    .map((number) => number.padStart(digitsOfNumber, '0'))
    .join('.')

const readEntry = (element: string): Decoding<HistoryEntry> => {
  const read = readNameAddr('History-Info')(element)
  if (read._tag === 'Left') {
    return read
  }
  const { uri, parameters } = read.right.value
  const index = parameterValue(parameters, 'index') ?? ''
  return indexSyntax.test(index)
    ? decoded({ place: placeOf(index), uri: textBefore(uri, '?') })
    : refusal('malformed', 'History-Info', 'an address with an index such as 1.2', element)
}

const inTreeOrder: Ord<HistoryEntry> = contramap((entry: HistoryEntry) => entry.place)(textOrder)

/** The targets without the last ones that are the recipient: these say where the request is now, not who forwarded it. */
const withoutPresent = (targets: readonly CpmAddress[], recipient: CpmAddress): readonly CpmAddress[] => {
  let end = targets.length
  for (const target of [...targets].reverse()) {
    if (!isSameAddress(target, recipient)) {
      break
    }
    end -= 1
  }
  return targets.slice(0, end)
}

/**
 * Who forwarded the request already, oldest first: the targets it had before it came to the recipient, by their indexes.
 *
 * ```
 * History-Info: <sip:ann@a.example>;index=1           ann forwarded it
 * History-Info: <sip:bob@b.example>;index=1.1;mp=1    to bob, who forwarded it
 * History-Info: <sip:eve@e.example>;index=1.1.1;mp=1.1    to eve, the recipient: no forwarder
 * ```
 *
 * The last entries that name the recipient are left out, one that names the recipient further up is not: it shows a loop. Targets that
 * are neither `sip:`, `sips:` nor `tel:` are left out with a warning.
 */
export const readHistoryInfo = (
  headers: readonly HeaderField[],
  recipient: CpmAddress,
): Decoding<readonly CpmAddress[]> => {
  const entries = readElementsOf(headers, 'History-Info', readEntry)
  if (entries._tag === 'Left') {
    return entries
  }
  const read = sort(inTreeOrder)(entries.right.value).map((entry) => ({ entry, address: cpmAddress(entry.uri) }))
  const targets = read.flatMap(({ address }) => (address._tag === 'Some' ? [address.value] : []))
  return decoded(
    withoutPresent(targets, recipient),
    read.flatMap(({ entry, address }) =>
      address._tag === 'Some' ? [] : [{ path: 'History-Info', message: `No address to forward to: ${entry.uri}` }],
    ),
  )
}
