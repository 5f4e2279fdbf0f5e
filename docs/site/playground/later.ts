/** Has something done when nobody has asked for it again for a moment, such as between two keys. */
export const later = (act: () => void, milliseconds = 150): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(act, milliseconds)
  }
}
