import type { Codec, Read } from './Codec.js'
import { newCodec } from './Codec.js'
import type { FormParts, Input, NamedMember, SoFar } from './FormParts.js'
import { formSchema, membersOf } from './FormParts.js'
import type { Json } from './Json.js'
import { isPlainObject } from './Json.js'
import type { ConditionsFound, Place, Report } from './Report.js'
import { refuse } from './Report.js'
import { meetUnknown } from './unknownMembers.js'

type ReadMembers = (input: Input, place: Place, report: Report) => Record<string, unknown>

const isSoFar = <A>(_read: object): _read is SoFar<A> & object => true

/** What to do about a member that is none of the form's own. */
const meetOther = <A extends object>(
  value: unknown,
  place: Place,
  name: string,
  parts: FormParts<A>,
  report: Report,
): void => {
  const contradiction = new Map(Object.entries(parts.contradictions ?? {})).get(name)
  if (contradiction !== undefined) {
    refuse(report, place, name, 'contradiction', contradiction, value)
  } else if (parts.closed !== undefined) {
    refuse(report, place, name, 'notAllowed', parts.closed, name)
  } else {
    meetUnknown(value, place, name, report)
  }
}

const refuseMissing = (input: Input, members: readonly NamedMember[], place: Place, report: Report): void => {
  for (const { name, member, required } of members) {
    if (required && input[name] === undefined) {
      refuse(report, place, name, 'missing', member.expected, undefined)
    }
  }
}

const refuseNull = ({ name, member }: NamedMember, place: Place, report: Report): undefined =>
  refuse(report, place, name, 'wrongType', `${member.expected}, or no such member: absent, never null`, null)

const none: readonly never[] = []

/** Whether what is read may take the place of what was written. */
const isOwned = (_input: Input, report: Report): _input is Record<string, unknown> => report.ownsDocument

/** A copy of what was read, with nothing for what was refused, and without the members that are not the form's own. */
const cleaned = (
  read: Input,
  byName: ReadonlyMap<string, NamedMember>,
  refused: readonly string[],
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(read).flatMap(([name, value]) =>
      byName.has(name) ? [[name, refused.includes(name) ? undefined : value]] : [],
    ),
  )

/**
 * Follows the members in the order of the document. Most documents of a form have the same members in the same order, so the member that
 * came next in the last document is tried before the table of all.
 *
 * In a document that nobody else has, what is read takes the place of what was written: most members stay as they are. What is refused is
 * left there, to be seen by the checks of the form, and the result is a copy.
 */
const membersReader = <A extends object>(parts: FormParts<A>, members: readonly NamedMember[]): ReadMembers => {
  const byName: ReadonlyMap<string, NamedMember> = new Map(members.map((named) => [named.name, named]))
  const requiredCount = members.filter((named) => named.required).length
  const lastOrder = [...members]
  const readMember = (named: NamedMember, value: unknown, place: Place, report: Report): unknown =>
    value === null && !named.required
      ? refuseNull(named, place, report)
      : named.member.read(value, place, named.name, report)
  return (input, place, report) => {
    const isInPlace = isOwned(input, report)
    const read: Record<string, unknown> = isInPlace ? input : {}
    let refused: readonly string[] = none
    let index = 0
    let missing = requiredCount
    let isClean = true
    for (const name in input) {
      const value = input[name]
      if (value === undefined) {
        continue
      }
      let named = lastOrder[index]
      if (named === undefined || named.name !== name) {
        named = byName.get(name)
        if (named === undefined) {
          meetOther(value, place, name, parts, report)
          isClean = false
          continue
        }
        lastOrder[index] = named
      }
      index += 1
      missing -= named.required ? 1 : 0
      const member = readMember(named, value, place, report)
      if (!isInPlace) {
        read[name] = member
      } else if (member === undefined) {
        refused = [...refused, name]
      } else if (!Object.is(member, value)) {
        read[name] = member
      }
    }
    if (missing > 0) {
      refuseMissing(input, members, place, report)
    }
    return isInPlace && (!isClean || refused.length > 0) ? cleaned(read, byName, refused) : read
  }
}

const withUnknownConditions =
  (readMembers: ReadMembers): ReadMembers =>
  (input, place, report) => {
    const around = report.conditions
    const conditions: ConditionsFound = { place, found: [] }
    report.conditions = conditions
    const read = readMembers(input, place, report)
    report.conditions = around
    if (conditions.found.length > 0) {
      const own = read['unknownConditions']
      const written: readonly unknown[] = Array.isArray(own) ? own : []
      read['unknownConditions'] = [...written, ...conditions.found]
    }
    return read
  }

const formReader = <A extends object>(expected: string, parts: FormParts<A>, members: readonly NamedMember[]): Read => {
  const { check } = parts
  const plain = membersReader(parts, members)
  const readMembers = parts.conditions === true ? withUnknownConditions(plain) : plain
  return (input, parent, key, report) => {
    if (!isPlainObject(input)) {
      return refuse(report, parent, key, 'wrongType', expected, input)
    }
    const place: Place = { parent, key }
    const read = readMembers(input, place, report)
    if (check !== undefined && isSoFar<A>(read)) {
      check(read, place, report, input)
    }
    return read
  }
}

const isMemberOf = (value: Input, { name, member, required }: NamedMember): boolean =>
  Object.hasOwn(value, name) ? member.is(value[name]) : !required

/**
 * An object with members of a kind each, as one definition of how it is read, written and described.
 *
 * ```
 * member        in the document       read                         reported
 * required      absent                                             missing
 * optional      absent                absent
 *               null                                               wrongType: absent, never null
 * unknown       anything              as an unknown condition      a warning
 *                                     inside conditions, else
 *                                     not at all
 * ```
 */
export const form = <A extends object>(name: string, parts: FormParts<A>): Codec<A> => {
  const members = membersOf(parts)
  const expected = `an object: ${parts.description}`
  return newCodec<A>({
    name,
    expected,
    schema: formSchema(name, parts, members),
    read: formReader(expected, parts, members),
    is: (value): value is A => isPlainObject(value) && members.every((named) => isMemberOf(value, named)),
    encode: (value) => {
      const given: ReadonlyMap<string, unknown> = new Map(Object.entries(value))
      const written: Record<string, Json> = {}
      for (const { name: key, member } of members) {
        if (given.get(key) !== undefined) {
          written[key] = member.encode(given.get(key))
        }
      }
      return written
    },
  })
}
