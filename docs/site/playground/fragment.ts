type Texts = Readonly<Record<string, string>>

const toBase64Url = (text: string): string => {
  const octets = Array.from(new TextEncoder().encode(text), (octet) => String.fromCharCode(octet))
  return btoa(octets.join('')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

const fromBase64Url = (text: string): string => {
  const octets = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(octets, (octet) => octet.charCodeAt(0)))
}

const areTexts = (value: unknown): value is Texts =>
  typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string')

/** Some named texts as the fragment of an address; a fragment is never sent to a server. */
export const fragmentOf = (texts: Texts): string => `#${toBase64Url(JSON.stringify(texts))}`

/** The texts that a fragment holds; nothing where it holds none, as when an address was cut. */
export const readFragment = (fragment: string): Texts | undefined => {
  try {
    const value: unknown = JSON.parse(fromBase64Url(fragment.slice(1)))
    return areTexts(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Keeps the address of the page at what it shows, without a new entry in the history. */
export const rememberInAddress = (texts: Texts): void => history.replaceState(null, '', fragmentOf(texts))
