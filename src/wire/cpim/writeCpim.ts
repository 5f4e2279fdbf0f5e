import { left } from 'fp-ts/lib/Either.js'
import type { Decoding, InputError } from '../InputError.js'
import type { HeaderField } from '../mime/HeaderField.js'
import { isUri } from '../mime/isUri.js'
import { readDateTime } from '../mime/readDateTime.js'
import { readMediaType } from '../mime/readMediaType.js'
import { decoded, inputError } from '../octets/decoding.js'
import { joinOctets } from '../octets/joinOctets.js'
import { utf8Encode } from '../octets/utf8.js'
import type { CpimParty } from './CpimMessage.js'
import { imdnNamespace } from './CpimMessage.js'
import { escapeCpim } from './escapeCpim.js'

/** A message in common format that is to be written. */
export interface CpimOutline {
  readonly from: CpimParty
  readonly to: readonly CpimParty[]
  /** A date-time of RFC 3339, as it is to stand there. */
  readonly dateTime?: string
  readonly subject?: string
  /** The `imdn.Message-ID` of this message. */
  readonly messageId?: string
  /** The way of a notification back to the originator, next one first. */
  readonly imdnRoute?: readonly string[]
  readonly contentType: string
  /** Header fields of the content after its Content-Type. */
  readonly contentHeaders?: readonly HeaderField[]
  readonly content: Uint8Array
}

const messageIdSyntax = /^[!-~]+$/
const fieldName = /^[A-Za-z0-9-]+$/
const control = /\p{Cc}/u

/** One line of the message, or why it cannot be written. */
type WrittenLine = readonly [line: string, error?: InputError]

const checked = (
  sound: boolean,
  line: string,
  path: string,
  expected: string,
  actual: string,
): readonly WrittenLine[] => [sound ? [line] : [line, inputError('malformed', path, expected, actual)]]

const party = (name: string, { formalName, uri }: CpimParty): readonly WrittenLine[] => {
  const shown = formalName === undefined ? '' : `"${escapeCpim(formalName)}" `
  return checked(isUri(uri), `${name}: ${shown}<${uri}>`, name, 'a URI', uri)
}

const someone = (to: readonly CpimParty[]): readonly WrittenLine[] =>
  to.length > 0 ? to.flatMap((each) => party('To', each)) : [['', inputError('missing', 'To', 'a recipient', 'none')]]

const optional = <A>(value: A | undefined, write: (value: A) => readonly WrittenLine[]): readonly WrittenLine[] =>
  value === undefined ? [] : write(value)

/** The headers about notifications, after the one that binds their prefix. */
const imdnLines = ({ messageId, imdnRoute = [] }: CpimOutline): readonly WrittenLine[] =>
  messageId === undefined && imdnRoute.length === 0
    ? []
    : [
        [`NS: imdn <${imdnNamespace}>`],
        ...optional(messageId, (id) =>
          checked(
            messageIdSyntax.test(id),
            `imdn.Message-ID: ${id}`,
            'imdn.Message-ID',
            'an identity without blanks',
            id,
          ),
        ),
        ...imdnRoute.flatMap((uri) => party('imdn.IMDN-Route', { uri })),
      ]

const contentField = ({ name, value }: HeaderField): readonly WrittenLine[] =>
  checked(
    fieldName.test(name) && !control.test(value),
    `${name}: ${value}`,
    'contentHeaders',
    'a header field on one line',
    `${name}: ${value}`,
  )

const linesOf = (outline: CpimOutline): readonly WrittenLine[] => [
  ...party('From', outline.from),
  ...someone(outline.to),
  ...optional(outline.dateTime, (text) =>
    checked(readDateTime(text)._tag === 'Some', `DateTime: ${text}`, 'DateTime', 'a date-time of RFC 3339', text),
  ),
  ...optional(outline.subject, (text) => [[`Subject: ${escapeCpim(text)}`]]),
  ...imdnLines(outline),
  [''],
  ...checked(
    readMediaType(outline.contentType)._tag === 'Some' && !control.test(outline.contentType),
    `Content-Type: ${outline.contentType}`,
    'Content-Type',
    'a media type',
    outline.contentType,
  ),
  ...(outline.contentHeaders ?? []).flatMap(contentField),
]

/**
 * Writes a message in the common format for instant messages (RFC 3862), each header on a line of its own whatever its value holds.
 *
 * @param outline what it says; a formal name and the subject may hold any text, and are escaped
 * @returns the octets of media type `message/cpim`, the content as it was given. Errors, all at once: `malformed` for what could not be
 * read again, such as an address that is no URI, and `missing` where there is no recipient.
 *
 * @example
 * ```ts
 * import { utf8Decode, utf8Encode, writeCpim } from 'cpm-routing/wire'
 *
 * const written = writeCpim({
 *   from: { formalName: 'Ann "A"', uri: 'sip:ann@home1.example' },
 *   to: [{ uri: 'sip:bob@home2.example' }],
 *   contentType: 'text/plain',
 *   content: utf8Encode('noon?'),
 * })
 * console.log(written._tag === 'Right' ? utf8Decode(written.right.value) : written.left)
 * // => {
 * //   _tag: 'Some',
 * //   value: 'From: "Ann \\"A\\"" <sip:ann@home1.example>\r\n' +
 * //     'To: <sip:bob@home2.example>\r\n' +
 * //     '\r\n' +
 * //     'Content-Type: text/plain\r\n' +
 * //     '\r\n' +
 * //     'noon?'
 * // }
 * ```
 */
export const writeCpim = (outline: CpimOutline): Decoding<Uint8Array> => {
  const lines = linesOf(outline)
  const errors = lines.flatMap(([, error]) => (error === undefined ? [] : [error]))
  return errors.length > 0
    ? left(errors)
    : decoded(joinOctets(utf8Encode(`${lines.map(([line]) => line).join('\r\n')}\r\n\r\n`), outline.content))
}
