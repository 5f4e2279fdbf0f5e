import type { XmlElement } from './XmlElement.js'

/** The children of this name and namespace, in order. */
export const childrenOf = (element: XmlElement, namespace: string, name: string): readonly XmlElement[] =>
  element.children.filter((child) => child.name === name && child.namespace === namespace)

/** The first child of this name and namespace; `undefined` if there is none. */
export const childOf = (element: XmlElement, namespace: string, name: string): XmlElement | undefined =>
  element.children.find((child) => child.name === name && child.namespace === namespace)
