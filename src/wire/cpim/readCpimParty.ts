import type { Decoding } from '../InputError.js'
import { isUri } from '../mime/isUri.js'
import { scanQuoted } from '../mime/scanQuoted.js'
import { decoded, refusal } from '../octets/decoding.js'
import type { CpimParty } from './CpimMessage.js'
import { unescapeCpim } from './unescapeCpim.js'

/** One or more words of a name, each with the space after it; words may be in any script. */
const words = /^(?:[^\s"<>:;,()[\]@=/?{}\\]+ )+$/

const formalNameOf = (text: string): string | undefined => {
  if (text.startsWith('"')) {
    const end = scanQuoted(text, 0)?.end ?? 0
    return end === text.length || text.slice(end) === ' ' ? unescapeCpim(text.slice(1, end - 1)) : undefined
  }
  return words.test(text) ? text.slice(0, -1) : undefined
}

const partyOf = (value: string): CpimParty | undefined => {
  const opening = value.indexOf('<', value.startsWith('"') ? scanQuoted(value, 0)?.end : 0)
  const uri = value.slice(opening + 1, -1)
  if (opening < 0 || !value.endsWith('>') || !isUri(uri)) {
    return undefined
  }
  const formalName = formalNameOf(value.slice(0, opening))
  return opening === 0 ? { uri } : formalName === undefined ? undefined : { formalName, uri }
}

/** Reads `Name <uri>`, where the name may be absent, as the header at `path` has it. */
export const readCpimParty =
  (path: string) =>
  (value: string): Decoding<CpimParty> => {
    const party = partyOf(value)
    return party === undefined
      ? refusal('malformed', path, 'a name, which may be absent, and <URI>', value)
      : decoded(party)
  }
