const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

const asEscape = (character: string): string => `\\u{${Number(character.codePointAt(0)).toString(16)}}`

/**
 * A line for a person: where, and what is to be said of it.
 *
 * What a stranger wrote may stand in it, so characters that would command the terminal or hide text are written as escapes.
 */
export const messageLine = (places: readonly string[], text: string): string =>
  `${[places.filter((place) => place !== '').join(' '), text].join(': ').replace(unseen, asEscape)}\n`
