import type { XmlElement } from './XmlElement.js'

/** The value of an attribute without prefix; `undefined` if there is none. */
export const attributeOf = (element: XmlElement, name: string): string | undefined =>
  element.attributes.find((attribute) => attribute.name === name && attribute.namespace === '')?.value
