import { encode, InstantCodec } from '../documents/index.js'
import type { XmlElement } from '../xml/XmlElement.js'
import type { XmlReport } from '../xml/XmlReport.js'
import { requiredAttribute } from '../xml/XmlReport.js'
import { commonPolicyNamespace, omaPolicyNamespace } from './policyNamespaces.js'
import { conditionsShape } from './preferenceShapes.js'
import type { RuleNotes } from './RuleNotes.js'
import { noNotes } from './RuleNotes.js'
import type { Shape } from './Shape.js'
import { readIdentity } from './readIdentity.js'
import { memberOf, readShape } from './readShape.js'
import { readValidity } from './readValidity.js'
import { unknownName, unknownText } from './unknownName.js'

/** The conditions of a rule: in the JSON form, and what has no place there. */
export interface ConditionsRead {
  readonly when: Record<string, unknown>
  readonly notes: RuleNotes
}

/** What one condition says: a member of the JSON form, or nothing if it is not known here. */
interface Meaning {
  readonly member?: string
  readonly value?: unknown
  readonly notes?: Partial<RuleNotes>
}

const unknownPeople: Meaning = { notes: { namesUnknown: true } }

const validityMeaning = (report: XmlReport, condition: XmlElement): Meaning => {
  const [first, ...furtherSpans] = readValidity(report, condition)
  const text = encode(InstantCodec)
  return first === undefined
    ? {}
    : { member: 'during', value: { from: text(first.from), until: text(first.until) }, notes: { furtherSpans } }
}

const commonMeaning = (report: XmlReport, condition: XmlElement): Meaning => {
  switch (condition.name) {
    case 'identity': {
      const value = readIdentity(report, condition)
      return value === undefined ? unknownPeople : { member: 'originator', value }
    }
    case 'sphere':
      return { member: 'sphere', value: requiredAttribute(report, condition, 'value').split(/[ \t\r\n]+/) }
    case 'validity':
      return validityMeaning(report, condition)
    default:
      return {}
  }
}

const omaMeaning = ({ name }: XmlElement): Meaning => {
  switch (name) {
    case 'other-identity':
      return { member: 'originator', value: {}, notes: { otherIdentity: true } }
    case 'anonymous-request':
      return { member: 'undisclosed', value: true }
    case 'external-list':
      return unknownPeople
    default:
      return {}
  }
}

const isPartOf = (shape: Shape, part: XmlElement): boolean =>
  shape.kind === 'members' && memberOf(shape, part) !== undefined

const meaningOf = (report: XmlReport, condition: XmlElement): Meaning => {
  if (condition.namespace === commonPolicyNamespace) {
    return commonMeaning(report, condition)
  }
  if (condition.namespace === omaPolicyNamespace) {
    return omaMeaning(condition)
  }
  const member = memberOf(conditionsShape, condition)
  if (member === undefined) {
    return {}
  }
  const { name, shape } = member
  const namesUnknown = name === 'originator' && condition.children.some((part) => !isPartOf(shape, part))
  return { member: name, value: readShape(report, condition, shape), notes: { namesUnknown } }
}

/**
 * Reads the conditions of a rule.
 *
 * What is not known here, and what a second condition says about the same thing, becomes an unknown member of the JSON form, so that the
 * rule never matches (AMB-03).
 */
export const readConditions = (report: XmlReport, conditions: XmlElement): ConditionsRead => {
  const when: Record<string, unknown> = {}
  let notes = noNotes
  conditions.children.forEach((condition, index) => {
    const meaning = meaningOf(report, condition)
    if (meaning.member !== undefined && !Object.hasOwn(when, meaning.member)) {
      when[meaning.member] = meaning.value
      notes = { ...notes, ...meaning.notes, namesUnknown: notes.namesUnknown || meaning.notes?.namesUnknown === true }
    } else {
      const name = unknownName(condition)
      when[meaning.member !== undefined || Object.hasOwn(when, name) ? `${name} #${index}` : name] =
        unknownText(condition)
      notes = {
        ...notes,
        namesUnknown: notes.namesUnknown || meaning === unknownPeople || meaning.member === 'originator',
      }
    }
  })
  return { when, notes }
}
