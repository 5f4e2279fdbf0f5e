import type { CpmAddress } from '../model/CpmAddress.js'

/** What would command a terminal, or turn the direction of the text around it. */
const commanding = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

const longest = 80

/** A text that somebody else wrote, fit to stand in a sentence: no characters that command, and not too long. */
export const plainText = (text: string): string => {
  const characters = Array.from(text.replace(commanding, '\ufffd'))
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : characters.join('')
}

/** An address as people write it, without what only machines need: `ann@home1.example`, `+15550100`. */
export const addressWords = ({ canonical }: CpmAddress): string => plainText(canonical.replace(/^(?:sips?|tel):/, ''))

/** A name between quotes: `“boss”`. */
export const quoted = (name: string): string => `“${plainText(name)}”`
