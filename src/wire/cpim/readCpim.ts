import { sequenceS } from 'fp-ts/lib/Apply.js'
import { left } from 'fp-ts/lib/Either.js'
import type { Decoding, InputError, InputWarning } from '../InputError.js'
import { readDateTime } from '../mime/readDateTime.js'
import type { HeaderLimits } from '../mime/readHeaderFields.js'
import type { LineBlock } from '../mime/readLines.js'
import { readLines } from '../mime/readLines.js'
import { parameterValue } from '../mime/readParameters.js'
import { allErrors, decoded, inputError, readAtMostOne, readEach, refusal } from '../octets/decoding.js'
import type { CpimDateTime, CpimHeader, CpimMessage, CpimSubject } from './CpimMessage.js'
import { coreNamespace } from './CpimMessage.js'
import { headerValues } from './headerValues.js'
import { readCpimHeaders } from './readCpimHeaders.js'
import type { CpimContent } from './readCpimContent.js'
import { readCpimContent } from './readCpimContent.js'
import { readCpimParty } from './readCpimParty.js'
import { readImdnHeaders } from './readImdnHeaders.js'
import { unescapeCpim } from './unescapeCpim.js'

/** How much a message in common format may hold. */
export interface CpimLimits {
  /** The whole message. */
  readonly octets: number
  /** Of the message headers, and of the header fields of the content. */
  readonly header: HeaderLimits
}

/** What is read where the caller sets no limits. */
export const cpimLimits: CpimLimits = { octets: 65_536, header: { fields: 256, fieldLength: 8192 } }

const readSentAt = (text: string): Decoding<CpimDateTime> => {
  const instant = readDateTime(text)
  return instant._tag === 'Some'
    ? decoded({ text, instant: instant.value })
    : refusal('malformed', 'DateTime', 'a date-time of RFC 3339', text)
}

const subjectsOf = (headers: readonly CpimHeader[]): readonly CpimSubject[] =>
  headers
    .filter((header) => header.namespace === coreNamespace && header.name === 'Subject')
    .map((header) => {
      const language = parameterValue(header.parameters, 'lang')
      return { text: unescapeCpim(header.value), ...(language === undefined ? {} : { language }) }
    })

const limitErrors = ({ lines }: LineBlock, limits: HeaderLimits): readonly InputError[] => {
  const long = lines.find((line) => line.text.length > limits.fieldLength)
  return [
    ...(lines.length > limits.fields
      ? [inputError('tooLarge', 'octet 0', `at most ${limits.fields} message headers`, `${lines.length}`)]
      : []),
    ...(long === undefined
      ? []
      : [
          inputError(
            'tooLarge',
            `octet ${long.octet}`,
            `at most ${limits.fieldLength} characters`,
            `${long.text.length} characters`,
          ),
        ]),
  ]
}

const readContent = (bytes: Uint8Array, block: LineBlock, limits: HeaderLimits): Decoding<CpimContent> =>
  block.closed
    ? readCpimContent(bytes, block.end, limits)
    : refusal('truncated', `octet ${block.end}`, 'an empty line after the message headers', 'the end of the message')

const absenceOf = (path: string, present: boolean): readonly InputWarning[] =>
  present ? [] : [{ path, message: `The message names nobody in ${path}.` }]

const assemble = (block: LineBlock, content: Decoding<CpimContent>): Decoding<CpimMessage> => {
  const header = readCpimHeaders(block.lines)
  const errors = [...block.errors, ...header.errors]
  const values = (name: string): readonly string[] => headerValues(header.headers, coreNamespace, name)
  const parts = sequenceS(allErrors)({
    form: errors.length > 0 ? left(errors) : decoded(undefined),
    from: readAtMostOne('From', values('From'), readCpimParty('From')),
    to: readEach(values('To'), readCpimParty('To')),
    cc: readEach(values('cc'), readCpimParty('cc')),
    dateTime: readAtMostOne('DateTime', values('DateTime'), readSentAt),
    imdn: readImdnHeaders(header.headers),
    content,
  })
  if (parts._tag === 'Left') {
    return parts
  }
  const { from, to, cc, dateTime, imdn, content: read } = parts.right
  return decoded(
    {
      headers: header.headers,
      ...(from.value === undefined ? {} : { from: from.value }),
      to: to.value,
      cc: cc.value,
      ...(dateTime.value === undefined ? {} : { dateTime: dateTime.value }),
      subjects: subjectsOf(header.headers),
      require: header.require,
      imdn: imdn.value,
      ...read.value,
    },
    [...absenceOf('From', from.value !== undefined), ...absenceOf('To', to.value.length > 0)],
  )
}

/**
 * Reads a message in the common format for instant messages (RFC 3862), octet by octet.
 *
 * Message headers are read to the letter: names in their case, one colon and one space, one line each, prefixes only after the NS header
 * that binds them. Two things are left to the caller: a message without From or To has a warning, and the headers that Require names
 * are listed, understood or not.
 *
 * @param bytes the body of media type `message/cpim`
 * @param limits how much is read at most; absent members have the defaults of {@link cpimLimits}
 * @returns the message, its content a view on `bytes`. Errors: `malformed` for what breaks the form, `duplicate` for a second From,
 * DateTime or Message-ID, `missing` for a content without Content-Type, `truncated` where a header block never ends or the content is
 * shorter than it says, `contradiction` where it is longer, `tooLarge` beyond a limit.
 *
 * @example
 * ```ts
 * import { readCpim, utf8Encode } from 'cpm-routing/wire'
 *
 * const read = readCpim(utf8Encode([
 *   'From: <sip:anonymous@anonymous.invalid>',
 *   'To: <sip:anonymous@anonymous.invalid>',
 *   'NS: n <urn:ietf:params:imdn>',
 *   'n.Message-ID: m-0001',
 *   '',
 *   'Content-Type: text/plain',
 *   '',
 *   'noon?',
 * ].join('\r\n')))
 * console.log(read._tag === 'Right' ? [read.right.value.imdn.messageId, read.right.value.content.length] : read.left)
 * // => [ 'm-0001', 5 ]
 * ```
 */
export const readCpim = (bytes: Uint8Array, limits: Partial<CpimLimits> = {}): Decoding<CpimMessage> => {
  const { octets, header } = { ...cpimLimits, ...limits }
  if (bytes.length > octets) {
    return refusal('tooLarge', `octet ${octets}`, `at most ${octets} octets`, `${bytes.length} octets`)
  }
  const block = readLines(bytes, 0)
  const tooLarge = limitErrors(block, header)
  return tooLarge.length > 0 ? left(tooLarge) : assemble(block, readContent(bytes, block, header))
}
