import { checkCharset } from '../../../../src/wire/sip/checkCharset.js'
import { utf8Encode } from '../../../../src/wire/octets/index.js'

const text = (charset: string | undefined) => ({
  type: 'text/plain',
  parameters: charset === undefined ? [] : [{ name: 'charset', value: charset }],
})
const broken = new Uint8Array([0x61, 0xff, 0xfe])

describe('content that states a charset', () => {
  it('is refused where its octets are not in UTF-8 though it says so', () => {
    for (const charset of ['utf-8', 'UTF-8', 'us-ascii']) {
      expect(checkCharset('content', text(charset), broken)).toEqual({
        _tag: 'Left',
        left: [
          {
            code: 'malformed',
            path: 'content',
            expected: `text in the charset it states, ${charset}`,
            actual: 'octets that are no UTF-8',
          },
        ],
      })
    }
  })

  it('passes where they are, and where it states none', () => {
    expect(checkCharset('content', text('utf-8'), utf8Encode('né'))).toMatchObject({ right: { warnings: [] } })
    expect(checkCharset('content', text(undefined), broken)).toMatchObject({ right: { warnings: [] } })
  })

  it('passes with a warning in a charset that is not known here', () => {
    expect(checkCharset('content', text('klingon'), broken)).toMatchObject({
      right: { warnings: [{ path: 'content', message: expect.stringContaining('klingon') }] },
    })
  })
})
