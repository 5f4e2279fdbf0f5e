import { isPlainObject } from './Json.js'

const longest = 80

const bounded = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest - 1)}…`)

const namesShown = 4

const objectText = (value: Readonly<Record<string, unknown>>): string => {
  const names = Object.keys(value)
  const shown = names.slice(0, namesShown).map((name) => bounded(name))
  return names.length === 0
    ? 'an empty object'
    : `an object with ${shown.join(', ')}${names.length > namesShown ? ', …' : ''}`
}

/** What was found, in at most 80 characters: short values as JSON, others by what they are. */
export const foundText = (value: unknown): string => {
  switch (typeof value) {
    case 'undefined':
      return 'nothing'
    case 'string':
      return bounded(JSON.stringify(value.slice(0, longest)))
    case 'number':
    case 'boolean':
      return String(value)
    case 'bigint':
    case 'symbol':
    case 'function':
      return `a ${typeof value}`
    case 'object':
      return value === null
        ? 'null'
        : Array.isArray(value)
          ? value.length === 0
            ? 'an empty list'
            : `a list of ${value.length}`
          : isPlainObject(value)
            ? bounded(objectText(value))
            : 'an object that is no plain data'
  }
}
