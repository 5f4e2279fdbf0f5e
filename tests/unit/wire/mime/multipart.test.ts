import { contentTypeOf } from '../../../../src/wire/mime/findMimePart.js'
import { findMimePart, multipartLimits, readMultipart } from '../../../../src/wire/mime/index.js'
import { errorsOf, octets, textOf, valueOf } from '../../../support/wireText.js'

const parts = (...lines: readonly string[]) => readMultipart(octets(...lines), 'b')
const contents = (...lines: readonly string[]) => valueOf(parts(...lines)).map((part) => textOf(part.content))

describe('a multipart body', () => {
  it('gives each part its octets as they stand', () => {
    expect(
      contents('before', '--b', 'Content-Type: text/plain', '', ' one\n', '', '--b \t', '', 'two', '--b--', 'after'),
    ).toEqual([' one\n\r\n', 'two'])
  })

  it('gives each part its header fields', () => {
    expect(valueOf(parts('--b', 'Content-Type: text/plain', '', '--b--'))).toEqual([
      { headers: [{ name: 'Content-Type', value: 'text/plain' }], content: new Uint8Array() },
    ])
  })

  it('has parts without a header, without content, or with a header alone', () => {
    expect(contents('--b', '', '--b', 'a: 1', '', '', '--b--')).toEqual(['', ''])
    expect(contents('--b', '--b--')).toEqual([''])
    expect(valueOf(parts('--b', 'a: 1', '', '--b--'))[0]?.headers).toHaveLength(1)
  })

  it('may have no part at all', () => {
    expect(contents('--b--')).toEqual([])
  })

  it('does not end at a line that is no boundary', () => {
    expect(contents('--b', '', '--bb', ' --b', '--b--x', 'x\n--b', '--b--')).toEqual([
      '--bb\r\n --b\r\n--b--x\r\nx\n--b',
    ])
  })

  it('is cut off without its last boundary', () => {
    expect(errorsOf(parts('--b', '', 'one', '--b', '', 'two'))).toEqual(['truncated octet 22'])
    expect(errorsOf(parts(''))).toEqual(['truncated octet 0'])
  })

  it('tells the errors of all parts', () => {
    expect(errorsOf(parts('--b', 'no header', '', 'x', '--b', 'a: 1', 'b', '--b--'))).toEqual([
      'malformed octet 5',
      'truncated octet 26',
    ])
  })

  it('has a boundary of 1 to 70 characters', () => {
    expect(errorsOf(readMultipart(octets('--'), ''))).toEqual(['malformed boundary'])
    expect(errorsOf(readMultipart(octets('--'), 'a '))).toEqual(['malformed boundary'])
    expect(errorsOf(readMultipart(octets('--'), 'a'.repeat(71)))).toEqual(['malformed boundary'])
  })

  it('is limited in its parts', () => {
    const body = octets('--b', '', '1', '--b', '', '2', '--b--')
    expect(errorsOf(readMultipart(body, 'b', { parts: 1 }))).toEqual(['tooLarge octet 15'])
    expect(valueOf(readMultipart(body, 'b', { parts: 2 }))).toHaveLength(2)
  })
})

const mixed = (boundary: string) => [{ name: 'Content-Type', value: `multipart/mixed;boundary=${boundary}` }]

describe('a part of a media type', () => {
  const find = (headers: readonly { readonly name: string; readonly value: string }[], ...lines: readonly string[]) =>
    findMimePart({ headers, content: octets(...lines) }, 'message/cpim')

  it('is the body itself', () => {
    const body = { headers: [{ name: 'content-type', value: 'Message/CPIM' }], content: octets('x') }
    expect(valueOf(findMimePart(body, 'message/cpim'))).toEqual({ _tag: 'Some', value: body })
  })

  it('is the first one inside, however deep', () => {
    const inner = ['--i', '', 'no', '--i', 'Content-Type: message/cpim', '', 'yes', '--i--']
    const found = valueOf(
      find(mixed('b'), '--b', '', 'no', '--b', 'Content-Type: multipart/mixed; boundary="i"', '', ...inner, '--b--'),
    )
    expect(found).toMatchObject({ _tag: 'Some', value: { content: octets('yes') } })
  })

  it('may not be there', () => {
    expect(valueOf(find([], 'x'))).toEqual({ _tag: 'None' })
    expect(valueOf(find(mixed('b'), '--b', '', 'no', '--b--'))).toEqual({ _tag: 'None' })
  })

  it('is not looked for in a body that is cut off or has no boundary', () => {
    expect(errorsOf(find(mixed('b'), '--b', '', 'no'))).toEqual(['truncated octet 9'])
    expect(errorsOf(find([{ name: 'Content-Type', value: 'multipart/mixed' }], '--b--'))).toEqual([
      'missing Content-Type',
    ])
    expect(errorsOf(find(mixed('b'), '--b', 'Content-Type: multipart/x', '', '', '--b--'))).toEqual([
      'missing Content-Type',
    ])
  })

  it('is not looked for deeper than the limit', () => {
    const body = { headers: mixed('b'), content: octets('--b--') }
    expect(errorsOf(findMimePart(body, 'message/cpim', { ...multipartLimits, depth: 0 }))).toEqual([
      'tooLarge Content-Type',
    ])
  })

  it('is plain text where nothing else is stated', () => {
    expect(valueOf(contentTypeOf({ headers: [] })).type).toBe('text/plain')
    expect(errorsOf(contentTypeOf({ headers: [{ name: 'Content-Type', value: 'x' }] }))).toEqual([
      'malformed Content-Type',
    ])
    expect(errorsOf(contentTypeOf({ headers: [...mixed('a'), ...mixed('b')] }))).toEqual(['duplicate Content-Type'])
  })
})
