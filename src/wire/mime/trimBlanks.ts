const isBlank = (text: string, at: number): boolean => text[at] === ' ' || text[at] === '\t'

/** Text without the spaces and tabs around it; every other white space stays. */
export const trimBlanks = (text: string): string => {
  let start = 0
  let end = text.length
  while (start < end && isBlank(text, start)) {
    start += 1
  }
  while (end > start && isBlank(text, end - 1)) {
    end -= 1
  }
  return text.slice(start, end)
}
