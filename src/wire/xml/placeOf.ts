import type { XmlElement, XmlPlace } from './XmlElement.js'

/** The path of an error in an XML document: `line 3, column 5`. */
export const pathOfPlace = ({ line, column }: XmlPlace): string => `line ${line}, column ${column}`

/** The path of an error about an element. */
export const placeOf = (element: XmlElement): string => pathOfPlace(element.place)
