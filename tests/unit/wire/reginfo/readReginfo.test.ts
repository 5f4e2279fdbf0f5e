import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { right } from 'fp-ts/lib/Either.js'
import type { InputError, InputWarning } from '../../../../src/wire/InputError.js'
import { utf8Encode } from '../../../../src/wire/octets/index.js'
import { readReginfo } from '../../../../src/wire/reginfo/index.js'

const documentOf = (content: string, attributes = 'version="0" state="full"'): Uint8Array =>
  utf8Encode(
    `<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" xmlns:gr="urn:ietf:params:xml:ns:gruuinfo" ${attributes}>${content}</reginfo>`,
  )

const registrationOf = (contacts: string): Uint8Array =>
  documentOf(`<registration aor="sip:u@home2.example" id="r1" state="active">${contacts}</registration>`)

const errorsOf = (document: Uint8Array): readonly InputError[] => {
  const read = readReginfo(document)
  return read._tag === 'Left' ? read.left : []
}

const warningsOf = (document: Uint8Array): readonly InputWarning[] => {
  const read = readReginfo(document)
  return read._tag === 'Right' ? read.right.warnings : []
}

const contactsOf = (document: Uint8Array): readonly unknown[] => {
  const read = readReginfo(document)
  return read._tag === 'Right' ? read.right.value.registrations.flatMap((registration) => registration.contacts) : []
}

describe('readReginfo', () => {
  it('reads everything that RFC 3680 and RFC 5628 say of a contact', () => {
    const contact = `<contact id="k1" state="active" event="shortened" expires="60" retry-after="5" duration-registered="7322"
        q="0.8" callid="c@h" cseq=" 17 "><uri> sip:u@198.51.100.7 </uri><display-name xml:lang="en">Ann</display-name>
      <unknown-param name="path">&lt;sip:p1&gt;</unknown-param><unknown-param name="path">&lt;sip:p2&gt;</unknown-param>
      <gr:pub-gruu uri="sip:u@home2.example;gr=1"/><gr:temp-gruu uri="sip:t@home2.example;gr" first-cseq="17"/></contact>`
    expect(readReginfo(registrationOf(contact))).toEqual(
      right({
        value: {
          version: 0,
          state: 'full',
          registrations: [
            {
              aor: 'sip:u@home2.example',
              id: 'r1',
              state: 'active',
              contacts: [
                {
                  id: 'k1',
                  state: 'active',
                  event: 'shortened',
                  uri: 'sip:u@198.51.100.7',
                  expires: 60,
                  retryAfter: 5,
                  durationRegistered: 7322,
                  q: 0.8,
                  cseq: 17,
                  callId: 'c@h',
                  displayName: 'Ann',
                  pubGruu: 'sip:u@home2.example;gr=1',
                  tempGruu: 'sip:t@home2.example;gr',
                  parameters: [
                    { name: 'path', value: '<sip:p1>' },
                    { name: 'path', value: '<sip:p2>' },
                  ],
                },
              ],
            },
          ],
        },
        warnings: [],
      }),
    )
  })

  it('reads a contact that says no more than it must, and an event of its own', () => {
    const contact = '<contact id="k1" state="active" event="moved"><uri>sip:u@h</uri><gr:pub-gruu/></contact>'
    expect(contactsOf(registrationOf(contact))).toEqual([
      { id: 'k1', state: 'active', event: 'moved', uri: 'sip:u@h', parameters: [] },
    ])
  })

  it('drops numbers that are none, with a warning each', () => {
    const numbers = 'expires="-3" retry-after="soon" duration-registered="" q="1.5" cseq="1e3"'
    const contact = `<contact id="k1" state="active" event="registered" ${numbers}><uri>sip:u@h</uri></contact>`
    const document = registrationOf(contact)
    expect(contactsOf(document)).toEqual([
      { id: 'k1', state: 'active', event: 'registered', uri: 'sip:u@h', parameters: [] },
    ])
    expect(warningsOf(document)).toHaveLength(5)
    expect(warningsOf(document)[0]?.message).toBe('expires of contact was dropped: it is no such number')
  })

  it('passes over elements of others, and warns of unknown ones of its own and of parameters without name', () => {
    const contact = `<contact id="k1" state="active" event="registered"><uri>sip:u@h</uri><x:y xmlns:x="urn:x"/>
      <uri-of-old>sip:old</uri-of-old><unknown-param>value</unknown-param></contact><wildcardedIdentity/>`
    expect(warningsOf(registrationOf(contact)).map(({ message }) => message)).toEqual([
      'an unknown-param without name was dropped',
      'unknown element uri-of-old was dropped',
      'unknown element wildcardedIdentity was dropped',
    ])
  })

  it('warns of an id that stands twice', () => {
    const contact = '<contact id="k1" state="active" event="registered"><uri>sip:u@h</uri></contact>'
    const registration = '<registration aor="sip:u@h" id="r1" state="init"/>'
    const message = 'an id stands here more than once: what comes later counts'
    expect(warningsOf(registrationOf(contact + contact))).toMatchObject([{ message }])
    expect(warningsOf(documentOf(registration + registration))).toMatchObject([{ message }])
  })

  it('reports all errors at once, each with its place', () => {
    const document = documentOf(
      `<registration aor="" state="gone">\n<contact state="bound"><uri> </uri></contact></registration>`,
      'version="one" state="half"',
    )
    expect(errorsOf(document).map(({ code, expected }) => `${code}: ${expected}`)).toEqual([
      'malformed: version: a whole number',
      'notAllowed: state of reginfo: full, partial',
      'missing: attribute aor of registration',
      'missing: attribute id of registration',
      'notAllowed: state of registration: init, active, terminated',
      'missing: attribute id of contact',
      'notAllowed: state of contact: active, terminated',
      'missing: attribute event of contact',
      'missing: element uri of contact',
    ])
    expect(errorsOf(document).at(-1)?.path).toBe('line 2, column 1')
  })

  it('needs the address of a contact', () => {
    const document = registrationOf('<contact id="k1" state="active" event="registered"/>')
    expect(errorsOf(document)).toMatchObject([{ code: 'missing', expected: 'element uri of contact' }])
  })

  it('needs a version that 32 bits can hold, and a state', () => {
    expect(errorsOf(documentOf('', ''))).toMatchObject([
      { code: 'missing', expected: 'attribute version of reginfo' },
      { code: 'missing', expected: 'attribute state of reginfo' },
    ])
    expect(errorsOf(documentOf('', 'version="4294967296" state="full"'))).toMatchObject([{ code: 'outOfRange' }])
    expect(errorsOf(documentOf('', 'version="4294967295" state="full"'))).toEqual([])
    expect(errorsOf(documentOf('', 'version="-1" state="full"'))).toMatchObject([{ code: 'malformed' }])
  })

  it('refuses another document type and whatever the XML reader refuses', () => {
    expect(errorsOf(utf8Encode('<reginfo/>'))).toMatchObject([{ code: 'unsupported' }])
    expect(errorsOf(utf8Encode('<ruleset xmlns="urn:ietf:params:xml:ns:reginfo"/>'))).toMatchObject([
      { code: 'unsupported' },
    ])
    expect(readReginfo(documentOf(''), { octets: 10 })).toMatchObject({ left: [{ code: 'tooLarge' }] })
  })

  it('reads the example', () => {
    const example = readFileSync(join(__dirname, '../../../../examples/registration.xml'))
    expect(readReginfo(new Uint8Array(example))).toMatchObject({ _tag: 'Right', right: { warnings: [] } })
  })
})
