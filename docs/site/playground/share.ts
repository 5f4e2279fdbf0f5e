import { byId } from './byId.js'

const copy = async (said: HTMLElement): Promise<void> => {
  try {
    await navigator.clipboard.writeText(location.href)
    said.textContent = 'The link is copied.'
  } catch {
    said.textContent = 'The address of this page is the link: copy it from the address bar.'
  }
}

/** Has the share button copy the address of the page, which holds all that is shown. */
export const offerLink = (): void => {
  const said = byId('shared', HTMLElement)
  byId('share', HTMLButtonElement).addEventListener('click', () => void copy(said))
}
