import type { CpimHeader } from './CpimMessage.js'

/** The values of all headers of a resolved name, in order. */
export const headerValues = (headers: readonly CpimHeader[], namespace: string, name: string): readonly string[] =>
  headers.filter((header) => header.namespace === namespace && header.name === name).map((header) => header.value)
