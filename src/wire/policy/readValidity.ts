import { isRight } from 'fp-ts/lib/Either.js'
import type { Instant } from '../../model/Instant.js'
import { decode, InstantCodec } from '../documents/index.js'
import type { XmlElement } from '../xml/XmlElement.js'
import type { XmlReport } from '../xml/XmlReport.js'
import { refuseElement } from '../xml/XmlReport.js'
import { commonPolicyNamespace } from './policyNamespaces.js'
import type { Span } from './RuleNotes.js'

const readInstant = decode(InstantCodec)

const instantOf = (report: XmlReport, element: XmlElement): Instant => {
  const text = element.text.trim()
  const read = readInstant(text)
  if (isRight(read)) {
    return read.right.value
  }
  refuseElement(report, element, 'malformed', 'a date and time with its zone, such as 2026-02-03T10:00:00Z', text)
  return 0
}

const isBound = (element: XmlElement | undefined, name: string): element is XmlElement =>
  element?.name === name && element.namespace === commonPolicyNamespace

/** The spans of a validity condition, any of which may hold; what is not in pairs of from and until is an error. */
export const readValidity = (report: XmlReport, validity: XmlElement): readonly Span[] => {
  const spans: Span[] = []
  const bounds = validity.children
  for (let at = 0; at < bounds.length; at += 2) {
    const from = bounds[at]
    const until = bounds[at + 1]
    if (isBound(from, 'from') && isBound(until, 'until')) {
      spans.push({ from: instantOf(report, from), until: instantOf(report, until) })
    } else {
      refuseElement(report, validity, 'malformed', 'pairs of from and until', 'something else')
    }
  }
  if (bounds.length === 0) {
    refuseElement(report, validity, 'missing', 'from and until in validity', 'none')
  }
  return spans
}
