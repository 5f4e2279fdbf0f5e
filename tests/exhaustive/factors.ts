/** A factor of a decision table: its values, in the order in which they are tried. */
export type Factors = Readonly<Record<string, readonly unknown[]>>

/** One row of a table: a value for each factor. */
export type Row<F extends Factors> = { readonly [Name in keyof F]: F[Name][number] }

/** How many rows a table of all combinations has. */
export const countOf = (factors: Factors): number =>
  Object.values(factors).reduce((count, values) => count * values.length, 1)

/** Calls back with every combination, the last factor changing fastest. */
export const forEachRow = <F extends Factors>(factors: F, visit: (row: Row<F>) => void): void => {
  const names = Object.keys(factors)
  const row: Record<string, unknown> = {}
  const fill = (place: number): void => {
    const name = names[place]
    if (name === undefined) {
      visit(row as Row<F>)
      return
    }
    for (const value of factors[name] ?? []) {
      row[name] = value
      fill(place + 1)
    }
  }
  fill(0)
}
