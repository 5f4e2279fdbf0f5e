const breaks = /[\p{Cc}\p{Zl}\p{Zp}]+/gu

/** A text on one line: line ends and other control characters become a space, and there are none around it. */
export const displayText = (text: string): string => text.replace(breaks, ' ').trim()
