import type { Option } from 'fp-ts/lib/Option.js'
import { none, some } from 'fp-ts/lib/Option.js'

/**
 * The address of a person or a service: a `sip:`, `sips:` or `tel:` URI with the form in which it is compared.
 *
 * One telephone number has one canonical form, however it is written: `sip:+15550100@home2.example;user=phone`,
 * `tel:+1-555-0100` and `tel:+15550100` are all `tel:+15550100`.
 */
export interface CpmAddress {
  /** As it was written. */
  readonly uri: string
  /** As it is compared. */
  readonly canonical: string
  /** The host as written, in lower case and without port; a `tel:` URI has none. */
  readonly domain?: string
}

const unreserved = /^[A-Za-z0-9\-_.!~*'()]$/
const forbidden = /[<>"\p{Cc}\p{Zl}\p{Zp}]/u
const badEscape = /%(?![0-9A-Fa-f]{2})/
const hostAndPort = /^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_.])?)(?::([0-9]{1,5}))?$/
const globalNumber = /^\+[0-9]+$/
const localNumber = /^[0-9a-f*#]+$/
const keptTelParameter = /^(ext|isub|phone-context)=/
const spacedTelParameter = /^(ext=|phone-context=\+)/

const canonicalEscapes = (text: string): string =>
  text.includes('%')
    ? text.replace(/%[0-9A-Fa-f]{2}/g, (escape) => {
        const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16))
        return unreserved.test(character) ? character : escape.toUpperCase()
      })
    : text

const withoutSeparators = (digits: string): string => digits.replace(/[-.() ]/g, '')

/** The context of a local number may be a number itself; its name has a dash that is no separator. */
const canonicalTelParameter = (parameter: string): string => {
  const start = parameter.indexOf('=') + 1
  return spacedTelParameter.test(parameter)
    ? parameter.slice(0, start) + withoutSeparators(parameter.slice(start))
    : parameter
}

const before = (text: string, mark: string): string => {
  const at = text.indexOf(mark)
  return at < 0 ? text : text.slice(0, at)
}

const parametersOf = (text: string): readonly string[] => text.split(';').slice(1)

const canonicalTel = (subscriber: string): string | undefined => {
  const written = subscriber.toLowerCase()
  const number = withoutSeparators(before(written, ';'))
  const kept = parametersOf(written).filter((parameter) => keptTelParameter.test(parameter))
  return globalNumber.test(number) || localNumber.test(number)
    ? ['tel:' + number, ...kept.map(canonicalTelParameter).sort()].join(';')
    : undefined
}

const isPhone = (parameters: readonly string[]): boolean =>
  parameters.some((parameter) => parameter.toLowerCase() === 'user=phone')

const telAddress = (uri: string): CpmAddress | undefined => {
  const canonical = canonicalTel(canonicalEscapes(uri.slice('tel:'.length)))
  return canonical === undefined ? undefined : { uri, canonical }
}

const sipAddress = (uri: string, scheme: string): CpmAddress | undefined => {
  const rest = uri.slice(scheme.length + 1)
  const at = rest.lastIndexOf('@')
  const behindUser = before(rest.slice(at + 1), '?')
  const matched = hostAndPort.exec(before(behindUser, ';'))
  const port = matched?.[1]
  if (matched === null || at === 0 || Number(port ?? 0) > 65_535) {
    return undefined
  }
  const target = matched[0].toLowerCase()
  const user = at < 0 ? '' : canonicalEscapes(rest.slice(0, at))
  const number = user.startsWith('+') && isPhone(parametersOf(behindUser)) ? canonicalTel(user) : undefined
  return {
    uri,
    canonical: number ?? `${scheme}:${user === '' ? '' : `${user}@`}${target}`,
    domain: port === undefined ? target : target.slice(0, -port.length - 1),
  }
}

const readByScheme = (uri: string, scheme: string): CpmAddress | undefined =>
  scheme === 'tel:'
    ? telAddress(uri)
    : (scheme === 'sip:' || scheme === 'sips:') && !uri.includes(' ')
      ? sipAddress(uri, scheme.slice(0, -1))
      : undefined

/** The longest URI that is read, in characters. */
export const longestAddress = 2048

/**
 * Reads a `sip:`, `sips:` or `tel:` URI; `none` if it is not one.
 *
 * Headers and URI parameters do not count for comparison, the host counts in any case, the user part as written. An explicit port
 * stays, and `sips:` differs from `sip:`.
 *
 * @example
 * ```ts
 * import { cpmAddress } from 'cpm-routing'
 *
 * console.log(cpmAddress('sip:+1-555-0100@Home2.example;user=phone'))
 * // => { _tag: 'Some', value: { uri: 'sip:+1-555-0100@Home2.example;user=phone', canonical: 'tel:+15550100', domain: 'home2.example' } }
 * ```
 */
export const cpmAddress = (uri: string): Option<CpmAddress> => {
  const wellFormed = uri.length <= longestAddress && !forbidden.test(uri) && !badEscape.test(uri)
  const address = wellFormed ? readByScheme(uri, uri.slice(0, uri.indexOf(':') + 1).toLowerCase()) : undefined
  return address === undefined ? none : some(address)
}

/** Whether two addresses are one. */
export const isSameAddress = (left: CpmAddress, right: CpmAddress): boolean => left.canonical === right.canonical
