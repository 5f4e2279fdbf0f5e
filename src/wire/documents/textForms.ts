import type { MessageKind } from '../../model/StandaloneMessage.js'
import { messageKinds } from '../../model/StandaloneMessage.js'
import type { CpmService } from '../../model/CpmService.js'
import { cpmServices } from '../../model/CpmService.js'
import type { Codec } from './Codec.js'
import { oneOf, textLike } from './scalars.js'

/** `type/subtype`, parameters allowed. */
export const mediaType: Codec<string> = textLike({
  name: 'MediaType',
  expected: 'a media type, such as text/plain',
  pattern: /^[A-Za-z0-9!#$&^_.+\-]+\/[A-Za-z0-9!#$&^_.+\-]+[ \t]*(;[^\u0000-\u0008\u000a-\u001f\u007f]*)?$/,
  code: 'malformed',
})

/** `type/subtype`, `type/*` or any type; parameters are allowed and do not count. */
export const mediaRange: Codec<string> = textLike({
  name: 'MediaRange',
  expected: 'a media range: type/subtype, type/* or */*',
  pattern:
    /^(\*\/\*|[A-Za-z0-9!#$&^_.+\-]+\/(\*|[A-Za-z0-9!#$&^_.+\-]+))[ \t]*(;[^\u0000-\u0008\u000a-\u001f\u007f]*)?$/,
  code: 'malformed',
})

/** The host of a URI, without port. */
export const domain: Codec<string> = textLike({
  name: 'Domain',
  expected: 'a host name without port, such as home1.example (other scripts in their xn-- form)',
  pattern: /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_]([A-Za-z0-9_.\-]*[A-Za-z0-9_.])?)$/,
  code: 'malformed',
  longest: 255,
})

/** What kind of message. */
export const messageKind: Codec<MessageKind> = oneOf('MessageKind', messageKinds)

/** A CPM service. */
export const cpmService: Codec<CpmService> = oneOf('CpmService', cpmServices)
