import { isPlainObject } from '../documents/Json.js'
import type { XmlOutline } from '../xml/writeXml.js'
import { preferencesNamespace } from './policyNamespaces.js'
import type { MembersShape, Shape } from './Shape.js'

const outline = (name: string, children: readonly XmlOutline[]): XmlOutline => ({
  name,
  namespace: preferencesNamespace,
  children,
})

const entriesOf = (value: unknown): readonly (readonly [name: string, value: unknown])[] =>
  isPlainObject(value) ? Object.entries(value) : []

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Elements of other namespaces that stand for a member, by its name. */
export type StandardConditions = Readonly<Record<string, XmlOutline | undefined>>

/** An element for each member that the value has, in the order of the shape. */
export const writeMembers = (
  { members }: MembersShape,
  value: unknown,
  standard: StandardConditions = {},
): readonly XmlOutline[] => {
  const given = new Map(entriesOf(value))
  return [...members].flatMap(([name, member]) =>
    given.has(member.name) ? [standard[member.name] ?? writeShape(member.shape, name, given.get(member.name))] : [],
  )
}

/** The element that is named by the action of a handling. */
export const writeHandling = (shape: MembersShape, value: unknown): XmlOutline => {
  const action = new Map(entriesOf(value)).get('action')
  return outline(String(action), writeMembers(shape, value))
}

/** An element with a value of the JSON form, in the project's namespace. */
export const writeShape = (shape: Shape, name: string, value: unknown): XmlOutline => {
  switch (shape.kind) {
    case 'list':
      return outline(
        name,
        listOf(value).map((entry) => writeShape(shape.shape, shape.entry, entry)),
      )
    case 'record':
      return outline(
        name,
        entriesOf(value).map(([id, entry]) => ({ ...writeShape(shape.shape, shape.entry, entry), attributes: { id } })),
      )
    case 'members':
      return outline(name, writeMembers(shape, value))
    case 'handling':
      return outline(name, [writeHandling(shape.shape, value)])
    case 'words':
      return { name, namespace: preferencesNamespace, text: listOf(value).join(' ') }
    case 'text':
    case 'word':
    case 'flag':
    case 'count':
      return { name, namespace: preferencesNamespace, text: String(value) }
  }
}
