import type { Decoding, InputError, InputWarning } from '../../src/wire/InputError.js'
import { utf8Encode } from '../../src/wire/octets/utf8.js'

/** Lines with CR LF between them, as octets. */
export const octets = (...lines: readonly string[]): Uint8Array => utf8Encode(lines.join('\r\n'))

/** Octets as text, for a message in ASCII. */
export const textOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

/** What was read; fails the test if nothing was. */
export const valueOf = <A>(decoding: Decoding<A>): A => {
  if (decoding._tag === 'Left') {
    throw new Error(`nothing was read: ${JSON.stringify(decoding.left)}`)
  }
  return decoding.right.value
}

/** Code and path of each error, in order; empty if there is none. */
export const errorsOf = <A>(decoding: Decoding<A>): readonly string[] =>
  decoding._tag === 'Left' ? decoding.left.map((error: InputError) => `${error.code} ${error.path}`) : []

/** The paths of the warnings; fails the test if nothing was read. */
export const warningPathsOf = <A>(decoding: Decoding<A>): readonly string[] => {
  valueOf(decoding)
  return decoding._tag === 'Right' ? decoding.right.warnings.map((warning: InputWarning) => warning.path) : []
}

/** A MESSAGE with the header fields that every request has, others after them, and a body whose length it states. */
export const messageOctets = (fields: readonly string[] = [], body = ''): Uint8Array =>
  octets(
    'MESSAGE sip:+15550100@home2.example;user=phone SIP/2.0',
    'Via: SIP/2.0/UDP pcscf.home1.example;branch=z9hG4bK7a1',
    'From: <sip:anonymous@anonymous.invalid>;tag=a1',
    'To: <sip:+15550100@home2.example;user=phone>',
    'Call-ID: 7a1f@home1.example',
    'CSeq: 1 MESSAGE',
    'Max-Forwards: 70',
    ...fields,
    `Content-Length: ${utf8Encode(body).length}`,
    '',
    body,
  )
