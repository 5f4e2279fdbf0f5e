/** A part of a text, from one character to before another. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The tokens of a JSON text; a text that is none gives places of no use, but no failure. */
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/gs

interface Level {
  readonly pointer: string
  readonly start: number
  readonly isList: boolean
  place: number
  name: string | undefined
}

const escapeName = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

const namedBy = (token: string): string => {
  try {
    const name: unknown = JSON.parse(token)
    return typeof name === 'string' ? name : token
  } catch {
    return token
  }
}

/** Where each value of a JSON text stands, by its JSON Pointer (RFC 6901). */
export const placesInJson = (text: string): ReadonlyMap<string, Span> => {
  const places = new Map<string, Span>()
  const levels: Level[] = []
  const pointerHere = (): string => {
    const level = levels.at(-1)
    return level === undefined ? '' : `${level.pointer}/${level.isList ? level.place : escapeName(level.name ?? '')}`
  }
  const close = (end: number): void => {
    const level = levels.pop()
    if (level !== undefined) {
      places.set(level.pointer, { start: level.start, end })
    }
  }
  for (const { 0: token, index } of text.matchAll(tokens)) {
    const level = levels.at(-1)
    const end = index + token.length
    if (token === '{' || token === '[') {
      levels.push({ pointer: pointerHere(), start: index, isList: token === '[', place: 0, name: undefined })
    } else if (token === '}' || token === ']') {
      close(end)
    } else if (token === ',' && level !== undefined) {
      level.place += 1
      level.name = undefined
    } else if (level !== undefined && !level.isList && level.name === undefined && token.startsWith('"')) {
      level.name = namedBy(token)
    } else if (token !== ':') {
      places.set(pointerHere(), { start: index, end })
    }
  }
  return places
}

/** Where a value stands, or else the nearest value around it: that is where a member is missing. */
export const placeInJson = (text: string, pointer: string): Span => {
  const places = placesInJson(text)
  let nearest = pointer
  while (nearest !== '' && !places.has(nearest)) {
    nearest = nearest.slice(0, nearest.lastIndexOf('/'))
  }
  return places.get(nearest) ?? { start: 0, end: text.length }
}
