import { left } from 'fp-ts/lib/Either.js'
import type { InputError } from '../../../../src/wire/InputError.js'
import { utf8Encode } from '../../../../src/wire/octets/index.js'
import { attributeOf, childOf, childrenOf, placeOf, readXml, type XmlElement } from '../../../../src/wire/xml/index.js'

const errorOf = (text: string, limits = {}): InputError | undefined => {
  const read = readXml(utf8Encode(text), limits)
  return read._tag === 'Left' ? read.left[0] : undefined
}

const rootOf = (text: string): XmlElement => {
  const read = readXml(utf8Encode(text))
  if (read._tag === 'Left') {
    throw new Error(JSON.stringify(read.left))
  }
  return read.right.value
}

describe('readXml', () => {
  it('resolves the namespaces of elements and attributes and leaves out their declarations', () => {
    expect(rootOf('<a xmlns="urn:b" xmlns:q="urn:q" q:x="1" y="2"><q:c/><d xmlns=""/></a>')).toEqual({
      name: 'a',
      namespace: 'urn:b',
      attributes: [
        { name: 'x', namespace: 'urn:q', value: '1' },
        { name: 'y', namespace: '', value: '2' },
      ],
      children: [
        { name: 'c', namespace: 'urn:q', attributes: [], children: [], text: '', place: { line: 1, column: 48 } },
        { name: 'd', namespace: '', attributes: [], children: [], text: '', place: { line: 1, column: 54 } },
      ],
      text: '',
      place: { line: 1, column: 1 },
    })
  })

  it('joins the character data of an element: text, CDATA and the five entities', () => {
    expect(rootOf('<a>1 &lt;<b>not this</b><![CDATA[ <2> ]]>&#x41;&amp;<!-- nor this --></a>\n').text).toBe(
      '1 < <2> A&',
    )
  })

  it('says where each element starts, whatever ends the lines', () => {
    const root = rootOf('<?xml version="1.0"?>\r\n<a\r\n  b="1">\n<c/>\r\n <d/></a>')
    expect([root, ...root.children].map(placeOf)).toEqual(['line 2, column 1', 'line 4, column 1', 'line 5, column 2'])
  })

  it('reads a document with a byte order mark and one that says US-ASCII', () => {
    expect(rootOf('\ufeff<?xml version="1.0" encoding="us-ascii"?><a/>').name).toBe('a')
  })

  it('reads XML 1.1 by the rules of 1.0', () => {
    expect(rootOf('<?xml version="1.1"?><a/>').name).toBe('a')
    expect(errorOf('<?xml version="1.1"?><a>&#1;</a>')?.code).toBe('malformed')
  })

  it('takes names that mean something to JavaScript as names', () => {
    const root = rootOf('<a __proto__="1" constructor="2"><__proto__/></a>')
    expect(attributeOf(root, '__proto__')).toBe('1')
    expect(attributeOf(root, 'toString')).toBeUndefined()
    expect(childOf(root, '', '__proto__')?.name).toBe('__proto__')
    expect(childrenOf(root, 'urn:b', '__proto__')).toEqual([])
  })

  it.each([
    ['two roots', '<a/><b/>', 'malformed', 'line 1, column 7'],
    ['no root', '', 'malformed', 'line 1, column 1'],
    ['text alone', 'hello', 'malformed', 'line 1, column 6'],
    ['a wrong closing tag', '<a>\n <b></a>', 'malformed', 'line 2, column 8'],
    ['an attribute twice', '<a x="1" x="2"/>', 'malformed', 'line 1, column 16'],
    ['an unbound prefix', '<a:b/>', 'malformed', 'line 1, column 6'],
    ['an open element', '<a>', 'truncated', 'line 1, column 3'],
    ['an open comment', '<a/><!-- ', 'truncated', 'line 1, column 9'],
  ])('refuses %s', (_what, text, code, path) => {
    expect(errorOf(text)).toMatchObject({ code, path, expected: 'well-formed XML' })
  })

  it('refuses a document type declaration, with or without entities', () => {
    const declaration = { code: 'unsupported', expected: 'no document type declaration' }
    expect(errorOf('<!DOCTYPE a><a/>')).toMatchObject(declaration)
    expect(errorOf('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]><a>&b;</a>')).toMatchObject(declaration)
  })

  it('refuses an entity that XML does not have', () => {
    expect(errorOf('<a>&nbsp;</a>')).toMatchObject({ code: 'unsupported', actual: 'undefined entity.' })
  })

  it('refuses another encoding, declared or not', () => {
    expect(errorOf('<?xml version="1.0" encoding="ISO-8859-1"?><a/>')).toEqual({
      code: 'unsupported',
      path: 'line 1, column 43',
      expected: 'the encoding UTF-8',
      actual: 'ISO-8859-1',
    })
    expect(readXml(Uint8Array.of(0x3c, 0x61, 0x3e, 0xe9))).toEqual(
      left([{ code: 'unsupported', path: '', expected: 'UTF-8', actual: 'octets of another encoding' }]),
    )
  })

  it('refuses more octets than the limit, and reads as many', () => {
    expect(errorOf('<aa/>', { octets: 5 })).toBeUndefined()
    expect(errorOf('<aa/>', { octets: 4 })).toEqual({
      code: 'tooLarge',
      path: 'octet 4',
      expected: 'at most 4 octets',
      actual: '5 octets',
    })
    expect(errorOf(`<a>${' '.repeat(65_530)}</a>`)?.code).toBe('tooLarge')
  })

  it('refuses elements deeper than the limit, and reads as deep ones', () => {
    const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth)
    expect(errorOf(nested(32))).toBeUndefined()
    expect(errorOf(nested(33))).toMatchObject({ code: 'tooLarge', expected: 'elements at most 32 deep' })
    expect(errorOf(nested(3), { depth: 2 })?.actual).toBe('<a> deeper than that')
  })

  it('refuses more elements than the limit, and reads as many', () => {
    expect(errorOf(`<a>${'<b/>'.repeat(9_999)}</a>`)).toBeUndefined()
    expect(errorOf(`<a>${'<b/>'.repeat(10_000)}</a>`)).toMatchObject({
      code: 'tooLarge',
      expected: 'at most 10000 elements',
    })
  })
})
