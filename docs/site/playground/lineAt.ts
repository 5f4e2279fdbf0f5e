/** Where a character stands, as people count: both from 1. */
export const lineAt = (text: string, index: number): { readonly line: number; readonly column: number } => {
  const before = text.slice(0, index).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

/** Which character stands at a line and a column. */
export const indexAt = (text: string, line: number, column: number): number => {
  const before = text.split('\n').slice(0, line - 1)
  return Math.min(text.length, before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1)
}
