import { chain, isLeft, left } from 'fp-ts/lib/Either.js'
import type { CpmAddress } from '../../model/CpmAddress.js'
import type { UserPreferences } from '../../model/UserPreferences.js'
import type { DecodingOptions } from '../documents/index.js'
import { decode, UserPreferencesCodec } from '../documents/index.js'
import type { Decoded, Decoding } from '../InputError.js'
import { decoded, refusal } from '../octets/decoding.js'
import { placeOf } from '../xml/placeOf.js'
import { readXml } from '../xml/readXml.js'
import type { XmlElement } from '../xml/XmlElement.js'
import type { XmlLimits } from '../xml/XmlLimits.js'
import type { XmlReport } from '../xml/XmlReport.js'
import { newXmlReport, refuseElement, warnOfElement } from '../xml/XmlReport.js'
import { commonPolicyNamespace, preferencesNamespace } from './policyNamespaces.js'
import { settingsShape } from './preferenceShapes.js'
import type { RuleRead } from './readRule.js'
import { readRule } from './readRule.js'
import { readMembers } from './readShape.js'
import { unknownName } from './unknownName.js'
import { workInNotes } from './workInNotes.js'

/** What a policy document does not say, what may be asked of its reader, and which time zones exist. */
export interface PolicyReading extends Pick<DecodingOptions, 'isKnownZone'> {
  /** Whose preferences these are, where the document does not say so. */
  readonly owner?: CpmAddress
  /** Absent members are those of `defaultXmlLimits`. */
  readonly limits?: Partial<XmlLimits>
}

interface PolicyRead {
  readonly root: XmlElement
  readonly rules: readonly RuleRead[]
  /** Of the rules. */
  readonly elements: readonly XmlElement[]
  readonly settings: XmlElement | undefined
}

const isRule = ({ namespace, name }: XmlElement): boolean => namespace === commonPolicyNamespace && name === 'rule'

const isSettings = ({ namespace, name }: XmlElement): boolean =>
  namespace === preferencesNamespace && name === 'preferences'

const readRuleset = (report: XmlReport, root: XmlElement): PolicyRead => {
  const [settings, second] = root.children.filter(isSettings)
  if (second !== undefined) {
    refuseElement(report, second, 'duplicate', 'preferences once', 'another one')
  }
  for (const child of root.children) {
    if (!isRule(child) && !isSettings(child)) {
      warnOfElement(report, child, `${unknownName(child)} is not known here and was dropped`)
    }
  }
  const elements = root.children.filter(isRule)
  return { root, rules: elements.map((rule) => readRule(report, rule)), elements, settings }
}

/** The JSON form of the document. */
const jsonOf = (report: XmlReport, { rules, settings }: PolicyRead, owner: CpmAddress | undefined): unknown => ({
  ...(owner === undefined ? {} : { owner: owner.uri }),
  ...(settings === undefined ? {} : readMembers(report, settings, settingsShape)),
  rules: rules.map((rule) => rule.json),
})

const ofRule = /^\/rules\/([0-9]+)/

/** Where the JSON form is wrong, said by line and column of the rule or of the preferences. */
const pathIn = ({ root, elements, settings }: PolicyRead, pointer: string): string => {
  const [prefix, index] = ofRule.exec(pointer) ?? ['', '']
  const element = (index === '' ? settings : elements[Number(index)]) ?? root
  return `${placeOf(element)}: ${pointer.slice(prefix.length)}`
}

const concludePolicy = (report: XmlReport, policy: PolicyRead, options: PolicyReading): Decoding<UserPreferences> => {
  const zones: DecodingOptions = options.isKnownZone === undefined ? {} : { isKnownZone: options.isKnownZone }
  const read = decode(UserPreferencesCodec, zones)(jsonOf(report, policy, options.owner))
  if (isLeft(read)) {
    const errors = read.left.map((error) => ({ ...error, path: pathIn(policy, error.path) }))
    return left([...report.errors, ...errors])
  }
  if (report.errors.length > 0) {
    return left(report.errors)
  }
  const { value, warnings } = read.right
  const notes = policy.rules.map((rule) => rule.notes)
  const inXml = warnings.map((warning) => ({ ...warning, path: pathIn(policy, warning.path) }))
  return decoded({ ...value, rules: workInNotes(notes, value.rules) }, [...report.warnings, ...inXml])
}

const readRoot =
  (options: PolicyReading) =>
  ({ value: root }: Decoded<XmlElement>): Decoding<UserPreferences> => {
    if (root.name !== 'ruleset' || root.namespace !== commonPolicyNamespace) {
      const expected = `ruleset of ${commonPolicyNamespace}`
      return refusal('unsupported', placeOf(root), expected, `${root.name} of ${root.namespace}`)
    }
    const report = newXmlReport()
    return concludePolicy(report, readRuleset(report, root), options)
  }

/**
 * Reads a common-policy document as the preferences of a user.
 *
 * Conditions of RFC 4745 and of OMA become conditions of the JSON form; what they have no element for stands in the namespace
 * `urn:cpm-routing:preferences:1`. A condition or an action that is not known makes a rule that never matches. Rules keep their order.
 *
 * @param bytes - the document of type `application/auth-policy+xml`
 * @param options - whose preferences these are where the document does not say so, limits, and which time zones exist
 * @returns the preferences, or every error with its line and column; another document type is `unsupported`
 *
 * @example
 * ```ts
 * import { readPolicy, utf8Encode } from 'cpm-routing/wire'
 *
 * const policy = `<ruleset xmlns="urn:ietf:params:xml:ns:common-policy" xmlns:p="urn:cpm-routing:preferences:1">
 *   <rule id="quiet"><conditions><sphere value="meeting"/></conditions><actions><p:defer/></actions></rule>
 *   <p:preferences><p:owner>tel:+15550100</p:owner></p:preferences>
 * </ruleset>`
 *
 * const read = readPolicy(utf8Encode(policy))
 *
 * console.log(read._tag === 'Right' && read.right.value.rules?.[0]?.when)
 * // => { sphere: [ 'meeting' ] }
 * ```
 */
export const readPolicy = (bytes: Uint8Array, options: PolicyReading = {}): Decoding<UserPreferences> =>
  chain(readRoot(options))(readXml(bytes, options.limits))
