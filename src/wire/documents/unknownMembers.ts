import { isPlainObject } from './Json.js'
import type { Place, Report } from './Report.js'
import { keysBelow, refuse, warn } from './Report.js'

const isJson = (value: unknown, depth: number, report: Report): boolean => {
  report.valuesLeft -= 1
  if (report.valuesLeft < 0 || depth < 0) {
    return false
  }
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true
    case 'number':
      return Number.isFinite(value)
    case 'object':
      return (
        value === null ||
        ((Array.isArray(value) || isPlainObject(value)) &&
          Object.values(value).every((member) => isJson(member, depth - 1, report)))
      )
    case 'undefined':
    case 'bigint':
    case 'symbol':
    case 'function':
      return false
  }
}

/**
 * Puts a member that nobody knows where it does no harm.
 *
 * ```
 * inside when, or the conditions of a device      kept as an unknown condition, which never matches
 * anywhere else                                   dropped
 * ```
 *
 * Either way a warning names it.
 */
export const meetUnknown = (value: unknown, place: Place, name: string, report: Report): void => {
  const conditions = report.conditions
  if (conditions === undefined) {
    warn(report, place, name, 'is not known here and was dropped')
  } else if (isJson(value, report.limits.depth, report)) {
    const dotted = [...keysBelow(conditions.place, place), name].join('.')
    conditions.found.push({ name: dotted, value: JSON.stringify(value) })
    warn(report, place, name, 'is an unknown condition: what has it never matches')
  } else {
    const { depth } = report.limits
    refuse(report, place, name, 'malformed', `a JSON value, nested at most ${depth} levels deep`, value)
  }
}
