import { left } from 'fp-ts/lib/Either.js'
import type { Decoding, InputError, InputErrorCode, InputWarning } from '../InputError.js'
import { decoded, inputError } from '../octets/decoding.js'
import { attributeOf } from './attributeOf.js'
import { placeOf } from './placeOf.js'
import type { XmlElement } from './XmlElement.js'

/** What the reading of one document has met so far; it never leaves the reader. */
export interface XmlReport {
  readonly errors: InputError[]
  readonly warnings: InputWarning[]
}

/** A report with nothing in it. */
export const newXmlReport = (): XmlReport => ({ errors: [], warnings: [] })

/** Adds an error about an element. */
export const refuseElement = (
  report: XmlReport,
  element: XmlElement,
  code: InputErrorCode,
  expected: string,
  actual: string,
): void => {
  report.errors.push(inputError(code, placeOf(element), expected, actual))
}

/** Adds a warning about an element. */
export const warnOfElement = (report: XmlReport, element: XmlElement, message: string): void => {
  report.warnings.push({ path: placeOf(element), message })
}

/** The value of an attribute without the white space around it; one that is absent or empty is an error. */
export const requiredAttribute = (report: XmlReport, element: XmlElement, name: string): string => {
  const value = attributeOf(element, name)?.trim() ?? ''
  if (value === '') {
    refuseElement(report, element, 'missing', `attribute ${name} of ${element.name}`, 'none')
  }
  return value
}

/** The value of an attribute that is one of a few words; `undefined`, and an error, if it is another one or absent. */
export const requiredWord = <Word extends string>(
  report: XmlReport,
  element: XmlElement,
  name: string,
  words: readonly Word[],
): Word | undefined => {
  const value = requiredAttribute(report, element, name)
  const found = words.find((word) => word === value)
  if (found === undefined && value !== '') {
    refuseElement(report, element, 'notAllowed', `${name} of ${element.name}: ${words.join(', ')}`, value)
  }
  return found
}

/** The value if nothing was wrong, else every error. */
export const concludeReport = <A>(report: XmlReport, value: A | undefined): Decoding<A> =>
  report.errors.length > 0 || value === undefined ? left(report.errors) : decoded(value, report.warnings)
