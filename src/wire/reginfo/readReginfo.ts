import { chain } from 'fp-ts/lib/Either.js'
import type { Decoded, Decoding } from '../InputError.js'
import { refusal } from '../octets/decoding.js'
import { childrenOf } from '../xml/childrenOf.js'
import { placeOf } from '../xml/placeOf.js'
import { readXml } from '../xml/readXml.js'
import type { XmlElement } from '../xml/XmlElement.js'
import type { XmlLimits } from '../xml/XmlLimits.js'
import type { XmlReport } from '../xml/XmlReport.js'
import {
  concludeReport,
  newXmlReport,
  refuseElement,
  requiredAttribute,
  requiredWord,
  warnOfElement,
} from '../xml/XmlReport.js'
import type { Reginfo, Registration } from './Reginfo.js'
import { readContact } from './readContact.js'
import { reginfoNamespace } from './reginfoNamespace.js'
import { warnOfUnknownChildren } from './warnOfUnknownChildren.js'

const largestVersion = 4_294_967_295

const versionOf = (report: XmlReport, root: XmlElement): number => {
  const written = requiredAttribute(report, root, 'version')
  const version = /^\+?[0-9]+$/.test(written) ? Number(written) : -1
  if (written !== '' && version < 0) {
    refuseElement(report, root, 'malformed', 'version: a whole number', written)
  }
  if (version > largestVersion) {
    refuseElement(report, root, 'outOfRange', `version: at most ${largestVersion}`, written)
  }
  return version
}

/** Warns where two rows of a table have one id: the later one counts. */
const warnOfRepeatedIds = (report: XmlReport, element: XmlElement, ids: readonly string[]): void => {
  if (new Set(ids).size < ids.length) {
    warnOfElement(report, element, 'an id stands here more than once: what comes later counts')
  }
}

const readRegistration = (report: XmlReport, element: XmlElement): Registration | undefined => {
  const aor = requiredAttribute(report, element, 'aor')
  const id = requiredAttribute(report, element, 'id')
  const state = requiredWord(report, element, 'state', ['init', 'active', 'terminated'])
  const contacts = childrenOf(element, reginfoNamespace, 'contact').flatMap(
    (contact) => readContact(report, contact) ?? [],
  )
  const ids = contacts.map((contact) => contact.id)
  warnOfRepeatedIds(report, element, ids)
  warnOfUnknownChildren(report, element, ['contact'])
  return state === undefined ? undefined : { aor, id, state, contacts }
}

const readRoot = ({ value: root }: Decoded<XmlElement>): Decoding<Reginfo> => {
  if (root.name !== 'reginfo' || root.namespace !== reginfoNamespace) {
    return refusal('unsupported', placeOf(root), `reginfo of ${reginfoNamespace}`, `${root.name} of ${root.namespace}`)
  }
  const report = newXmlReport()
  const version = versionOf(report, root)
  const state = requiredWord(report, root, 'state', ['full', 'partial'])
  const registrations = childrenOf(root, reginfoNamespace, 'registration').flatMap(
    (element) => readRegistration(report, element) ?? [],
  )
  const ids = registrations.map((registration) => registration.id)
  warnOfRepeatedIds(report, root, ids)
  warnOfUnknownChildren(report, root, ['registration'])
  return concludeReport(report, state === undefined ? undefined : { version, state, registrations })
}

/**
 * Reads a registration information document: which contacts of the user are bound, and what they announce.
 *
 * Whatever a registrar may leave out may be absent, an unknown event is kept as it stands, and elements of other namespaces are
 * passed over. A number that is not readable is dropped with a warning, since nothing hangs on it; `id`, `aor`, `state`, `event` and `uri`
 * are needed.
 *
 * @param bytes - the body of type `application/reginfo+xml`
 * @param limits - what may be asked of the reader; absent members are those of `defaultXmlLimits`
 * @returns the document, or every error with its line and column; another document type is `unsupported`
 *
 * @example
 * ```ts
 * import { readReginfo, utf8Encode } from 'cpm-routing/wire'
 *
 * const document = '<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="0" state="full"/>'
 *
 * console.log(readReginfo(utf8Encode(document)))
 * // => {
 * //   _tag: 'Right',
 * //   right: {
 * //     value: { version: 0, state: 'full', registrations: [] },
 * //     warnings: []
 * //   }
 * // }
 * ```
 */
export const readReginfo = (bytes: Uint8Array, limits: Partial<XmlLimits> = {}): Decoding<Reginfo> =>
  chain(readRoot)(readXml(bytes, limits))
