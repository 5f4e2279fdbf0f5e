/** A minute, an hour and a day, in milliseconds. */
export const minute = 60_000
export const hour = 60 * minute
export const dayLength = 24 * hour

/** The day that is simulated, from midnight to midnight in UTC. */
export interface Day {
  readonly start: number
  readonly end: number
}

export const dayOf = (date: string): Day => {
  const start = Date.parse(`${date}T00:00:00Z`)
  return { start, end: start + dayLength }
}
