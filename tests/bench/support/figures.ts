/** The least, the middle one and the most of several figures. */
export interface Spread {
  readonly least: number
  readonly median: number
  readonly most: number
}

/** The spread of several figures. */
export const spreadOf = (figures: readonly number[]): Spread => {
  const sorted = [...figures].sort((one, other) => one - other)
  return { least: sorted[0]!, median: sorted[Math.floor(sorted.length / 2)]!, most: sorted.at(-1)! }
}

/** A figure in three digits, without the power of ten that a reader would have to decode. */
export const short = (figure: number): string =>
  figure >= 9_995
    ? Math.round(figure).toLocaleString('en-US')
    : Number(figure.toPrecision(3)).toFixed(figure >= 99.95 ? 0 : figure >= 9.995 ? 1 : 2)

/** A spread as a ratio: the middle one, and in brackets the least and the most. */
export const ratioText = ({ least, median, most }: Spread): string =>
  `${short(median)} (${short(least)} to ${short(most)})`

/** Rows under a head, in columns as wide as their widest cell; the first column to the left, the others to the right. */
export const tableText = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => (row[column] ?? '').length)))
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('   ')
  return [line(head), ...rows.map(line)].join('\n')
}

/** What was asked for on the command line: `--name=value`, or `--name` alone. */
export const option = (name: string): string | undefined => {
  const given = process.argv.find((argument) => argument === `--${name}` || argument.startsWith(`--${name}=`))
  return given === undefined ? undefined : (given.split('=')[1] ?? '')
}

/** A list of numbers that was asked for on the command line, or what is measured without one. */
export const numbersOption = (name: string, otherwise: readonly number[]): readonly number[] =>
  option(name)?.split(',').map(Number) ?? otherwise

/** A bound on a ratio that the project has set itself. */
export interface Goal {
  readonly what: string
  readonly measured: number
  readonly bound: number
  /** Whether the bound is the least that is wanted; else it is the most. */
  readonly atLeast?: boolean
}

/** Prints what was measured, as a table or with `--json` as data, and sets the exit status to 1 where a goal is missed. */
export const report = (title: string, text: string, data: unknown, goals: readonly Goal[] = []): void => {
  const judged = goals.map((goal) => ({
    ...goal,
    reached: goal.atLeast === true ? goal.measured >= goal.bound : goal.measured <= goal.bound,
  }))
  if (option('json') === undefined) {
    console.log(`\n${title}\n\n${text}`)
    for (const { what, measured, bound, atLeast, reached } of judged) {
      const wanted = `${atLeast === true ? 'at least' : 'at most'} ${bound}`
      console.log(`${reached ? 'reached' : 'MISSED '}  ${what}: ${short(measured)}, ${wanted}`)
    }
  } else {
    const machine = { node: process.version, architecture: process.arch }
    console.log(JSON.stringify({ title, machine, data, goals: judged }))
  }
  if (judged.some(({ reached }) => !reached)) {
    process.exitCode = 1
  }
}
