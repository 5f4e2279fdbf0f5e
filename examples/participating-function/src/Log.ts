/** Writes one line of JSON for each thing worth knowing. */
export type Log = (what: string, details?: Readonly<Record<string, unknown>>) => void

/** A log on a stream; `now` is the present instant in milliseconds. */
export const createLog =
  (write: (line: string) => void, now: () => number): Log =>
  (what, details = {}) =>
    write(`${JSON.stringify({ at: new Date(now()).toISOString(), what, ...details })}\n`)

/** Why something failed, for a log. */
export const reasonOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))
