/** An element that is to be written; its attributes have no namespace. */
export interface XmlOutline {
  readonly name: string
  readonly namespace: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly children?: readonly XmlOutline[]
  /** Not beside children. */
  readonly text?: string
}

const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

const writeCharacter = (character: string): string => escapes[character] ?? `&#${character.charCodeAt(0)};`

const writeText = (text: string): string => text.replace(unwritable, '\ufffd').replace(/[&<>"'\r]/g, writeCharacter)

const writeValue = (value: string): string =>
  value.replace(unwritable, '\ufffd').replace(/[&<>"'\t\n\r]/g, writeCharacter)

type Prefixes = Readonly<Record<string, string>>

const writeElement = (element: XmlOutline, prefixes: Prefixes, inherited: string, indent: string): string => {
  const prefix = prefixes[element.namespace]
  const name = prefix === undefined ? element.name : `${prefix}:${element.name}`
  const space = prefix === undefined ? element.namespace : inherited
  const declared = indent === '' ? Object.entries(prefixes).map(([uri, short]) => [`xmlns:${short}`, uri] as const) : []
  const attributes = [
    ...(space === inherited ? [] : [['xmlns', space] as const]),
    ...declared,
    ...Object.entries(element.attributes ?? {}),
  ].map(([attribute, value]) => ` ${attribute}="${writeValue(value)}"`)
  const children = (element.children ?? []).map((child) => writeElement(child, prefixes, space, `${indent}  `))
  const content = children.length === 0 ? writeText(element.text ?? '') : `\n${children.join('')}${indent}`
  return `${indent}<${name}${attributes.join('')}${content === '' ? '/>' : `>${content}</${name}>`}\n`
}

/**
 * Writes a document, each element on a line of its own.
 *
 * A character that XML cannot carry becomes U+FFFD.
 *
 * @param root - the element to write
 * @param prefixes - a prefix for each namespace that gets one, declared on the root; other namespaces are declared where they start
 * @returns the document, with its XML declaration
 *
 * @example
 * ```ts
 * import { writeXml } from 'cpm-routing/wire'
 *
 * console.log(writeXml({ name: 'a', namespace: 'urn:b', text: 'R&D' }))
 * // => <?xml version="1.0" encoding="UTF-8"?>
 * // <a xmlns="urn:b">R&amp;D</a>
 * ```
 */
export const writeXml = (root: XmlOutline, prefixes: Prefixes = {}): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${writeElement(root, prefixes, '', '')}`
