import { utf8Encode } from '../../../../src/wire/octets/index.js'
import { readXml, writeXml, type XmlElement, type XmlOutline } from '../../../../src/wire/xml/index.js'

const rootOf = (outline: XmlOutline, prefixes = {}): XmlElement => {
  const read = readXml(utf8Encode(writeXml(outline, prefixes)))
  if (read._tag === 'Left') {
    throw new Error(JSON.stringify(read.left))
  }
  return read.right.value
}

describe('writeXml', () => {
  it('writes each element on a line and declares each namespace once', () => {
    const outline = {
      name: 'a',
      namespace: 'urn:b',
      children: [
        { name: 'c', namespace: 'urn:p', text: 'x', attributes: { y: '1' } },
        { name: 'd', namespace: 'urn:e', children: [{ name: 'f', namespace: 'urn:e' }] },
        { name: 'g', namespace: 'urn:b' },
      ],
    }
    expect(writeXml(outline, { 'urn:p': 'p' })).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<a xmlns="urn:b" xmlns:p="urn:p">
  <p:c y="1">x</p:c>
  <d xmlns="urn:e">
    <f/>
  </d>
  <g/>
</a>
`)
  })

  it('escapes what would be read as something else, in text and in attributes', () => {
    const difficult = ` <&>"'\t\r\n]]>é😀 `
    const root = rootOf({ name: 'a', namespace: '', text: difficult, attributes: { b: difficult } })
    expect(root.text).toBe(difficult)
    expect(root.attributes[0]?.value).toBe(difficult)
  })

  it('writes U+FFFD for what XML cannot carry', () => {
    expect(
      rootOf({ name: 'a', namespace: '', text: 'a\u0000\ud800\uffff', attributes: { b: '\u0001' } }),
    ).toMatchObject({
      text: 'a\ufffd\ufffd\ufffd',
      attributes: [{ value: '\ufffd' }],
    })
  })
})
