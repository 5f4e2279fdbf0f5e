import { sequenceS } from 'fp-ts/lib/Apply.js'
import type { Decoding } from '../InputError.js'
import type { HeaderField } from '../mime/HeaderField.js'
import { fieldValues } from '../mime/HeaderField.js'
import { parameterValue } from '../mime/readParameters.js'
import { allErrors, decoded, refusal } from '../octets/decoding.js'
import { readElementsOf } from './listElements.js'
import { readNameAddr } from './readNameAddr.js'
import { readVia } from './readVia.js'
import { readWholeNumber } from './readWholeNumber.js'
import type { NameAddr, SipRequest, Via } from './SipRequest.js'

/** What every request says of itself. */
export type RequestHeader = Pick<SipRequest, 'from' | 'to' | 'callId' | 'sequence' | 'maxForwards' | 'via'>

const token = /^[A-Za-z0-9\-.!%*_+`'~]+$/
const callIdSyntax = /^[!-~]+$/
const sequenceSyntax = /^([0-9]+)[ \t]+([^ \t]+)$/
const highestSequence = 2 ** 31 - 1

const missing = (path: string): Decoding<never> => refusal('missing', path, `the header field ${path}`, 'none')

/** Reads a header field that must be there; the first one counts, since a second one is told elsewhere. */
const readRequired = <A>(
  headers: readonly HeaderField[],
  name: string,
  read: (value: string) => Decoding<A>,
): Decoding<A> => {
  const [value] = fieldValues(headers, name)
  return value === undefined ? missing(name) : read(value)
}

const readParty =
  (path: string) =>
  (value: string): Decoding<NameAddr> => {
    const party = readNameAddr(path)(value)
    const tag = party._tag === 'Right' ? parameterValue(party.right.value.parameters, 'tag') : undefined
    return tag === undefined || token.test(tag) ? party : refusal('malformed', path, 'a token as tag', value)
  }

const readFrom = (value: string): Decoding<NameAddr> => {
  const from = readParty('From')(value)
  return from._tag === 'Right' && parameterValue(from.right.value.parameters, 'tag') === undefined
    ? refusal('missing', 'From', 'a tag', value)
    : from
}

const readCallId = (value: string): Decoding<string> =>
  callIdSyntax.test(value) ? decoded(value) : refusal('malformed', 'Call-ID', 'an identity without blanks', value)

const readSequence =
  (method: string) =>
  (value: string): Decoding<number> => {
    const [, number = '', ofMethod] = sequenceSyntax.exec(value) ?? []
    return ofMethod === method
      ? readWholeNumber('CSeq', highestSequence)(number)
      : refusal(ofMethod === undefined ? 'malformed' : 'contradiction', 'CSeq', `a number and ${method}`, value)
  }

const readAllVia = (headers: readonly HeaderField[]): Decoding<readonly Via[]> =>
  fieldValues(headers, 'Via').length === 0 ? missing('Via') : readElementsOf(headers, 'Via', readVia)

/** Reads the header fields that every request must have; the errors of all of them at once. */
export const readRequestHeader = (headers: readonly HeaderField[], method: string): Decoding<RequestHeader> => {
  const parts = sequenceS(allErrors)({
    via: readAllVia(headers),
    from: readRequired(headers, 'From', readFrom),
    to: readRequired(headers, 'To', readParty('To')),
    callId: readRequired(headers, 'Call-ID', readCallId),
    sequence: readRequired(headers, 'CSeq', readSequence(method)),
    maxForwards: readRequired(headers, 'Max-Forwards', readWholeNumber('Max-Forwards', 255)),
  })
  if (parts._tag === 'Left') {
    return parts
  }
  const { via, from, to, callId, sequence, maxForwards } = parts.right
  return decoded({
    via: via.value,
    from: from.value,
    to: to.value,
    callId: callId.value,
    sequence: sequence.value,
    maxForwards: maxForwards.value,
  })
}
