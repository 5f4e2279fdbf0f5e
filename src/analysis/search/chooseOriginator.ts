import { isSome } from 'fp-ts/lib/Option.js'
import type { CpmAddress } from '../../model/CpmAddress.js'
import { cpmAddress } from '../../model/CpmAddress.js'
import type { Originator } from '../../model/StandaloneMessage.js'
import type { Literal } from './Condition.js'

const read = (uri: string): readonly CpmAddress[] => {
  const address = cpmAddress(uri)
  return isSome(address) ? [address.value] : []
}

const namedIn = (literals: readonly Literal[]): readonly (CpmAddress | string)[] =>
  literals.flatMap(({ condition }) =>
    condition._tag === 'Originator'
      ? [...(condition.wanted.one ?? []), ...(condition.wanted.domains ?? []), ...(condition.wanted.except ?? [])]
      : [],
  )

/** An originator whom no condition names. */
export const stranger = (unnamed: string): Originator => {
  const domain = `${unnamed}.invalid`
  const uri = `sip:${unnamed}@${domain}`
  return { address: { uri, canonical: uri, domain } }
}

/** The ways to write a telephone number with each host, and with none. */
const writtenWith = (address: CpmAddress, hosts: readonly string[]): readonly CpmAddress[] =>
  address.canonical.startsWith('tel:+')
    ? [
        ...read(address.canonical),
        ...hosts.flatMap((host) => read(`sip:${address.canonical.slice('tel:'.length)}@${host};user=phone`)),
      ].filter(({ canonical }) => canonical === address.canonical)
    : []

/**
 * An originator of every class that conditions can tell apart, the plainest first: one whom no condition names, an undisclosed one, each
 * address that is named, a stranger at each host that is named, and each telephone number written with each host.
 */
export const originatorsFor = (
  literals: readonly Literal[],
  unnamed: string,
): readonly (() => readonly Originator[])[] => {
  const named = namedIn(literals)
  const addresses = named.flatMap((entry) => (typeof entry === 'string' ? [] : [entry]))
  const hosts = [...new Set(named.flatMap((entry) => (typeof entry === 'string' ? [entry.toLowerCase()] : [])))]
  const disclosed = (address: CpmAddress): Originator => ({ address })
  return [
    () => [stranger(unnamed), { undisclosed: true }],
    () => addresses.map(disclosed),
    () => hosts.flatMap((host) => read(`sip:${unnamed}@${host}`)).map(disclosed),
    () => addresses.flatMap((address) => writtenWith(address, [...hosts, `${unnamed}.invalid`])).map(disclosed),
  ]
}
