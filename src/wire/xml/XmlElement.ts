/** An attribute of an element; declarations of namespaces are none. */
export interface XmlAttribute {
  /** Without prefix. */
  readonly name: string
  /** Empty for an attribute without prefix. */
  readonly namespace: string
  readonly value: string
}

/** Where an element starts; both count from 1, columns in UTF-16 code units. */
export interface XmlPlace {
  readonly line: number
  readonly column: number
}

/** An element of a document that was read, as plain data with its namespace resolved. */
export interface XmlElement {
  /** Without prefix. */
  readonly name: string
  /** Empty where none is declared. */
  readonly namespace: string
  readonly attributes: readonly XmlAttribute[]
  readonly children: readonly XmlElement[]
  /** The character data of this element alone, without that of its children. */
  readonly text: string
  readonly place: XmlPlace
}
