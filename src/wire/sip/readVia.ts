import type { Decoding } from '../InputError.js'
import { parameterValue, readParameters } from '../mime/readParameters.js'
import { decoded, refusal } from '../octets/decoding.js'
import type { Via } from './SipRequest.js'

const blanks = /[ \t]/g
const token = "[A-Za-z0-9\\-.!%*_+`'~]+"
const element = new RegExp(
  `^SIP[ \\t]*/[ \\t]*${token}[ \\t]*/[ \\t]*(${token})[ \\t]+([A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+\\])((?:[ \\t]*:[ \\t]*[0-9]{1,5})?)`,
  'i',
)

/** How a branch of RFC 3261 starts, in lower case; with nothing after it all transactions would be one. */
const magicCookie = 'z9hg4bk'

const viaOf = (value: string): Via | undefined => {
  const found = element.exec(value)
  if (found === null) {
    return undefined
  }
  const [whole, ...groups] = found
  const parameters = readParameters(value, whole.length)
  if (parameters._tag === 'None' || parameterValue(parameters.value, 'branch')?.toLowerCase() === magicCookie) {
    return undefined
  }
  const transport = groups.slice(0, 1).join('').toUpperCase()
  return { transport, sentBy: groups.slice(1).join('').replace(blanks, ''), parameters: parameters.value }
}

/** Reads one element of Via. A branch may be absent or in the form that came before RFC 3261; a branch that is only its first part is refused. */
export const readVia = (value: string): Decoding<Via> => {
  const via = viaOf(value)
  return via === undefined ? refusal('malformed', 'Via', 'SIP/2.0/transport host;branch=value', value) : decoded(via)
}
