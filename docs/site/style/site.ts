/** On a wide window the list of pages is always open; on a narrow one it opens when asked for. */
const pages = document.querySelector<HTMLDetailsElement>('.pages details')
const wide = matchMedia('(min-width: 62rem)')

const fit = (): void => {
  if (pages !== null) {
    pages.open = wide.matches
  }
}

fit()
wide.addEventListener('change', fit)
