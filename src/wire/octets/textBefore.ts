/** What stands before the first mark in a text: all of it where there is no mark. */
export const textBefore = (text: string, mark: string): string => {
  const at = text.indexOf(mark)
  return at < 0 ? text : text.slice(0, at)
}
