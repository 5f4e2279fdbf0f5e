/** What a JSON text can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** A schema of JSON Schema, draft 2020-12, as data. */
export type JsonSchema = { readonly [keyword: string]: Json }

/** Whether a value is an object as `JSON.parse` makes it, of this or another realm: no list, no instance of a class. */
export const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> => {
  if (typeof value !== 'object' || value === null) {
    return false
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null
}

/** Gives an object a member of any name: `__proto__` becomes a member like any other. */
export const setMember = <A>(record: Record<string, A>, name: string, value: A): void => {
  if (name === '__proto__') {
    Object.defineProperty(record, name, { value, enumerable: true, writable: true, configurable: true })
  } else {
    record[name] = value
  }
}
