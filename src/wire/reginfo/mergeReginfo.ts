import type { Reginfo, Registration, RegistrationContact } from './Reginfo.js'

/** What is known of a user's registrations after the documents so far; plain data, to be kept by the caller. */
export interface RegistrationState {
  /** That of the last document that counted. */
  readonly version: number
  readonly registrations: readonly Registration[]
  /** Whether a document is missing: the subscriber asks the registrar for its full state, and an absence proves nothing until then. */
  readonly needsRefresh: boolean
}

const isBound = (contact: RegistrationContact): boolean => contact.state === 'active'

/** The rows of both, each id once and at its first place, as it was written last. */
const upsert = <Row extends { readonly id: string }>(
  held: readonly Row[],
  written: readonly Row[],
  join: (before: Row, after: Row) => Row,
): readonly Row[] => {
  const rows = new Map(held.map((row) => [row.id, row]))
  for (const row of written) {
    const before = rows.get(row.id)
    rows.set(row.id, before === undefined ? row : join(before, row))
  }
  return [...rows.values()]
}

const laterContact = (_before: RegistrationContact, after: RegistrationContact): RegistrationContact => after

/** A registration that has ended takes with it the contacts that its last words do not name. */
const endedWith = (registration: Registration, contact: RegistrationContact): RegistrationContact =>
  registration.state === 'active' ? contact : { ...contact, state: 'terminated', event: 'unregistered' }

const joinRegistrations = (before: Registration, after: Registration): Registration => ({
  ...after,
  contacts: upsert(
    before.contacts.map((contact) => endedWith(after, contact)),
    after.contacts,
    laterContact,
  ),
})

/** What is still bound: a terminated row has been seen once, and is dropped so that the state stays small. */
const stillBound = (held: readonly Registration[]): readonly Registration[] =>
  held
    .map((registration) => ({ ...registration, contacts: registration.contacts.filter(isBound) }))
    .filter((registration) => registration.contacts.length > 0)

const merged = (held: readonly Registration[], document: Reginfo): readonly Registration[] =>
  upsert(held, upsert([], document.registrations.map(withEachContactOnce), joinRegistrations), joinRegistrations)

const withEachContactOnce = (registration: Registration): Registration => ({
  ...registration,
  contacts: upsert([], registration.contacts, laterContact),
})

/**
 * Adds a document to what is known of a user's registrations.
 *
 * ```
 *                          full                        partial
 * nothing held             taken as it is              taken, needsRefresh
 * version = held + 1       replaces everything         rows are put in by id
 * version > held + 1       replaces everything         rows are put in, needsRefresh
 * version = held or less   passed over, unless 0       passed over
 * ```
 *
 * A full document of version 0 always replaces everything: it starts a count anew, and some registrars never count
 * but send everything under version 0 each time. What is late on the way does not get here, since the dialog puts its requests in order.
 *
 * Contacts that have ended stay for one document, so that the change can be seen, and then go.
 *
 * @param held - what was known before; `undefined` for the first document of a subscription
 * @param document - the document that has arrived
 * @returns what is known now; `held` itself if the document is passed over
 *
 * @example
 * ```ts
 * import { mergeReginfo } from 'cpm-routing/wire'
 *
 * const first = mergeReginfo(undefined, { version: 3, state: 'full', registrations: [] })
 *
 * console.log(mergeReginfo(first, { version: 5, state: 'partial', registrations: [] }))
 * // => { version: 5, registrations: [], needsRefresh: true }
 * ```
 */
export const mergeReginfo = (held: RegistrationState | undefined, document: Reginfo): RegistrationState => {
  const { version } = document
  if (document.state === 'full') {
    return held === undefined || version > held.version || version === 0
      ? { version, registrations: merged([], document), needsRefresh: false }
      : held
  }
  if (held === undefined) {
    return { version, registrations: merged([], document), needsRefresh: true }
  }
  return version > held.version
    ? {
        version,
        registrations: merged(stillBound(held.registrations), document),
        needsRefresh: held.needsRefresh || version > held.version + 1,
      }
    : held
}
