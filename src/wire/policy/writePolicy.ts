import type { PreferenceRule, UserPreferences } from '../../model/UserPreferences.js'
import { handling } from '../documents/handling.js'
import { encode, UserPreferencesCodec } from '../documents/index.js'
import { utf8Encode } from '../octets/utf8.js'
import type { XmlOutline } from '../xml/writeXml.js'
import { writeXml } from '../xml/writeXml.js'
import { commonPolicyNamespace, omaPolicyNamespace, preferencesNamespace } from './policyNamespaces.js'
import { handlingShape, settingsShape } from './preferenceShapes.js'
import { writeConditions } from './writeConditions.js'
import { writeHandling, writeMembers } from './writeShape.js'

const prefixes = { [omaPolicyNamespace]: 'ocp', [preferencesNamespace]: 'p' }

const writeRule = ({ id, when, then }: PreferenceRule): XmlOutline => ({
  name: 'rule',
  namespace: commonPolicyNamespace,
  attributes: { id },
  children: [
    ...(when === undefined ? [] : [writeConditions(when)]),
    {
      name: 'actions',
      namespace: commonPolicyNamespace,
      children: [writeHandling(handlingShape.shape, encode(handling)(then))],
    },
  ],
})

/**
 * Writes the preferences of a user as a common-policy document.
 *
 * `readPolicy` gives the same preferences back; where there are no rules it gives an empty list. A character that XML cannot carry
 * becomes U+FFFD.
 *
 * @param preferences - what the document says
 * @returns the document of type `application/auth-policy+xml`, in UTF-8
 *
 * @example
 * ```ts
 * import { readPolicy, writePolicy } from 'cpm-routing/wire'
 *
 * const owner = { uri: 'tel:+15550100', canonical: 'tel:+15550100' }
 *
 * const read = readPolicy(writePolicy({ owner, doNotDisturb: { on: true } }))
 *
 * console.log(read._tag === 'Right' && JSON.stringify(read.right.value))
 * // => {"owner":{"uri":"tel:+15550100","canonical":"tel:+15550100"},"doNotDisturb":{"on":true},"rules":[]}
 * ```
 */
export const writePolicy = (preferences: UserPreferences): Uint8Array => {
  const settings = writeMembers(settingsShape, encode(UserPreferencesCodec)(preferences))
  const root: XmlOutline = {
    name: 'ruleset',
    namespace: commonPolicyNamespace,
    children: [
      ...(preferences.rules ?? []).map(writeRule),
      { name: 'preferences', namespace: preferencesNamespace, children: settings },
    ],
  }
  return utf8Encode(writeXml(root, prefixes))
}
