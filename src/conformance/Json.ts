/** What a JSON text can say. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/** An object of a JSON text. */
export type JsonObject = { readonly [name: string]: Json }

/** Whether a value that came out of a JSON text is an object. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether a value that came out of a JSON text is a list. */
export const isJsonList = (value: unknown): value is readonly Json[] => Array.isArray(value)

/** The member of an object that has it itself. */
export const memberOf = (object: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined
