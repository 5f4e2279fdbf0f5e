import { attributeOf } from '../xml/attributeOf.js'
import type { XmlElement } from '../xml/XmlElement.js'
import type { XmlReport } from '../xml/XmlReport.js'
import { refuseElement, requiredAttribute, warnOfElement } from '../xml/XmlReport.js'
import { commonPolicyNamespace } from './policyNamespaces.js'

/** Whom an identity condition names, as the JSON form has it; growing while it is read. */
interface NamedPeople {
  readonly one: string[]
  readonly domains: string[]
  readonly except: string[]
  everybody: boolean
  /** Whether every part of the condition is known here. */
  known: boolean
}

const addressScheme = /^(sips?|tel):/i

/** Keeps an address; one of another scheme is that of no originator. */
const keepAddress = (report: XmlReport, element: XmlElement, addresses: string[], id: string): void => {
  if (addressScheme.test(id)) {
    addresses.push(id)
  } else {
    warnOfElement(report, element, `${element.name} was dropped: no originator has an address of this scheme`)
  }
}

const isCommon = (element: XmlElement, name: string): boolean =>
  element.namespace === commonPolicyNamespace && element.name === name

const readExcept = (report: XmlReport, element: XmlElement, people: NamedPeople): void => {
  const id = attributeOf(element, 'id')?.trim()
  const domain = attributeOf(element, 'domain')?.trim()
  if (id !== undefined) {
    keepAddress(report, element, people.except, id)
  }
  if (domain !== undefined) {
    people.except.push(domain)
  }
  if (id === undefined && domain === undefined) {
    refuseElement(report, element, 'missing', 'attribute id or domain of except', 'none')
  }
}

const readMany = (report: XmlReport, element: XmlElement, people: NamedPeople): void => {
  const domain = attributeOf(element, 'domain')?.trim()
  if (domain === undefined) {
    people.everybody = true
  } else {
    people.domains.push(domain)
  }
  for (const child of element.children) {
    if (isCommon(child, 'except')) {
      readExcept(report, child, people)
    } else {
      people.known = false
    }
  }
}

/**
 * The originators that an identity condition names, in the JSON form; `undefined` if a part of it is not known here.
 *
 * All exceptions count for all that is named, which is never wider than the condition.
 */
export const readIdentity = (report: XmlReport, identity: XmlElement): Record<string, unknown> | undefined => {
  const people: NamedPeople = { one: [], domains: [], except: [], everybody: false, known: true }
  for (const child of identity.children) {
    if (isCommon(child, 'many')) {
      readMany(report, child, people)
    } else if (isCommon(child, 'one') && child.children.length === 0) {
      keepAddress(report, child, people.one, requiredAttribute(report, child, 'id'))
    } else {
      people.known = false
    }
  }
  const { one, domains, except, everybody, known } = people
  const named = everybody
    ? {}
    : {
        ...(one.length > 0 || domains.length === 0 ? { one } : {}),
        ...(domains.length > 0 ? { domains } : {}),
      }
  return known ? { ...named, ...(except.length > 0 ? { except } : {}) } : undefined
}
