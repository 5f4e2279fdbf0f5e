/**
 * Shows a drawing of the library as an image.
 *
 * An image is a document of its own: its style needs no exception from the policy of the page, which forbids inline styles, and nothing in
 * it can run.
 */
export const showPicture = (image: HTMLImageElement, svg: string, description: string): void => {
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  image.alt = description
  image.hidden = false
}
