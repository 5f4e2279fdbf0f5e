/** How much a document may ask of its reader. */
export interface XmlLimits {
  /** Of the whole document. */
  readonly octets: number
  /** How deep elements may be nested, the root included; the work on one element grows with it. */
  readonly depth: number
  /** How many elements there may be. */
  readonly elements: number
}

/** 64 KiB, 32 levels and 10,000 elements: far beyond any registration or policy of one user. */
export const defaultXmlLimits: XmlLimits = { octets: 65_536, depth: 32, elements: 10_000 }
