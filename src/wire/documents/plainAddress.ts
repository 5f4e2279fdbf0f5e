import type { CpmAddress } from '../../model/CpmAddress.js'

const plain = /^(?:sips?:([A-Za-z0-9+._-]+)@([a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_.])?)(;user=phone)?|tel:\+[0-9]+)$/
const globalNumber = /^\+[0-9]+$/
const longestPlain = 256

/**
 * The address of a URI that is written in its canonical form, or as a telephone number with `;user=phone`; undefined for any other URI,
 * which `cpmAddress` then reads.
 *
 * Nearly all addresses are written so, and one look at the text is enough for them: it takes a fifth of the time.
 */
export const plainAddress = (uri: string): CpmAddress | undefined => {
  const parts = uri.length <= longestPlain ? plain.exec(uri) : null
  if (parts === null) {
    return undefined
  }
  const user = parts[1]
  const domain = parts[2]
  if (user === undefined || domain === undefined) {
    return { uri, canonical: uri }
  }
  if (parts[3] === undefined) {
    return { uri, canonical: uri, domain }
  }
  return globalNumber.test(user) ? { uri, canonical: `tel:${user}`, domain } : undefined
}
