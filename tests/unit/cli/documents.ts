import type { RoutingRequest } from '../../../src/model/RoutingRequest.js'
import { encode, RoutingRequestCodec } from '../../../src/wire/documents/index.js'
import { request } from '../../support/builders.js'

/** A routing request as one line of JSON. */
export const requestLine = (asked: RoutingRequest = request()): string =>
  JSON.stringify(encode(RoutingRequestCodec)(asked))

/** A MESSAGE from Ann with these header fields besides those that every request has. */
export const sipMessage = (...fields: readonly string[]): string =>
  [
    'MESSAGE sip:+15550100@home2.example;user=phone SIP/2.0',
    'Via: SIP/2.0/UDP pcscf.home1.example;branch=z9hG4bK7a1',
    'From: <sip:ann@home1.example>;tag=a1',
    'To: <sip:+15550100@home2.example;user=phone>',
    'Call-ID: 7a1f@home1.example',
    'CSeq: 1 MESSAGE',
    'Max-Forwards: 70',
    'P-Asserted-Service: urn:urn-7:3gpp-service.ims.icsi.oma.cpm.msg',
    'P-Asserted-Identity: <sip:ann@home1.example>',
    ...fields,
    'Content-Type: text/plain',
    'Content-Length: 5',
    '',
    'hello',
  ].join('\r\n')

/** An INVITE that announces a large-mode message of 40,960 octets. */
export const sipInvite: string = [
  'INVITE sip:+15550100@home2.example;user=phone SIP/2.0',
  'Via: SIP/2.0/UDP pcscf.home1.example;branch=z9hG4bK7a2',
  'From: <sip:ann@home1.example>;tag=a1',
  'To: <sip:+15550100@home2.example;user=phone>',
  'Call-ID: 7a2f@home1.example',
  'CSeq: 1 INVITE',
  'Max-Forwards: 70',
  'P-Asserted-Service: urn:urn-7:3gpp-service.ims.icsi.oma.cpm.largemsg',
  'P-Asserted-Identity: <sip:ann@home1.example>',
  'Content-Type: application/sdp',
  '',
  'm=message 2855 TCP/MSRP *',
  'a=file-selector:type:text/plain size:40960',
  '',
].join('\r\n')

/** A registration of one phone for pager-mode messages. */
export const registration = `<?xml version="1.0"?>
<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="0" state="full">
  <registration aor="sip:+15550100@home2.example" id="r1" state="active">
    <contact id="c1" state="active" event="registered">
      <uri>sip:u@198.51.100.7:5060</uri>
      <unknown-param name="+sip.instance">"&lt;urn:uuid:1&gt;"</unknown-param>
      <unknown-param name="+g.3gpp.icsi-ref">"urn%3Aurn-7%3A3gpp-service.ims.icsi.oma.cpm.msg"</unknown-param>
    </contact>
  </registration>
</reginfo>
`

/** Preferences that reject everything, as JSON. */
export const rejecting = '{ "owner": "tel:+15550100", "otherwise": { "action": "reject" } }'
