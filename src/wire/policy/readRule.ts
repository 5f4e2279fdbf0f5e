import { attributeOf } from '../xml/attributeOf.js'
import { childrenOf } from '../xml/childrenOf.js'
import type { XmlElement } from '../xml/XmlElement.js'
import type { XmlReport } from '../xml/XmlReport.js'
import { refuseElement, warnOfElement } from '../xml/XmlReport.js'
import { commonPolicyNamespace, preferencesNamespace } from './policyNamespaces.js'
import { handlingShape } from './preferenceShapes.js'
import type { RuleNotes } from './RuleNotes.js'
import { noNotes } from './RuleNotes.js'
import { readConditions } from './readConditions.js'
import { readHandling } from './readShape.js'
import { unknownName, unknownText } from './unknownName.js'

/** A rule in the JSON form, and what has no place in that form. */
export interface RuleRead {
  readonly json: Readonly<Record<string, unknown>>
  readonly notes: RuleNotes
}

const parts: readonly string[] = ['conditions', 'actions', 'transformations']

/** Where a part is wrong, leaving it out would make another rule of it. */
const refuseOtherParts = (report: XmlReport, rule: XmlElement): void => {
  const seen = new Set<string>()
  for (const child of rule.children) {
    const isPart = child.namespace === commonPolicyNamespace && parts.includes(child.name)
    if (!isPart || seen.has(child.name)) {
      refuseElement(report, child, 'notAllowed', `${parts.join(', ')} once each`, unknownName(child))
    }
    seen.add(child.name)
  }
}

/** Foreign actions beside one of the project's own are for somebody else. */
const warnOfForeignActions = (report: XmlReport, actions: XmlElement): void => {
  for (const action of actions.children) {
    if (action.namespace !== preferencesNamespace) {
      warnOfElement(report, action, `the action ${unknownName(action)} is not known here and was dropped`)
    }
  }
}

/**
 * Reads one rule.
 *
 * ```
 * an action of the project's namespace       taken
 * no action at all                           deliver, with a warning: a message goes its way unless something is asked for
 * other actions alone                        kept, but never matches: nobody here knows what they ask for
 * ```
 */
export const readRule = (report: XmlReport, rule: XmlElement): RuleRead => {
  refuseOtherParts(report, rule)
  const [conditions] = childrenOf(rule, commonPolicyNamespace, 'conditions')
  const [actions] = childrenOf(rule, commonPolicyNamespace, 'actions')
  const id = attributeOf(rule, 'id')
  const { when, notes } =
    conditions === undefined ? { when: undefined, notes: noNotes } : readConditions(report, conditions)
  const handling = actions === undefined ? undefined : readHandling(report, actions, handlingShape)
  const isForeign = handling === undefined && actions !== undefined && actions.children.length > 0
  if (handling !== undefined && actions !== undefined) {
    warnOfForeignActions(report, actions)
  }
  if (handling === undefined && !isForeign) {
    warnOfElement(report, rule, 'a rule without an action: it delivers')
  }
  const conditionsRead = isForeign ? { ...when, [unknownName(actions)]: unknownText(actions) } : when
  const json = {
    ...(id === undefined ? {} : { id }),
    ...(conditionsRead === undefined ? {} : { when: conditionsRead }),
    then: handling ?? { action: 'deliver' },
  }
  return { json, notes }
}
