type Kind<A> = abstract new () => A

/** The element of the page that has an id; the page and its program are built together, so it is there. */
export const byId = <A extends Element>(id: string, kind: Kind<A>): A => {
  const found = document.getElementById(id)
  if (found instanceof kind) {
    return found
  }
  throw new Error(`the page has no ${kind.name} ${id}`)
}
