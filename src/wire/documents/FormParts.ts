import type { Codec, Member } from './Codec.js'
import type { Json, JsonSchema } from './Json.js'
import type { Place, Report } from './Report.js'

type RequiredName<A> = { [K in keyof A]-?: object extends Pick<A, K> ? never : K }[keyof A]

/** What could be read of a value while errors may have been reported: any part of it may be missing. */
export type SoFar<A> = A extends readonly (infer I)[]
  ? readonly (SoFar<I> | undefined)[]
  : A extends object
    ? { readonly [K in keyof A]?: SoFar<A[K]> | undefined }
    : A

/** An object as it stands in a document. */
export type Input = Readonly<Record<string, unknown>>

/** What an object form is made of; the types ask for every member of `A`, each among the required or the optional ones. */
export interface FormParts<A extends object> {
  readonly description: string
  readonly required: { readonly [K in RequiredName<A>]: Codec<A[K]> }
  readonly optional: { readonly [K in Exclude<keyof A, RequiredName<A>>]-?: Codec<Exclude<A[K], undefined>> }
  /** Members that contradict the form, each with what is expected instead. */
  readonly contradictions?: Readonly<Record<string, string>>
  /** What may stand in the form, where an unknown member is an error. */
  readonly closed?: string
  /** Whether unknown members in and below the form are unknown conditions. */
  readonly conditions?: boolean
  /** What the members have to do with one another; `input` is the object as it stands in the document. */
  readonly check?: (read: SoFar<A>, place: Place, report: Report, input: Input) => void
  /** The part of `check` that a schema can say. */
  readonly constraints?: JsonSchema
}

/** One member of a form. */
export interface NamedMember {
  readonly name: string
  readonly member: Member
  readonly required: boolean
}

/** The members of a form, the required ones first. */
export const membersOf = <A extends object>(parts: FormParts<A>): readonly NamedMember[] => {
  const named = (members: Readonly<Record<string, Member>>, required: boolean): readonly NamedMember[] =>
    Object.entries(members).map(([name, member]) => ({ name, member, required }))
  return [...named(parts.required, true), ...named(parts.optional, false)]
}

/** The JSON Schema of a form. */
export const formSchema = <A extends object>(
  title: string,
  parts: FormParts<A>,
  members: readonly NamedMember[],
): JsonSchema => {
  const known = members.map(({ name, member }): [string, Json] => [name, member.schema])
  const contradictions = Object.keys(parts.contradictions ?? {}).map((name): [string, Json] => [name, false])
  const required = members.filter((member) => member.required).map((member) => member.name)
  return {
    title,
    description: parts.description,
    type: 'object',
    properties: Object.fromEntries([...known, ...contradictions]),
    ...(required.length === 0 ? {} : { required }),
    ...(parts.closed === undefined ? {} : { additionalProperties: false }),
    ...parts.constraints,
  }
}
