/** Text with its escapes of ASCII characters resolved; every other escape stays as it is. */
export const percentDecode = (text: string): string =>
  text.replace(/%([0-7][0-9A-Fa-f])/g, (_escape, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
