import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { SaxesTagNS } from 'saxes'
import { SaxesParser } from 'saxes'
import type { InputError, InputErrorCode } from '../InputError.js'
import { inputError } from '../octets/decoding.js'
import { pathOfPlace } from './placeOf.js'
import type { XmlAttribute, XmlElement, XmlPlace } from './XmlElement.js'
import type { XmlLimits } from './XmlLimits.js'

type Parser = SaxesParser<{ readonly xmlns: true }>
type FindPlace = (offset: number) => XmlPlace
type RefuseExcess = (name: string, depth: number, elements: number) => void
type Refuse = (code: InputErrorCode, expected: string, actual: string) => void

interface GrowingElement extends XmlElement {
  readonly children: GrowingElement[]
  text: string
}

/** Why reading ended where it was not the parser that found the fault. */
type Refusal = readonly [code: InputErrorCode, expected: string]

interface Growth {
  root: XmlElement
}

const declarations = 'http://www.w3.org/2000/xmlns/'
const readableEncoding = /^(utf-?8|us-ascii)$/i

/** Finds line and column of offsets that never go back, in one pass over the text. */
const placeFinder = (text: string): FindPlace => {
  let line = 1
  let lineStart = 0
  let at = 0
  return (offset) => {
    for (; at < offset; at += 1) {
      if (text.charCodeAt(at) === 0x0a) {
        line += 1
        lineStart = at + 1
      }
    }
    return { line, column: offset - lineStart + 1 }
  }
}

const attributesOf = (tag: SaxesTagNS): readonly XmlAttribute[] =>
  Object.values(tag.attributes)
    .filter(({ uri }) => uri !== declarations)
    .map(({ local, uri, value }) => ({ name: local, namespace: uri, value }))

const codeOf = (complaint: string): InputErrorCode =>
  complaint.startsWith('undefined entity')
    ? 'unsupported'
    : complaint.startsWith('unclosed tag') || complaint.startsWith('unexpected end')
      ? 'truncated'
      : 'malformed'

const refuseDeclarations = (parser: Parser, refuse: Refuse): void => {
  parser.on('xmldecl', ({ encoding = 'UTF-8' }) => {
    if (!readableEncoding.test(encoding)) {
      refuse('unsupported', 'the encoding UTF-8', encoding)
    }
  })
  parser.on('doctype', () => {
    refuse('unsupported', 'no document type declaration', 'a document type declaration')
  })
}

const excessRefusal =
  (limits: XmlLimits, refuse: Refuse): RefuseExcess =>
  (name, depth, elements) => {
    if (depth > limits.depth) {
      refuse('tooLarge', `elements at most ${limits.depth} deep`, `<${name}> deeper than that`)
    }
    if (elements > limits.elements) {
      refuse('tooLarge', `at most ${limits.elements} elements`, 'more')
    }
  }

/** Lets the parser put what it meets into the tree below `growth.root`. */
const growTree = (
  parser: Parser,
  text: string,
  placeAt: FindPlace,
  growth: Growth,
  refuseExcess: RefuseExcess,
): void => {
  const open: GrowingElement[] = []
  let place = growth.root.place
  let elements = 0
  const append = (piece: string): void => {
    const element = open.at(-1)
    if (element !== undefined) {
      element.text += piece
    }
  }
  parser.on('opentagstart', ({ name }) => {
    elements += 1
    place = placeAt(text.lastIndexOf('<', parser.position - name.length - 1))
    refuseExcess(name, open.length + 1, elements)
  })
  parser.on('opentag', (tag) => {
    const element = {
      name: tag.local,
      namespace: tag.uri,
      attributes: attributesOf(tag),
      children: [],
      text: '',
      place,
    }
    const parent = open.at(-1)
    if (parent === undefined) {
      growth.root = element
    } else {
      parent.children.push(element)
    }
    open.push(element)
  })
  parser.on('text', append)
  parser.on('cdata', append)
  parser.on('closetag', () => {
    open.pop()
  })
}

/**
 * Reads text as an XML 1.0 document with namespaces, or says what is wrong with it first.
 *
 * The one place where something throws: the parser does, at the first error, and it is caught here.
 */
export const parseXml = (text: string, limits: XmlLimits): Either<InputError, XmlElement> => {
  const parser = new SaxesParser({ xmlns: true, position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' })
  const placeAt = placeFinder(text)
  const growth: Growth = {
    root: { name: '', namespace: '', attributes: [], children: [], text: '', place: placeAt(0) },
  }
  let refusal: Refusal | undefined
  const refuse: Refuse = (code, expected, actual) => {
    refusal = [code, expected]
    parser.fail(actual)
  }
  refuseDeclarations(parser, refuse)
  growTree(parser, text, placeAt, growth, excessRefusal(limits, refuse))
  try {
    parser.write(text).close()
    return right(growth.root)
  } catch (caught) {
    const complaint = String(caught).replace(/^Error: /, '')
    const [code, expected] = refusal ?? [codeOf(complaint), 'well-formed XML']
    return left(inputError(code, pathOfPlace(placeAt(Math.max(0, parser.position - 1))), expected, complaint))
  }
}
