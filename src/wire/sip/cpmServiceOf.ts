import type { Option } from 'fp-ts/lib/Option.js'
import { fromNullable } from 'fp-ts/lib/Option.js'
import type { CpmService } from '../../model/CpmService.js'
import { cpmServices } from '../../model/CpmService.js'

const prefix = 'urn:urn-7:3gpp-service.ims.icsi.oma.cpm.'
const escaped = /%[0-9A-Fa-f]{2}/g

const percentDecoded = (text: string): string =>
  text.replace(escaped, (escape) => String.fromCharCode(Number.parseInt(escape.slice(1), 16)))

/**
 * The CPM service that a service identifier names, plain or percent-encoded and in any case; `none` if it names another one.
 *
 * Only the exact identifier counts: one with a slip in it is another service, however near it comes.
 *
 * @example
 * ```ts
 * import { cpmServiceOf } from 'cpm-routing/wire'
 *
 * console.log(cpmServiceOf('urn%3Aurn-7%3A3gpp-service.ims.icsi.oma.cpm.largemsg'))
 * // => { _tag: 'Some', value: 'largemsg' }
 * console.log(cpmServiceOf('urn:urn-7:3gppservice.ims.icsi.oma.cpm.msg'))
 * // => { _tag: 'None' }
 * ```
 */
export const cpmServiceOf = (identifier: string): Option<CpmService> => {
  const plain = percentDecoded(identifier).toLowerCase()
  return fromNullable(cpmServices.find((service) => plain === prefix + service))
}
