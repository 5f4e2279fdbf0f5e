import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeJson, UserPreferencesCodec } from '../../../../src/wire/documents/index.js'
import { utf8Encode } from '../../../../src/wire/octets/index.js'
import { readPolicy, writePolicy } from '../../../../src/wire/policy/index.js'
import { valueOf, warningPathsOf } from '../../../support/wireText.js'

const page = readFileSync(join(__dirname, '../../../../docs/preference-documents.md'), 'utf8')

const blockOf = (language: string): string => page.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? ''

describe('docs/preference-documents.md', () => {
  it('has the same preferences in XML and in JSON', () => {
    const inXml = readPolicy(utf8Encode(blockOf('xml')))
    const inJson = decodeJson(UserPreferencesCodec)(blockOf('json'))
    expect(warningPathsOf(inXml)).toEqual([])
    expect(valueOf(inXml)).toEqual(valueOf(inJson))
    expect(valueOf(readPolicy(writePolicy(valueOf(inJson))))).toEqual(valueOf(inJson))
  })
})
