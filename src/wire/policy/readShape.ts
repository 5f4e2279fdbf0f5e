import { setMember } from '../documents/Json.js'
import { attributeOf } from '../xml/attributeOf.js'
import type { XmlElement } from '../xml/XmlElement.js'
import type { XmlReport } from '../xml/XmlReport.js'
import { refuseElement } from '../xml/XmlReport.js'
import { preferencesNamespace } from './policyNamespaces.js'
import type { HandlingShape, ListShape, Member, MembersShape, RecordShape, ScalarShape, Shape } from './Shape.js'
import { unknownName, unknownText } from './unknownName.js'

/** White space as XML has it. */
const wordsOf = (text: string): readonly string[] => text.split(/[ \t\r\n]+/).filter((word) => word !== '')

const flagOf = (word: string): unknown =>
  word === 'true' || word === '1' ? true : word === 'false' || word === '0' ? false : word

/** What is not of the kind stays text, and the JSON form refuses it. */
const readScalar = (kind: ScalarShape['kind'], text: string): unknown => {
  const word = text.trim()
  switch (kind) {
    case 'text':
      return text
    case 'word':
      return word
    case 'words':
      return wordsOf(text)
    case 'flag':
      return flagOf(word)
    case 'count':
      return /^[0-9]+$/.test(word) ? Number(word) : word
  }
}

/** The children of this name in the project's namespace; any other is an error. */
const entriesOf = (report: XmlReport, element: XmlElement, entry: string): readonly XmlElement[] =>
  element.children.filter((child) => {
    const isEntry = child.namespace === preferencesNamespace && child.name === entry
    if (!isEntry) {
      refuseElement(report, child, 'notAllowed', `elements ${entry} alone`, unknownName(child))
    }
    return isEntry
  })

const readList = (report: XmlReport, element: XmlElement, { entry, shape }: ListShape): unknown =>
  entriesOf(report, element, entry).map((child) => readShape(report, child, shape))

const readRecord = (report: XmlReport, element: XmlElement, { entry, shape }: RecordShape): unknown => {
  const read: Record<string, unknown> = {}
  for (const child of entriesOf(report, element, entry)) {
    const id = attributeOf(child, 'id')
    if (id === undefined) {
      refuseElement(report, child, 'missing', `attribute id of ${entry}`, 'none')
    } else if (Object.hasOwn(read, id)) {
      refuseElement(report, child, 'duplicate', `an id of its own for each ${entry}`, id)
    } else {
      setMember(read, id, readShape(report, child, shape))
    }
  }
  return read
}

/** The member that an element stands for. */
export const memberOf = ({ members }: MembersShape, { namespace, name }: XmlElement): Member | undefined =>
  namespace === preferencesNamespace ? members.get(name) : undefined

/** The members of an object; those that are not known here go by the name of their element. */
export const readMembers = (report: XmlReport, element: XmlElement, shape: MembersShape): Record<string, unknown> => {
  const read: Record<string, unknown> = {}
  element.children.forEach((child, index) => {
    const member = memberOf(shape, child)
    const unknown = unknownName(child)
    if (member === undefined) {
      read[Object.hasOwn(read, unknown) ? `${unknown} #${index}` : unknown] = unknownText(child)
    } else if (Object.hasOwn(read, member.name)) {
      refuseElement(report, child, 'duplicate', `${child.name} once`, 'another one')
    } else {
      read[member.name] = readShape(report, child, member.shape)
    }
  })
  return read
}

/** The one element in the project's namespace, as a handling; `undefined` if there is none. */
export const readHandling = (report: XmlReport, element: XmlElement, { shape }: HandlingShape): unknown => {
  const [first, second] = element.children.filter((child) => child.namespace === preferencesNamespace)
  if (second !== undefined) {
    refuseElement(report, second, 'contradiction', `one action in ${element.name}`, `${second.name} as well`)
  }
  return first === undefined ? undefined : { ...readMembers(report, first, shape), action: first.name }
}

/** The JSON form of what stands in an element; unknown elements become members that the JSON form does not know. */
export const readShape = (report: XmlReport, element: XmlElement, shape: Shape): unknown => {
  switch (shape.kind) {
    case 'list':
      return readList(report, element, shape)
    case 'record':
      return readRecord(report, element, shape)
    case 'members':
      return readMembers(report, element, shape)
    case 'handling':
      return readHandling(report, element, shape) ?? {}
    case 'text':
    case 'word':
    case 'words':
    case 'flag':
    case 'count':
      return readScalar(shape.kind, element.text)
  }
}
