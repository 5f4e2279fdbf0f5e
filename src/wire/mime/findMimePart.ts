import { chain } from 'fp-ts/lib/Either.js'
import type { Option } from 'fp-ts/lib/Option.js'
import { none, some } from 'fp-ts/lib/Option.js'
import type { Decoded, Decoding } from '../InputError.js'
import { decoded, refusal } from '../octets/decoding.js'
import { fieldValues } from './HeaderField.js'
import type { MediaType } from './readMediaType.js'
import { readMediaType } from './readMediaType.js'
import type { MimePart, MultipartLimits } from './readMultipart.js'
import { multipartLimits, readMultipart } from './readMultipart.js'
import { parameterValue } from './readParameters.js'

/** What a part without a Content-Type is. */
const defaultType: MediaType = { type: 'text/plain', parameters: [] }

/**
 * The media type that header fields state; plain text where they state none.
 *
 * Errors: `malformed` if it is no media type, `duplicate` if there are several.
 */
export const contentTypeOf = (part: Pick<MimePart, 'headers'>): Decoding<MediaType> => {
  const [value, second] = fieldValues(part.headers, 'Content-Type')
  if (second !== undefined) {
    return refusal('duplicate', 'Content-Type', 'one Content-Type', second)
  }
  if (value === undefined) {
    return decoded(defaultType)
  }
  const read = readMediaType(value)
  return read._tag === 'Some'
    ? decoded(read.value)
    : refusal('malformed', 'Content-Type', 'a media type: type/subtype;parameter=value', value)
}

const nothing: Decoding<Option<MimePart>> = decoded(none)

const searchParts = (
  parts: readonly MimePart[],
  wanted: string,
  limits: MultipartLimits,
): Decoding<Option<MimePart>> => {
  for (const part of parts) {
    const found = findMimePart(part, wanted, limits)
    if (found._tag === 'Left' || found.right.value._tag === 'Some') {
      return found
    }
  }
  return nothing
}

/**
 * The first part of a media type: the body itself, or what stands in it, however deep.
 *
 * ```
 * multipart/mixed
 * ├─ application/sdp
 * └─ multipart/related
 *    └─ message/cpim      found
 * ```
 *
 * @param body header fields with a Content-Type, and the octets
 * @param wanted `type/subtype` in lower case
 * @param limits how much is read at most
 * @returns `none` if there is no such part. Errors: those of {@link readMultipart}, and `tooLarge` if bodies stand deeper inside one
 * another than `limits.depth`.
 */
export const findMimePart = (
  body: MimePart,
  wanted: string,
  limits: MultipartLimits = multipartLimits,
): Decoding<Option<MimePart>> =>
  chain(({ value: contentType }: Decoded<MediaType>): Decoding<Option<MimePart>> => {
    if (contentType.type === wanted) {
      return decoded(some(body))
    }
    if (!contentType.type.startsWith('multipart/')) {
      return nothing
    }
    if (limits.depth < 1) {
      return refusal('tooLarge', 'Content-Type', 'fewer multipart bodies inside one another', contentType.type)
    }
    const boundary = parameterValue(contentType.parameters, 'boundary')
    if (boundary === undefined) {
      return refusal('missing', 'Content-Type', 'a boundary', contentType.type)
    }
    const parts = readMultipart(body.content, boundary, limits)
    return parts._tag === 'Left'
      ? parts
      : searchParts(parts.right.value, wanted, { ...limits, depth: limits.depth - 1 })
  })(contentTypeOf(body))
