import type { XmlElement } from '../xml/XmlElement.js'
import type { XmlReport } from '../xml/XmlReport.js'
import { warnOfElement } from '../xml/XmlReport.js'
import { reginfoNamespace } from './reginfoNamespace.js'

/** Warns of every element of the namespace that stands where none of this name belongs; other namespaces are extensions. */
export const warnOfUnknownChildren = (report: XmlReport, parent: XmlElement, known: readonly string[]): void => {
  for (const child of parent.children) {
    if (child.namespace === reginfoNamespace && !known.includes(child.name)) {
      warnOfElement(report, child, `unknown element ${child.name} was dropped`)
    }
  }
}
