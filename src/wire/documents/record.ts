import type { Codec } from './Codec.js'
import { newCodec } from './Codec.js'
import type { Json } from './Json.js'
import { isPlainObject, setMember } from './Json.js'
import type { Place } from './Report.js'
import { refuse } from './Report.js'

/** An object whose members the document names, all of one kind. No name is special, `__proto__` included. */
export const record = <A>(item: Codec<A>): Codec<Readonly<Record<string, A>>> => {
  const expected = `an object, each member ${item.expected}`
  return newCodec<Readonly<Record<string, A>>>({
    name: `RecordOf${item.name}`,
    expected,
    schema: { type: 'object', additionalProperties: item.schema },
    read: (input, parent, key, report) => {
      if (!isPlainObject(input)) {
        return refuse(report, parent, key, 'wrongType', expected, input)
      }
      const place: Place = { parent, key }
      const read: Record<string, unknown> = {}
      for (const name of Object.keys(input)) {
        setMember(read, name, item.read(input[name], place, name, report))
      }
      return read
    },
    is: (value): value is Readonly<Record<string, A>> => isPlainObject(value) && Object.values(value).every(item.is),
    encode: (value) => {
      const written: Record<string, Json> = {}
      for (const [name, member] of Object.entries(value)) {
        setMember(written, name, item.encode(member))
      }
      return written
    },
  })
}
