import { chain } from 'fp-ts/lib/Either.js'
import type { Option } from 'fp-ts/lib/Option.js'
import { isSome } from 'fp-ts/lib/Option.js'
import type { Decoded, Decoding } from '../InputError.js'
import { findMimePart } from '../mime/findMimePart.js'
import { readMediaType } from '../mime/readMediaType.js'
import type { MimePart, MultipartLimits } from '../mime/readMultipart.js'
import { decoded, readAtMostOne, refusal } from '../octets/decoding.js'
import { utf8Decode } from '../octets/utf8.js'
import { checkBody } from './checkBody.js'
import { readWholeNumber } from './readWholeNumber.js'
import type { SipRequest } from './SipRequest.js'

/** What the offer of an INVITE says of the message that will follow. */
export interface FileOffer {
  /** In octets. */
  readonly size?: number
  /** `type/subtype`. */
  readonly contentType?: string
}

const selectorElement = /(?:[^ "]|"[^"]*")+/g
const largestSize = 10 ** 15 - 1

/** The values of an attribute, in order. */
const attributeValues = (lines: readonly string[], name: string): readonly string[] =>
  lines.filter((line) => line.startsWith(`a=${name}:`)).map((line) => line.slice(name.length + 3).trim())

const valueIn = (elements: readonly string[], name: string): readonly string[] =>
  elements.filter((element) => element.startsWith(`${name}:`)).map((element) => element.slice(name.length + 1))

const mediaTypes = (values: readonly string[]): readonly string[] =>
  values.map(readMediaType).flatMap((read) => (isSome(read) ? [read.value.type] : []))

/** The one type that may be wrapped; a notification is always allowed beside it, and several types say nothing. */
const onlyWrappedType = (lines: readonly string[]): readonly string[] => {
  const types = mediaTypes(attributeValues(lines, 'accept-wrapped-types').flatMap((value) => value.split(' '))).filter(
    (type) => type !== 'message/imdn+xml',
  )
  return types.length === 1 ? types : []
}

const readSdp = (text: string): Decoding<FileOffer> => {
  const lines = text.split('\n')
  const [selector = ''] = attributeValues(lines, 'file-selector')
  const elements = selector.match(selectorElement) ?? []
  const [contentType] = [...mediaTypes(valueIn(elements, 'type')), ...onlyWrappedType(lines)]
  const size = readAtMostOne(
    'a=file-selector',
    valueIn(elements, 'size'),
    readWholeNumber('a=file-selector', largestSize),
  )
  return chain(({ value }: Decoded<number | undefined>) =>
    decoded({
      ...(value === undefined ? {} : { size: value }),
      ...(contentType === undefined ? {} : { contentType }),
    }),
  )(size)
}

const readPart = ({ content }: MimePart): Decoding<FileOffer> => {
  const text = utf8Decode(content)
  return isSome(text)
    ? readSdp(text.value)
    : refusal('malformed', 'application/sdp', 'a description in UTF-8', 'other octets')
}

/**
 * Reads the size and the media type of the message from the session description: `a=file-selector` (RFC 5547), and for the type
 * `a=accept-wrapped-types` where it allows one type only. An INVITE without a description says neither.
 */
export const readFileOffer = (sip: SipRequest, limits: MultipartLimits): Decoding<FileOffer> =>
  chain(({ value: body }: Decoded<MimePart>) =>
    chain(({ value: part }: Decoded<Option<MimePart>>) => (isSome(part) ? readPart(part.value) : decoded({})))(
      findMimePart(body, 'application/sdp', limits),
    ),
  )(checkBody(sip))
