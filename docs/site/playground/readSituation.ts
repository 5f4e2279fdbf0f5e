import type { RoutingRequest } from 'cpm-routing'
import type { InputError, InputWarning } from 'cpm-routing/wire'
import {
  CpmClientCodec,
  decode,
  decodeJson,
  encode,
  readPolicy,
  RoutingRequestCodec,
  UserPreferencesCodec,
  utf8Encode,
} from 'cpm-routing/wire'
import type { FieldName, Situation } from './Situation.js'
import { fieldAt } from './Situation.js'

/** A place in one field. */
export interface Placed<A> {
  readonly field: FieldName
  readonly about: A
}

/** What the fields say: a routing request, or what is wrong in each of them. */
export interface Reading {
  readonly request?: RoutingRequest
  readonly errors: readonly Placed<InputError>[]
  readonly warnings: readonly Placed<InputWarning>[]
}

interface Part {
  readonly value?: unknown
  readonly errors: readonly InputError[]
  readonly warnings?: readonly InputWarning[]
}

/** Whether preferences are written in XML. */
export const isXml = (text: string): boolean => text.trimStart().startsWith('<')

const readJson = (text: string): Part => {
  try {
    return { value: JSON.parse(text), errors: [] }
  } catch {
    // The library says at which character a text stops being JSON, whatever it is to be read as.
    const read = decodeJson(CpmClientCodec)(text)
    return { errors: read._tag === 'Left' ? read.left : [] }
  }
}

const readXml = (text: string): Part => {
  const read = readPolicy(utf8Encode(text))
  return read._tag === 'Left'
    ? { errors: read.left }
    : { value: encode(UserPreferencesCodec)(read.right.value), errors: [], warnings: read.right.warnings }
}

const readOptional = (text: string): Part =>
  text.trim() === '' ? { errors: [] } : isXml(text) ? readXml(text) : readJson(text)

const withValue = (name: string, { value }: Part): object => (value === undefined ? {} : { [name]: value })

const spheresIn = (text: string): readonly string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')

const placed =
  (prefix: FieldName) =>
  <A>(about: A): Placed<A> => ({ field: prefix, about })

const placedByPath = <A extends { readonly path: string }>(about: A): Placed<A> => {
  const { field, rest } = fieldAt(about.path)
  return { field, about: { ...about, path: rest } }
}

/** Reads all fields together as one routing request. */
export const readSituation = (situation: Situation): Reading => {
  const message = readJson(situation.message)
  const preferences = readOptional(situation.preferences)
  const clients = readOptional(situation.clients)
  const policy = readOptional(situation.policy)
  const errors = [
    ...message.errors.map(placed('message')),
    ...preferences.errors.map(placed('preferences')),
    ...clients.errors.map(placed('clients')),
    ...policy.errors.map(placed('policy')),
  ]
  const warnings = (preferences.warnings ?? []).map(placed('preferences'))
  if (errors.length > 0) {
    return { errors, warnings }
  }
  const read = decode(RoutingRequestCodec)({
    message: message.value,
    recipient: {
      ...withValue('preferences', preferences),
      ...withValue('clients', clients),
      sphere: spheresIn(situation.sphere),
    },
    ...withValue('policy', policy),
    now: situation.now.trim(),
  })
  return read._tag === 'Left'
    ? { errors: read.left.map(placedByPath), warnings }
    : { request: read.right.value, errors, warnings: [...warnings, ...read.right.warnings.map(placedByPath)] }
}
