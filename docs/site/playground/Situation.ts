/** What is typed: each text as it stands in its field. */
export interface Situation extends Readonly<Record<string, string>> {
  readonly message: string
  readonly preferences: string
  readonly clients: string
  readonly policy: string
  readonly sphere: string
  readonly now: string
}

/** The name of a field. */
export type FieldName = 'message' | 'preferences' | 'clients' | 'policy' | 'sphere' | 'now'

/** Every {@link FieldName}. */
export const fieldNames: readonly FieldName[] = ['message', 'preferences', 'clients', 'policy', 'sphere', 'now']

/** Where the value of a field stands in a routing request. */
export const pointers: Readonly<Record<FieldName, string>> = {
  message: '/message',
  preferences: '/recipient/preferences',
  clients: '/recipient/clients',
  policy: '/policy',
  sphere: '/recipient/sphere',
  now: '/now',
}

/** Which field a place in a routing request belongs to, and the rest of the way inside that field. */
export const fieldAt = (path: string): { readonly field: FieldName; readonly rest: string } => {
  const field = fieldNames.find((name) => path === pointers[name] || path.startsWith(`${pointers[name]}/`))
  return field === undefined ? { field: 'message', rest: '' } : { field, rest: path.slice(pointers[field].length) }
}
