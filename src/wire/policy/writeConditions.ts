import type { During, OriginatorCondition, RuleConditions } from '../../model/Conditions.js'
import type { Instant } from '../../model/Instant.js'
import { ruleConditions } from '../documents/conditions.js'
import { encode, InstantCodec } from '../documents/index.js'
import type { XmlOutline } from '../xml/writeXml.js'
import { commonPolicyNamespace, omaPolicyNamespace } from './policyNamespaces.js'
import { conditionsShape } from './preferenceShapes.js'
import type { StandardConditions } from './writeShape.js'
import { writeMembers, writeShape } from './writeShape.js'

const common = (name: string, parts: Omit<XmlOutline, 'name' | 'namespace'>): XmlOutline => ({
  name,
  namespace: commonPolicyNamespace,
  ...parts,
})

const exceptions = ({ except = [] }: OriginatorCondition): readonly XmlOutline[] =>
  except.map((entry) =>
    common('except', { attributes: typeof entry === 'string' ? { domain: entry } : { id: entry.uri } }),
  )

/**
 * The identity condition that says the same and reads back the same; none where an exception concerns an address that is named, since
 * RFC 4745 only excepts from many, or where a list is empty that need not be there.
 */
const identityOf = (originator: OriginatorCondition): XmlOutline | undefined => {
  const { one, domains, except } = originator
  if (domains?.length === 0 || except?.length === 0) {
    return undefined
  }
  if (one === undefined && (domains === undefined || domains.length === 1)) {
    const [domain] = domains ?? []
    const many = common('many', {
      ...(domain === undefined ? {} : { attributes: { domain } }),
      children: exceptions(originator),
    })
    return common('identity', { children: [many] })
  }
  return except !== undefined || (one?.length === 0 && domains !== undefined)
    ? undefined
    : common('identity', {
        children: [
          ...(one ?? []).map(({ uri }) => common('one', { attributes: { id: uri } })),
          ...(domains ?? []).map((domain) => common('many', { attributes: { domain } })),
        ],
      })
}

const sphereOf = (sphere: readonly string[]): XmlOutline | undefined =>
  sphere.length > 0 && sphere.every((name) => /^\S+$/.test(name))
    ? common('sphere', { attributes: { value: sphere.join(' ') } })
    : undefined

const instantOf = (name: string, instant: Instant): XmlOutline => ({
  ...writeShape({ kind: 'word' }, name, encode(InstantCodec)(instant)),
  namespace: commonPolicyNamespace,
})

const validityOf = ({ from, until, schedules }: During): XmlOutline | undefined =>
  from === undefined || until === undefined || schedules !== undefined
    ? undefined
    : common('validity', { children: [instantOf('from', from), instantOf('until', until)] })

/** The conditions of RFC 4745 and OMA that say the same as members of the JSON form, by the name of the member. */
const standardConditions = ({ originator, sphere, during, undisclosed }: RuleConditions): StandardConditions => ({
  originator: originator === undefined ? undefined : identityOf(originator),
  sphere: sphere === undefined ? undefined : sphereOf(sphere),
  during: during === undefined ? undefined : validityOf(during),
  undisclosed: undisclosed === true ? { name: 'anonymous-request', namespace: omaPolicyNamespace } : undefined,
})

/** The conditions of a rule: in the elements of RFC 4745 and OMA where these say exactly the same, else in the project's own. */
export const writeConditions = (when: RuleConditions): XmlOutline =>
  common('conditions', {
    children: writeMembers(conditionsShape, encode(ruleConditions)(when), standardConditions(when)),
  })
