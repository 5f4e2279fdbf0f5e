/** A short mark that changes with a text. */
export const digestOf = (text: string): string => {
  let one = 0xdeadbeef
  let other = 0x41c6ce57
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    one = Math.imul(one ^ code, 0x9e3779b1)
    other = Math.imul(other ^ code, 0x5f356495)
  }
  one = Math.imul(one ^ (one >>> 15), 0x85ebca77) ^ (other >>> 13)
  other = Math.imul(other ^ (other >>> 15), 0xc2b2ae3d) ^ (one >>> 13)
  return `${(one >>> 0).toString(36)}.${(other >>> 0).toString(36)}`
}
