/** What is asked of texts: one of each of the lists, and none of the others. */
export interface TextsAsked {
  readonly wanted: readonly (readonly string[])[]
  readonly unwanted: readonly string[]
}

/**
 * A text of each list that has to be there, none of which brings an unwanted one with it; undefined if some list has no such text.
 *
 * Exact: an unwanted text comes along exactly if it is contained in a chosen one, so each list can choose on its own.
 */
export const chooseTexts = (
  { wanted, unwanted }: TextsAsked,
  contains: (text: string, part: string) => boolean,
): readonly string[] | undefined => {
  const chosen = wanted.flatMap((texts) => texts.find((text) => !unwanted.some((part) => contains(text, part))) ?? [])
  return chosen.length === wanted.length ? [...new Set(chosen)] : undefined
}

const lastTried = 0x400

const separatorFrom = (code: number, unwanted: string): string => {
  const character = String.fromCharCode(code)
  return code === lastTried || (!unwanted.includes(character) && character.toLowerCase() === character)
    ? character
    : separatorFrom(code + 1, unwanted)
}

/** Texts in one, such that no unwanted text arises where two of them meet, unless the unwanted ones use up a thousand characters. */
export const joinTexts = (texts: readonly string[], unwanted: readonly string[]): string =>
  texts.join(separatorFrom(0x20, unwanted.join('')))
