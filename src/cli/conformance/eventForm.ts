import type { Codec } from '../../wire/documents/Codec.js'
import type { FormParts } from '../../wire/documents/FormParts.js'
import { form } from '../../wire/documents/form.js'
import { InstantCodec } from '../../wire/documents/index.js'
import { oneOf } from '../../wire/documents/scalars.js'

/** The form of one kind of event; an unknown member is an error, since an event that loses one would tell of something else. */
export const eventForm = <A extends object>(
  name: string,
  parts: Pick<FormParts<A>, 'required' | 'optional'>,
): Codec<A> =>
  form<A>(name, {
    description: `The event ${name}.`,
    ...parts,
    closed: [...Object.keys(parts.required), ...Object.keys(parts.optional)].join(', '),
  })

/** What every event of a kind has: its tag, and when it happened. */
export const happened = <T extends string>(tag: T): { readonly _tag: Codec<T>; readonly at: Codec<number> } => ({
  _tag: oneOf<T>('tag', [tag]),
  at: InstantCodec,
})
