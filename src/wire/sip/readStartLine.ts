import { left } from 'fp-ts/lib/Either.js'
import type { Decoding, InputError } from '../InputError.js'
import { isUri } from '../mime/isUri.js'
import { decoded, inputError, refusal } from '../octets/decoding.js'
import { textBefore } from '../octets/textBefore.js'
import type { SipRequest } from './SipRequest.js'

/** What the first line of a request says. */
export type StartLine = Pick<SipRequest, 'method' | 'requestUri'>

const token = /^[A-Za-z0-9\-.!%*_+`'~]+$/
const version = /^SIP\/[0-9]+\.[0-9]+$/i
const schemes: readonly string[] = ['sip', 'sips', 'tel']

const place = 'start line'

const methodErrors = (method: string, methods: readonly string[]): readonly InputError[] =>
  methods.includes(method) ? [] : [inputError('unsupported', place, methods.join(' or '), method)]

const uriErrors = (uri: string): readonly InputError[] => {
  const scheme = uri.slice(0, Math.max(uri.indexOf(':'), 0)).toLowerCase()
  if (!isUri(uri) || (scheme !== 'tel' && uri.includes('?'))) {
    return [inputError('malformed', place, 'a Request-URI without brackets, blanks and headers', uri)]
  }
  return schemes.includes(scheme) ? [] : [inputError('unsupported', place, schemes.join(', ') + ' as scheme', scheme)]
}

const versionErrors = (text: string): readonly InputError[] =>
  text.toUpperCase() === 'SIP/2.0' ? [] : [inputError('unsupported', place, 'SIP/2.0', text)]

/**
 * Reads the first line of a request: method, Request-URI and version, one space between them.
 *
 * Errors: `malformed` if it is none; `unsupported` for a response, another method (SIP says 405), another scheme (416) or another
 * version (505).
 */
export const readStartLine = (line: string, methods: readonly string[]): Decoding<StartLine> => {
  const method = textBefore(line, ' ')
  const requestUri = textBefore(line.slice(method.length + 1), ' ')
  const protocol = line.slice(method.length + requestUri.length + 2)
  if (version.test(method)) {
    return refusal('unsupported', place, 'a request', line)
  }
  if (!token.test(method) || !version.test(protocol)) {
    return refusal('malformed', place, 'method, Request-URI and SIP/2.0, one space between them', line)
  }
  const errors = [...methodErrors(method, methods), ...uriErrors(requestUri), ...versionErrors(protocol)]
  return errors.length > 0 ? left(errors) : decoded({ method, requestUri })
}
