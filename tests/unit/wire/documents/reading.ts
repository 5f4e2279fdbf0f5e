import type { Codec, DecodingOptions, Json } from '../../../../src/wire/documents/index.js'
import { decode } from '../../../../src/wire/documents/index.js'

/** What decoding found wrong, each as `path code`. */
export const wrongIn = <A>(codec: Codec<A>, input: unknown, options?: DecodingOptions): readonly string[] => {
  const decoding = decode(codec, options)(input)
  return decoding._tag === 'Left' ? decoding.left.map(({ path, code }) => `${path} ${code}`) : []
}

/** What decoding read; a test that asks for it knows the input to be right. */
export const readFrom = <A>(codec: Codec<A>, input: unknown, options?: DecodingOptions): A => {
  const decoding = decode(codec, options)(input)
  if (decoding._tag === 'Left') {
    throw new Error(JSON.stringify(decoding.left))
  }
  return decoding.right.value
}

/** The paths that decoding warned about. */
export const warnedIn = <A>(codec: Codec<A>, input: unknown): readonly string[] => {
  const decoding = decode(codec)(input)
  return decoding._tag === 'Right' ? decoding.right.warnings.map(({ path }) => path) : []
}

/** A small valid request in JSON. */
export const requestJson = {
  message: {
    entryId: 'e-1',
    kind: 'pager',
    originator: { address: 'sip:ann@home1.example' },
    recipient: 'sip:+15550100@home2.example;user=phone',
    receivedAt: '2026-02-03T10:00:00Z',
    size: 12,
  },
  recipient: {},
  now: '2026-02-03T10:00:01Z',
} satisfies Json
