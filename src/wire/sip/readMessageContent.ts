import { chain, left, map, mapLeft } from 'fp-ts/lib/Either.js'
import type { Option } from 'fp-ts/lib/Option.js'
import type { CpimMessage } from '../cpim/CpimMessage.js'
import { readCpim } from '../cpim/readCpim.js'
import { unmetRequirements } from '../cpim/unmetRequirements.js'
import type { Decoded, Decoding, InputError } from '../InputError.js'
import { contentTypeOf, findMimePart } from '../mime/findMimePart.js'
import { fieldValues } from '../mime/HeaderField.js'
import type { MediaType } from '../mime/readMediaType.js'
import type { MimePart } from '../mime/readMultipart.js'
import { checkBody } from './checkBody.js'
import { checkCharset } from './checkCharset.js'
import type { MessageLimits } from './MessageLimits.js'
import type { SipRequest } from './SipRequest.js'

/** What the recipient would read, without what it is wrapped in. */
export interface MessageContent {
  /** The wrapper, where there is one. */
  readonly cpim?: CpimMessage
  /** `type/subtype`; absent where the message is empty. */
  readonly contentType?: string
  /** In octets. */
  readonly size: number
}

/** The body itself: what is not wrapped in message/cpim is the content. */
const bareContent = (body: MimePart, mediaType: MediaType): Decoding<MessageContent> => {
  const stated = fieldValues(body.headers, 'Content-Type').length > 0
  return map(({ warnings }: Decoded<undefined>) => ({
    value: { ...(stated ? { contentType: mediaType.type } : {}), size: body.content.length },
    warnings,
  }))(checkCharset('body', mediaType, body.content))
}

const wrappedContent = ({ content }: MimePart, limits: MessageLimits): Decoding<MessageContent> =>
  chain(({ value: cpim }: Decoded<CpimMessage>): Decoding<MessageContent> => {
    const unmet = unmetRequirements(cpim)
    return unmet.length > 0
      ? left(unmet)
      : map(({ warnings }: Decoded<undefined>) => ({
          value: { cpim, contentType: cpim.contentType.type, size: cpim.content.length },
          warnings,
        }))(checkCharset('content', cpim.contentType, cpim.content))
  })(readCpim(content, limits.cpim))

/** Says of errors inside the body that they are there: their octets count from its start. */
const inBody = <A>(decoding: Decoding<A>): Decoding<A> =>
  mapLeft((errors: readonly InputError[]) => errors.map((error) => ({ ...error, path: `body: ${error.path}` })))(
    decoding,
  )

/**
 * Reads what a request carries: the content inside message/cpim, which may stand in a multipart body, else the body itself.
 *
 * A body in another encoding than identity is not read. Errors inside message/cpim or a multipart body say `body: ` before their place.
 */
export const readMessageContent = (sip: SipRequest, limits: MessageLimits): Decoding<MessageContent> =>
  chain(({ value: body }: Decoded<MimePart>) =>
    chain(({ value: mediaType }: Decoded<MediaType>) =>
      chain(({ value: part }: Decoded<Option<MimePart>>) =>
        part._tag === 'Some' ? inBody(wrappedContent(part.value, limits)) : bareContent(body, mediaType),
      )(inBody(findMimePart(body, 'message/cpim', limits.multipart))),
    )(contentTypeOf(body)),
  )(checkBody(sip))
