import { none } from 'fp-ts/lib/Option.js'
import { cpmAddress, isSameAddress, longestAddress } from '../../../src/model/index.js'
import { address } from '../../support/builders.js'

const canonical = (uri: string): string => address(uri).canonical

describe('the canonical form of an address', () => {
  it.each([
    ['scheme and host are in lower case', 'SIP:ann@Home1.EXAMPLE', 'sip:ann@home1.example'],
    ['the scheme sips stays', 'SIPS:ann@home1.example', 'sips:ann@home1.example'],
    ['the user part keeps its case', 'sip:Ann@home1.example', 'sip:Ann@home1.example'],
    ['URI parameters are dropped', 'sip:ann@home1.example;transport=tcp;lr', 'sip:ann@home1.example'],
    ['headers are dropped', 'sip:ann@home1.example?subject=a&priority=b', 'sip:ann@home1.example'],
    ['headers behind parameters are dropped', 'sip:ann@home1.example;lr?subject=a;b', 'sip:ann@home1.example'],
    ['a header is no parameter', 'sip:+1555@home1.example?x=1;user=phone', 'sip:+1555@home1.example'],
    ['the user part ends at the last @', 'sip:ann@work@home1.example', 'sip:ann@work@home1.example'],
    ['parameters of the user part stay', 'sip:ann;day=mon@home1.example;lr', 'sip:ann;day=mon@home1.example'],
    ['a password stays', 'sip:ann:Secret@home1.example', 'sip:ann:Secret@home1.example'],
    ['escapes of unreserved characters are read', 'sip:%61%6E%6e%2d%2A@home1.example', 'sip:ann-*@home1.example'],
    ['other escapes are in upper case', 'sip:a%3bb%c3%a9%00@home1.example', 'sip:a%3Bb%C3%A9%00@home1.example'],
    ['escapes are read once', 'sip:%2561@home1.example', 'sip:%2561@home1.example'],
    ['an explicit port stays', 'sip:ann@Home1.example:5060;lr', 'sip:ann@home1.example:5060'],
    ['the last port stays', 'sip:ann@home1.example:65535', 'sip:ann@home1.example:65535'],
    ['an IPv4 host stays', 'sip:ann@192.0.2.1:5070', 'sip:ann@192.0.2.1:5070'],
    ['an IPv6 host is in lower case', 'sip:ann@[2001:DB8::1]:5070', 'sip:ann@[2001:db8::1]:5070'],
    ['a host needs no user', 'sip:home1.EXAMPLE;lr', 'sip:home1.example'],
    ['a host of one letter is a host', 'sip:ann@H', 'sip:ann@h'],
    ['the final dot of a host stays', 'sip:ann@home1.example.', 'sip:ann@home1.example.'],
    ['text beyond ASCII stays in the user part', 'sip:Änne@home1.example', 'sip:Änne@home1.example'],
  ])('%s', (_, uri, expected) => {
    expect(canonical(uri)).toBe(expected)
  })

  it.each([
    ['user=phone makes a number', 'sip:+15550100@home2.example;user=phone', 'tel:+15550100'],
    ['in any case', 'sip:+15550100@home2.example;lr;USER=Phone;x', 'tel:+15550100'],
    ['under sips as well', 'sips:+15550100@home2.example;user=phone', 'tel:+15550100'],
    ['whatever the host and port', 'sip:+15550100@[2001:db8::1]:5070;user=phone', 'tel:+15550100'],
    ['separators are dropped', 'sip:+1-(555).01%2D00@home2.example;user=phone', 'tel:+15550100'],
    ['parameters of the user part count', 'sip:+1555;Ext=1-2;x=1@home2.example;user=phone', 'tel:+1555;ext=12'],
    ['without user=phone it is none', 'sip:+15550100@home2.example', 'sip:+15550100@home2.example'],
    ['with another user it is none', 'sip:+15550100@home2.example;user=ip', 'sip:+15550100@home2.example'],
    ['in the user part it does not count', 'sip:+1;user=phone@home2.example', 'sip:+1;user=phone@home2.example'],
    ['without a plus it is none', 'sip:15550100@home2.example;user=phone', 'sip:15550100@home2.example'],
    ['with an escaped plus it is none', 'sip:%2b1555@home2.example;user=phone', 'sip:%2B1555@home2.example'],
    ['without digits it is none', 'sip:+ann@home2.example;user=phone', 'sip:+ann@home2.example'],
  ])('of a sip: URI with a number: %s', (_, uri, expected) => {
    expect(canonical(uri)).toBe(expected)
  })

  it.each([
    ['it stays', 'tel:+15550100', 'tel:+15550100'],
    ['separators and spaces are dropped', 'tel:+1 (555).01-00', 'tel:+15550100'],
    ['escapes are read', 'tel:+1%35%2D5', 'tel:+155'],
    ['the scheme is in lower case', 'TEL:+15550100', 'tel:+15550100'],
    ['other parameters are dropped', 'tel:+1555;tgrp=a;rn=+1;npdi', 'tel:+1555'],
    [
      'ext, isub and phone-context stay, sorted',
      'tel:7042;phone-context=a.b;isub=1;ext=2',
      'tel:7042;ext=2;isub=1;phone-context=a.b',
    ],
    ['parameters are in lower case', 'tel:+1555;ISUB=Ab;EXT=1', 'tel:+1555;ext=1;isub=ab'],
    ['separators of an extension are dropped', 'tel:+1555;ext=1-(2).3', 'tel:+1555;ext=123'],
    [
      'separators of a context that is a number are dropped',
      'tel:7042;phone-context=+1-555',
      'tel:7042;phone-context=+1555',
    ],
    [
      'those of a context that is a host stay',
      'tel:7042;phone-context=A-b.Example',
      'tel:7042;phone-context=a-b.example',
    ],
    ['those of a subaddress stay', 'tel:+1555;isub=1-2.3', 'tel:+1555;isub=1-2.3'],
    ['a value is kept whole', 'tel:+1555;isub=a=b', 'tel:+1555;isub=a=b'],
    ['a parameter without a value is dropped', 'tel:+1555;ext;isub', 'tel:+1555'],
    ['a local number may have letters and signs', 'tel:*21#aF-0', 'tel:*21#af0'],
  ])('of a tel: URI: %s', (_, uri, expected) => {
    expect(canonical(uri)).toBe(expected)
  })

  it('is its own canonical form', () => {
    for (const uri of ['sip:+1@h;user=phone', 'sips:%3b@H:1', 'tel:7-0;PHONE-CONTEXT=+1-2', 'sip:[::1]']) {
      expect(canonical(canonical(uri))).toBe(canonical(uri))
    }
  })
})

