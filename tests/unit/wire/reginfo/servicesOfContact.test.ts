import { servicesOfContact } from '../../../../src/wire/reginfo/index.js'
import { announces } from './registrations.js'

const prefix = 'urn:urn-7:3gpp-service.ims.icsi.oma.cpm.'
const tag = (value: string) => ({ name: '+g.3gpp.icsi-ref', value })

describe('servicesOfContact', () => {
  it.each([
    ['quoted and escaped', '"urn%3Aurn-7%3A3gpp-service.ims.icsi.oma.cpm.msg"', ['msg']],
    ['without quotation marks', 'urn%3Aurn-7%3A3gpp-service.ims.icsi.oma.cpm.msg', ['msg']],
    ['plain', `"${prefix}session.group"`, ['session.group']],
    ['in capitals', `"${prefix.toUpperCase()}SYSTEMMSG"`, ['systemmsg']],
    ['in a list with blanks', `"${prefix}deferred, ${prefix}msg"`, ['msg', 'deferred']],
    ['one that is no CPM service', `"${prefix}other,urn:urn-7:3gpp-service.ims.icsi.mmtel"`, []],
    ['one with a hyphen missing', '"urn%3Aurn-7%3A3gppservice.ims.icsi.oma.cpm.msg"', []],
    ['one with a broken escape', '"urn%3Aurn-7%3A3gpp-service.ims.icsi.oma.cpm.msg%"', []],
    ['one with an escape beyond ASCII', '"%C3%A9"', []],
  ])('reads an identifier %s', (_what, value, services) => {
    expect(servicesOfContact([tag(value)])).toEqual(services)
  })

  it('joins tags that stand more than once, whatever their case', () => {
    const again = { ...announces('deferred'), name: '+G.3GPP.ICSI-Ref' }
    expect(servicesOfContact([announces('msg'), again])).toEqual(['msg', 'deferred'])
  })

  it('takes the tag of large messages in pager mode as the service for large messages, unless it is false', () => {
    expect(servicesOfContact([{ name: '+g.gsma.rcs.cpm.pager-large', value: '' }])).toEqual(['largemsg'])
    expect(servicesOfContact([{ name: '+g.gsma.rcs.cpm.pager-large', value: '"FALSE"' }])).toEqual([])
  })

  it('knows nothing of a contact without feature tags', () => {
    expect(servicesOfContact([])).toBeUndefined()
    const parameters = ['+sip.instance', 'reg-id', 'path', 'reason'].map((name) => ({ name, value: '1' }))
    expect(servicesOfContact(parameters)).toBeUndefined()
  })

  it('finds no CPM service on a device that announces others alone', () => {
    expect(servicesOfContact([{ name: '+g.3gpp.smsip', value: '' }])).toEqual([])
    expect(servicesOfContact([{ name: 'Audio', value: '' }])).toEqual([])
  })
})
