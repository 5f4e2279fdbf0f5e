/** A media type or range without its parameters, in lower case. */
export const bareMediaType = (text: string): string => {
  const end = text.indexOf(';')
  return (end < 0 ? text : text.slice(0, end)).trim().toLowerCase()
}

const semicolon = 59
const asterisk = 42

/** Whether a character is the same in every case and no blank: a small letter, a digit, or one of `- . /`. */
const isPlain = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 45 && code <= 57)

/** The place at which a parameter begins or two texts are no longer the same. */
const commonLength = (one: string, other: string): number => {
  const end = Math.min(one.length, other.length)
  let at = 0
  while (at < end) {
    const code = one.charCodeAt(at)
    if (code !== other.charCodeAt(at) || code === semicolon) {
      return at
    }
    at += 1
  }
  return end
}

/**
 * Whether a media type lies in a media range: the type itself, all of `text`, or any type. Parameters and case do not count.
 *
 * Most ranges are written in lower case and without parameters: the first character that differs then tells.
 *
 * @spec TERM-04 TERM-14
 */
export const matchesMediaRange = (range: string, contentType: string): boolean => {
  const at = commonLength(range, contentType)
  const differing = range.charCodeAt(at)
  if (isPlain(differing) && isPlain(contentType.charCodeAt(at))) {
    return false
  }
  if (differing === asterisk && at === range.length - 1 && range.charCodeAt(at - 1) === 47) {
    return true
  }
  const wanted = bareMediaType(range)
  const seen = bareMediaType(contentType)
  return wanted === seen || wanted === '*/*' || (wanted.endsWith('/*') && seen.startsWith(wanted.slice(0, -1)))
}

/** Whether a media type lies in one of the ranges; no media type lies in any. */
export const matchesAnyMediaRange = (ranges: readonly string[], contentType: string | undefined): boolean => {
  if (contentType === undefined) {
    return false
  }
  // Most media types that match are written as they are in the list.
  if (ranges.includes(contentType)) {
    return true
  }
  for (const range of ranges) {
    if (matchesMediaRange(range, contentType)) {
      return true
    }
  }
  return false
}
