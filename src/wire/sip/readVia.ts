import type { Decoding } from '../InputError.js'
import { parameterValue, readParameters } from '../mime/readParameters.js'
import { decoded, refusal } from '../octets/decoding.js'
import type { Via } from './SipRequest.js'

const token = "[A-Za-z0-9\\-.!%*_+`'~]+"
const element = new RegExp(
  `^SIP[ \\t]*/[ \\t]*${token}[ \\t]*/[ \\t]*(${token})[ \\t]+([A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+\\])((?:[ \\t]*:[ \\t]*[0-9]{1,5})?)`,
  'i',
)

/** How a branch of RFC 3261 starts; nothing after it would make all transactions one. */
const magicCookie = 'z9hG4bK'

const viaOf = (value: string): Via | undefined => {
  const found = element.exec(value)
  if (found === null) {
    return undefined
  }
  const [whole, transport = '', host = '', port = ''] = found
  const parameters = readParameters(value, whole.length)
  return parameters._tag === 'None' ||
    parameterValue(parameters.value, 'branch')?.toLowerCase() === magicCookie.toLowerCase()
    ? undefined
    : { transport: transport.toUpperCase(), sentBy: host + port.replace(/[ \t]/g, ''), parameters: parameters.value }
}

/** Reads one element of Via. A branch may be absent or in the form that came before RFC 3261; a branch that is only its first part is refused. */
export const readVia = (value: string): Decoding<Via> => {
  const via = viaOf(value)
  return via === undefined ? refusal('malformed', 'Via', 'SIP/2.0/transport host;branch=value', value) : decoded(via)
}
