/** How a value of the JSON form stands in XML. */
export type Shape = ScalarShape | ListShape | RecordShape | HandlingShape | MembersShape

/** Character data: `text` to the letter, `word` without the white space around it, `words` separated by white space. */
export interface ScalarShape {
  readonly kind: 'text' | 'word' | 'words' | 'flag' | 'count'
}

/** An element for each entry. */
export interface ListShape {
  readonly kind: 'list'
  readonly entry: string
  readonly shape: Shape
}

/** An element for each entry, which says its name in the attribute `id`. */
export interface RecordShape {
  readonly kind: 'record'
  readonly entry: string
  readonly shape: Shape
}

/** One element, named by the action, with the members of the handling. */
export interface HandlingShape {
  readonly kind: 'handling'
  readonly shape: MembersShape
}

/** A member of an object: its name in JSON and its shape. */
export interface Member {
  readonly name: string
  readonly shape: Shape
}

/** An element for each member. */
export interface MembersShape {
  readonly kind: 'members'
  /** By the name of the element. */
  readonly members: ReadonlyMap<string, Member>
}

/** The name of an element for a member: `largerThan` is `larger-than`. */
export const elementName = (member: string): string => member.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** An object with these members; `others` are elements by another name than that of their member. */
export const membersShape = (
  shapes: Readonly<Record<string, Shape>>,
  others: Readonly<Record<string, Member>> = {},
): MembersShape => ({
  kind: 'members',
  members: new Map([
    ...Object.entries(others),
    ...Object.entries(shapes).map(([name, shape]): [string, Member] => [elementName(name), { name, shape }]),
  ]),
})
