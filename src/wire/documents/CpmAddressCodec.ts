import type { CpmAddress } from '../../model/CpmAddress.js'
import { cpmAddress, longestAddress } from '../../model/CpmAddress.js'
import type { Codec } from './Codec.js'
import { newCodec } from './Codec.js'
import { isPlainObject } from './Json.js'
import { plainAddress } from './plainAddress.js'
import { refuse } from './Report.js'

const expected = 'a sip:, sips: or tel: URI, such as sip:+15550100@home2.example'

const isAddress = (value: unknown): value is CpmAddress => {
  if (!isPlainObject(value) || typeof value['uri'] !== 'string') {
    return false
  }
  const address = cpmAddress(value['uri'])
  return (
    address._tag === 'Some' &&
    address.value.canonical === value['canonical'] &&
    address.value.domain === value['domain']
  )
}

/** An address: the text of its URI; in memory with its canonical form, which is what comparisons use. Written as it was. */
export const CpmAddressCodec: Codec<CpmAddress> = newCodec({
  name: 'CpmAddress',
  expected,
  schema: {
    title: 'CpmAddress',
    description: 'A sip:, sips: or tel: URI.',
    type: 'string',
    pattern: '^([Ss][Ii][Pp][Ss]?|[Tt][Ee][Ll]):',
    maxLength: longestAddress,
  },
  read: (input, parent, key, report) => {
    if (typeof input !== 'string') {
      return refuse(report, parent, key, 'wrongType', expected, input)
    }
    const plain = plainAddress(input)
    if (plain !== undefined) {
      return plain
    }
    const address = cpmAddress(input)
    return address._tag === 'Some'
      ? address.value
      : input.length > longestAddress
        ? refuse(report, parent, key, 'tooLarge', `${expected}, of at most ${longestAddress} characters`, input)
        : refuse(report, parent, key, 'malformed', expected, input)
  },
  is: isAddress,
  encode: (address) => address.uri,
})
