/** The CPM services that a client can announce in its feature tags, by the last part of the service identifier. */
export type CpmService = 'msg' | 'largemsg' | 'deferred' | 'systemmsg' | 'session' | 'session.group' | 'filetransfer'

/** Every {@link CpmService}, in the order of the specification of the identifiers. */
export const cpmServices: readonly CpmService[] = [
  'msg',
  'largemsg',
  'deferred',
  'systemmsg',
  'session',
  'session.group',
  'filetransfer',
]
