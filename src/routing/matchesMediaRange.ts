/** A media type or range without its parameters, in lower case. */
export const bareMediaType = (text: string): string => {
  const end = text.indexOf(';')
  return (end < 0 ? text : text.slice(0, end)).trim().toLowerCase()
}

/**
 * Whether a media type lies in a media range: the type itself, all of `text`, or any type. Parameters and case do not count.
 *
 * @spec TERM-04 TERM-14
 */
export const matchesMediaRange = (range: string, contentType: string): boolean => {
  const wanted = bareMediaType(range)
  const seen = bareMediaType(contentType)
  return wanted === seen || wanted === '*/*' || (wanted.endsWith('/*') && seen.startsWith(wanted.slice(0, -1)))
}

/** Whether a media type lies in one of the ranges; no media type lies in any. */
export const matchesAnyMediaRange = (ranges: readonly string[], contentType: string | undefined): boolean => {
  if (contentType !== undefined) {
    for (const range of ranges) {
      if (matchesMediaRange(range, contentType)) {
        return true
      }
    }
  }
  return false
}
