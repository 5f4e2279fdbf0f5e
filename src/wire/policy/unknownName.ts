import type { XmlElement } from '../xml/XmlElement.js'
import { preferencesNamespace } from './policyNamespaces.js'

/** The longest namespace that a name repeats; a document can bind one as long as itself to each of its elements. */
const longestNamespace = 128

/** By what an unknown element is called in messages and among unknown conditions: `{urn:example}roaming`. */
export const unknownName = ({ namespace, name }: XmlElement): string =>
  namespace === preferencesNamespace && /^[a-z][a-z-]*$/.test(name)
    ? name
    : `{${namespace.slice(0, longestNamespace)}}${name}`

/** What an unknown element says, as text; its namespaces are left out. */
export const unknownText = ({ name, attributes, text, children }: XmlElement): string => {
  const written = attributes.map((attribute) => ` ${attribute.name}="${attribute.value}"`).join('')
  return `<${name}${written}>${text.trim()}${children.map(unknownText).join('')}</${name}>`
}