describe('the domain of an address', () => {
  it.each([
    ['the host in lower case and without port', 'sip:ann@Home1.EXAMPLE:5060;lr', 'home1.example'],
    ['the host of a number as well', 'sip:+1@Home1.example;user=phone', 'home1.example'],
    ['an IPv6 host with its brackets', 'sip:ann@[2001:DB8::1]:5060', '[2001:db8::1]'],
  ])('is %s', (_, uri, domain) => {
    expect(address(uri).domain).toBe(domain)
  })

  it('is absent in a tel: URI', () => {
    expect(address('tel:7042;phone-context=home1.example')).toEqual({
      uri: 'tel:7042;phone-context=home1.example',
      canonical: 'tel:7042;phone-context=home1.example',
    })
  })
})

describe('what is no address', () => {
  it.each([
    ['nothing', ''],
    ['another scheme', 'http://home1.example'],
    ['no scheme', 'ann@home1.example'],
    ['no scheme but a colon', ':ann@home1.example'],
    ['a scheme after a blank', ' sip:ann@home1.example'],
    ['angle brackets', '<sip:ann@home1.example>'],
    ['a quotation mark', 'sip:"ann"@home1.example'],
    ['an empty user before @', 'sip:@home1.example'],
    ['no host', 'sip:'],
    ['no host after @', 'sip:ann@'],
    ['no host before parameters', 'sip:ann@;lr'],
    ['a host that starts with a dash', 'sip:ann@-home1.example'],
    ['a host that ends with a dash', 'sip:ann@home1-'],
    ['a host beyond ASCII', 'sip:ann@hömé.example'],
    ['a host with a letter whose lower case is in ASCII', 'sip:ann@\u212aome.example'],
    ['an escape in the host', 'sip:ann@home1%2Eexample'],
    ['IPv6 without brackets', 'sip:ann@2001:db8::1'],
    ['IPv6 that is not closed', 'sip:ann@[2001:db8::1'],
    ['an empty port', 'sip:ann@home1.example:'],
    ['a port that is no number', 'sip:ann@home1.example:sip'],
    ['a port beyond the last', 'sip:ann@home1.example:65536'],
    ['a port of six digits', 'sip:ann@home1.example:005060'],
    ['a space in a sip: URI', 'sip:ann lee@home1.example'],
    ['a cut escape', 'sip:ann%4@home1.example'],
    ['an escape that is none', 'sip:ann%zz@home1.example'],
    ['an escape that is none, in a header', 'sip:ann@home1.example?a=%'],
    ['a line feed', 'sip:ann@home1.example\n'],
    ['a null character', 'sip:a\u0000@home1.example'],
    ['a control character of the upper half', 'sip:a\u0085@home1.example'],
    ['a line separator', 'tel:+1555;isub=\u2028'],
    ['a number without digits', 'tel:+'],
    ['a number of separators only', 'tel:-()'],
    ['a plus inside a number', 'tel:1+555'],
    ['a global number with letters', 'tel:+1555a'],
    ['a number with headers', 'tel:+1555?a=b'],
    ['a number at a host', 'tel:+1555@home1.example'],
    ['an escaped plus before a number', 'tel:%2B1555'],
  ])('is %s', (_, uri) => {
    expect(cpmAddress(uri)).toEqual(none)
  })

  it('is anything longer than the limit', () => {
    const longest = `sip:${'a'.repeat(longestAddress - 'sip:@h'.length)}@h`
    expect(longest).toHaveLength(longestAddress)
    expect(canonical(longest)).toBe(longest)
    expect(cpmAddress(`${longest}h`)).toEqual(none)
  })

  it('is said of the longest text as fast as of any other', () => {
    for (const tail of ['a-'.repeat(1000), '[:'.repeat(1000), '%41'.repeat(600), ';'.repeat(2000), '@'.repeat(2000)]) {
      expect(cpmAddress(`sip:ann@${tail}!`)).toEqual(none)
    }
  })
})

