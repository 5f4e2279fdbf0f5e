import type { Codec, Member } from './Codec.js'
import { newCodec } from './Codec.js'
import { isPlainObject } from './Json.js'
import { refuse } from './Report.js'

type Tagged<A, T extends keyof A, K extends A[T]> = Extract<A, { readonly [P in T]: K }>

/** One of several object forms, told apart by the value of one member. */
export const tagged = <A extends object, T extends keyof A & string>(
  name: string,
  tag: T,
  forms: { readonly [K in A[T] & string]: Codec<Tagged<A, T, K & A[T]>> },
): Codec<A> => {
  const byTag: ReadonlyMap<unknown, Member> = new Map<unknown, Member>(Object.entries<Member>(forms))
  const tags = [...byTag.keys()].join(', ')
  const formOf = (value: unknown): Member | undefined => (isPlainObject(value) ? byTag.get(value[tag]) : undefined)
  const expected = `an object whose ${tag} is one of ${tags}`
  return newCodec<A>({
    name,
    expected,
    schema: { title: name, oneOf: [...byTag.values()].map((member) => member.schema) },
    read: (input, parent, key, report) => {
      if (!isPlainObject(input)) {
        return refuse(report, parent, key, 'wrongType', expected, input)
      }
      const chosen = byTag.get(input[tag])
      if (chosen !== undefined) {
        return chosen.read(input, parent, key, report)
      }
      const found = input[tag]
      const code = found === undefined ? 'missing' : typeof found === 'string' ? 'notAllowed' : 'wrongType'
      return refuse(report, { parent, key }, tag, code, `one of ${tags}`, found)
    },
    is: (value): value is A => formOf(value)?.is(value) === true,
    encode: (value) => formOf(value)?.encode(value) ?? null,
  })
}
