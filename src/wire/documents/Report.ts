import type { UnknownCondition } from '../../model/Conditions.js'
import { isKnownZone } from '../../schedule/isKnownZone.js'
import type { InputError, InputErrorCode, InputWarning } from '../InputError.js'
import { foundText } from './foundText.js'

/** A place in a document, as a link to the place around it; the root has none around it. */
export interface Place {
  readonly parent: Place | undefined
  readonly key: string | number
}

/** How much a decoder reads before it refuses. */
export interface DecodingLimits {
  /** The longest JSON text, in characters (UTF-16 code units). */
  readonly characters: number
  /** The entries of all lists of one document together. */
  readonly entries: number
  /** How deep the value of an unknown condition may be nested. */
  readonly depth: number
}

/** The limits that hold where a caller names none. */
export const defaultDecodingLimits: DecodingLimits = { characters: 1_048_576, entries: 1_000_000, depth: 64 }

/** What a caller may choose about decoding. */
export interface DecodingOptions {
  /** Which time zones exist; where absent, those that the JavaScript engine knows. */
  readonly isKnownZone?: (zone: string) => boolean
  readonly limits?: Partial<DecodingLimits>
}

/** The unknown members met below a set of conditions. */
export interface ConditionsFound {
  readonly place: Place
  readonly found: UnknownCondition[]
}

/** What one decoding has met so far; every reader adds to it, and it never leaves the decoder. */
export interface Report {
  readonly errors: InputError[]
  readonly warnings: InputWarning[]
  readonly isKnownZone: (zone: string) => boolean
  readonly limits: DecodingLimits
  /** Whether nobody else has the document, so that it may be changed into what is read. */
  readonly ownsDocument: boolean
  /** How many list entries may still come. */
  entriesLeft: number
  /** How many values of unknown conditions may still come. */
  valuesLeft: number
  /** Where unknown members go at the moment; undefined outside conditions. */
  conditions: ConditionsFound | undefined
}

/** A report with nothing in it. */
export const newReport = (options: DecodingOptions = {}, ownsDocument = false): Report => {
  const limits = options.limits === undefined ? defaultDecodingLimits : { ...defaultDecodingLimits, ...options.limits }
  return {
    errors: [],
    warnings: [],
    isKnownZone: options.isKnownZone ?? isKnownZone,
    limits,
    ownsDocument,
    entriesLeft: limits.entries,
    valuesLeft: limits.characters,
    conditions: undefined,
  }
}

/** The keys from one place down to another, the upper one excluded; without one, from the root. */
export const keysBelow = (above: Place | undefined, place: Place): readonly (string | number)[] => {
  const keys: (string | number)[] = []
  let here = place
  while (here.parent !== undefined && here !== above) {
    keys.push(here.key)
    here = here.parent
  }
  return keys.reverse()
}

/** The JSON Pointer (RFC 6901) of a place; the root is the empty text. */
export const pointerOf = (parent: Place | undefined, key: string | number): string =>
  keysBelow(undefined, { parent, key })
    .map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('')

/** Adds an error about what stands at a place. */
export const refuse = (
  report: Report,
  parent: Place | undefined,
  key: string | number,
  code: InputErrorCode,
  expected: string,
  found: unknown,
): undefined => {
  report.errors.push({ code, path: pointerOf(parent, key), expected, actual: foundText(found) })
}

/** Adds a warning about what stands at a place. */
export const warn = (report: Report, parent: Place | undefined, key: string | number, message: string): void => {
  report.warnings.push({ path: pointerOf(parent, key), message })
}
