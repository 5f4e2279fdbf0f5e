import { left } from 'fp-ts/lib/Either.js'
import type { Decoding, InputError } from '../InputError.js'
import { fieldValues } from '../mime/HeaderField.js'
import type { MimePart } from '../mime/readMultipart.js'
import { decoded, inputError } from '../octets/decoding.js'
import type { SipRequest } from './SipRequest.js'

const encodingErrors = ({ headers }: SipRequest): readonly InputError[] =>
  fieldValues(headers, 'Content-Encoding')
    .filter((encoding) => encoding.toLowerCase() !== 'identity')
    .map((encoding) => inputError('unsupported', 'Content-Encoding', 'identity', encoding))

const typeErrors = ({ headers, body }: SipRequest): readonly InputError[] =>
  body.length === 0 || fieldValues(headers, 'Content-Type').length > 0
    ? []
    : [inputError('missing', 'Content-Type', 'the media type of the body', 'none')]

/** The body as the part that it is, if its octets are what they seem: not in another encoding, and of a stated type where there are any. */
export const checkBody = (sip: SipRequest): Decoding<MimePart> => {
  const errors = [...encodingErrors(sip), ...typeErrors(sip)]
  return errors.length > 0 ? left(errors) : decoded({ headers: sip.headers, content: sip.body })
}
