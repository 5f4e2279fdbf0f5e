import type { CpmService } from '../../model/CpmService.js'
import { cpmServices } from '../../model/CpmService.js'
import { percentDecode } from './percentDecode.js'
import type { ContactParameter } from './Reginfo.js'

const servicePrefix = 'urn:urn-7:3gpp-service.ims.icsi.oma.cpm.'

/** The media feature tags that SIP defined first and that are written without a plus sign (RFC 3840). */
const baseTags: ReadonlySet<string> = new Set([
  'actor',
  'application',
  'audio',
  'automata',
  'class',
  'control',
  'data',
  'description',
  'duplex',
  'events',
  'extensions',
  'isfocus',
  'language',
  'methods',
  'mobility',
  'priority',
  'schemes',
  'text',
  'type',
  'video',
])

const isFeatureTag = (name: string): boolean => (name.startsWith('+') && name !== '+sip.instance') || baseTags.has(name)

/** The value without one pair of quotation marks around it. */
export const unquote = (value: string): string =>
  value.length >= 2 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value

const namedServices = (value: string): readonly string[] =>
  unquote(value)
    .split(',')
    .map((identifier) => percentDecode(identifier.trim()).toLowerCase())
    .filter((identifier) => identifier.startsWith(servicePrefix))
    .map((identifier) => identifier.slice(servicePrefix.length))

const announcedBy = ({ name, value }: ContactParameter): readonly string[] => {
  switch (name.toLowerCase()) {
    case '+g.3gpp.icsi-ref':
      return namedServices(value)
    case '+g.gsma.rcs.cpm.pager-large':
      return /^false$/i.test(unquote(value)) ? [] : ['largemsg']
    default:
      return []
  }
}

/**
 * The CPM services that a device announces in its feature tags, in the order of {@link cpmServices}; `undefined` if it announces nothing
 * at all, so that nothing is known of it.
 *
 * A device that announces other services only has none of CPM: an empty list.
 *
 * @param parameters - of its contact; a tag may stand there more than once
 *
 * @example
 * ```ts
 * import { servicesOfContact } from 'cpm-routing/wire'
 *
 * const value = '"urn%3Aurn-7%3A3gpp-service.ims.icsi.oma.cpm.msg,urn%3Aurn-7%3A3gpp-service.ims.icsi.oma.cpm.deferred"'
 *
 * console.log(servicesOfContact([{ name: '+g.3gpp.icsi-ref', value }]))
 * // => [ 'msg', 'deferred' ]
 * console.log(servicesOfContact([{ name: '+g.3gpp.smsip', value: '' }]))
 * // => []
 * ```
 */
export const servicesOfContact = (parameters: readonly ContactParameter[]): readonly CpmService[] | undefined => {
  const tags = parameters.filter(({ name }) => isFeatureTag(name.toLowerCase()))
  const announced = new Set(tags.flatMap(announcedBy))
  return tags.length === 0 ? undefined : cpmServices.filter((service) => announced.has(service))
}