describe('isSameAddress', () => {
  const same = (left: string, right: string): boolean => isSameAddress(address(left), address(right))

  it('holds for one number however it is written', () => {
    expect(same('sip:+15550100@home2.example;user=phone', 'tel:+1-555-0100')).toBe(true)
    expect(same('tel:+15550100', 'sips:+15550100@home3.example:5061;user=phone')).toBe(true)
  })

  it.each([
    ['user parts in another case', 'sip:Ann@h', 'sip:ann@h'],
    ['a host with and without a port', 'sip:ann@h', 'sip:ann@h:5060'],
    ['sip and sips', 'sip:ann@h', 'sips:ann@h'],
    ['a user part with and without a password', 'sip:ann@h', 'sip:ann:x@h'],
    ['a number with and without an extension', 'tel:+1555', 'tel:+1555;ext=1'],
    ['local numbers of two contexts', 'tel:7042;phone-context=a.b', 'tel:7042;phone-context=b.b'],
    ['local numbers with and without a context', 'tel:7042', 'tel:7042;phone-context=a.b'],
    ['a local and a global number', 'tel:1555', 'tel:+1555'],
    ['a user that looks like a number, and the number', 'sip:+1555@h', 'tel:+1555'],
  ])('does not hold for %s', (_, left, right) => {
    expect(same(left, right)).toBe(false)
  })
})
