import { attributeOf } from '../xml/attributeOf.js'
import { childOf } from '../xml/childrenOf.js'
import type { XmlElement } from '../xml/XmlElement.js'
import type { XmlReport } from '../xml/XmlReport.js'
import { refuseElement, requiredAttribute, requiredWord, warnOfElement } from '../xml/XmlReport.js'
import type { ContactParameter, RegistrationContact } from './Reginfo.js'
import { gruuNamespace, reginfoNamespace } from './reginfoNamespace.js'
import { warnOfUnknownChildren } from './warnOfUnknownChildren.js'

const whole = /^\+?[0-9]{1,15}$/
const quality = /^(0(\.[0-9]{0,3})?|1(\.0{0,3})?)$/

/** An optional number; one that is not readable is as good as absent, since no decision hangs on it. */
const numberOf = (report: XmlReport, element: XmlElement, name: string, pattern: RegExp): number | undefined => {
  const written = attributeOf(element, name)?.trim()
  if (written === undefined) {
    return undefined
  }
  if (pattern.test(written)) {
    return Number(written)
  }
  warnOfElement(report, element, `${name} of ${element.name} was dropped: it is no such number`)
  return undefined
}

const parametersOf = (report: XmlReport, contact: XmlElement): readonly ContactParameter[] =>
  contact.children.flatMap((child) => {
    if (child.namespace !== reginfoNamespace || child.name !== 'unknown-param') {
      return []
    }
    const name = attributeOf(child, 'name')?.trim()
    if (name === undefined) {
      warnOfElement(report, child, 'an unknown-param without name was dropped')
      return []
    }
    return [{ name, value: child.text.trim() }]
  })

const knownChildren: readonly string[] = ['uri', 'display-name', 'unknown-param']

const uriOf = (report: XmlReport, contact: XmlElement): string => {
  const uri = childOf(contact, reginfoNamespace, 'uri')?.text.trim() ?? ''
  if (uri === '') {
    refuseElement(report, contact, 'missing', 'element uri of contact', 'none')
  }
  return uri
}

const gruuOf = (contact: XmlElement, name: string): string | undefined => {
  const gruu = childOf(contact, gruuNamespace, name)
  return gruu === undefined ? undefined : attributeOf(gruu, 'uri')?.trim()
}

const numbersOf = (
  report: XmlReport,
  contact: XmlElement,
): Pick<RegistrationContact, 'expires' | 'retryAfter' | 'durationRegistered' | 'q' | 'cseq'> => {
  const expires = numberOf(report, contact, 'expires', whole)
  const retryAfter = numberOf(report, contact, 'retry-after', whole)
  const durationRegistered = numberOf(report, contact, 'duration-registered', whole)
  const q = numberOf(report, contact, 'q', quality)
  const cseq = numberOf(report, contact, 'cseq', whole)
  return {
    ...(expires === undefined ? {} : { expires }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(durationRegistered === undefined ? {} : { durationRegistered }),
    ...(q === undefined ? {} : { q }),
    ...(cseq === undefined ? {} : { cseq }),
  }
}

const textsOf = (contact: XmlElement): Pick<RegistrationContact, 'callId' | 'displayName' | 'pubGruu' | 'tempGruu'> => {
  const callId = attributeOf(contact, 'callid')
  const displayName = childOf(contact, reginfoNamespace, 'display-name')?.text.trim()
  const pubGruu = gruuOf(contact, 'pub-gruu')
  const tempGruu = gruuOf(contact, 'temp-gruu')
  return {
    ...(callId === undefined ? {} : { callId }),
    ...(displayName === undefined ? {} : { displayName }),
    ...(pubGruu === undefined ? {} : { pubGruu }),
    ...(tempGruu === undefined ? {} : { tempGruu }),
  }
}

/** Reads one contact; `undefined`, and an error, if its state is none. */
export const readContact = (report: XmlReport, contact: XmlElement): RegistrationContact | undefined => {
  const id = requiredAttribute(report, contact, 'id')
  const state = requiredWord(report, contact, 'state', ['active', 'terminated'])
  const event = requiredAttribute(report, contact, 'event')
  const uri = uriOf(report, contact)
  const parameters = parametersOf(report, contact)
  warnOfUnknownChildren(report, contact, knownChildren)
  return state === undefined
    ? undefined
    : { id, state, event, uri, ...numbersOf(report, contact), ...textsOf(contact), parameters }
}
