import { type Day, dayLength, minute } from './Day.js'

/** How long the steps of the plot are. */
export const binLength = 5 * minute
export const bins = dayLength / binLength

/** What is drawn over the day. */
export const seriesNames = ['sent', 'pushed', 'retrieved', 'inBand', 'outOfBand', 'begins', 'ceases'] as const
export type SeriesName = (typeof seriesNames)[number]

/** What became of all messages of all recipients: numbers by name, and numbers over the day. */
export interface Totals {
  readonly counts: Readonly<Record<string, number>>
  readonly series: Readonly<Record<SeriesName, readonly number[]>>
}

export interface Counter {
  readonly count: (name: string, by?: number) => void
  /** Counts something at its instant. */
  readonly mark: (name: SeriesName, at: number) => void
  readonly totals: () => Totals
}

export const createCounter = ({ start }: Day): Counter => {
  const counts: Record<string, number> = {}
  const series = Object.fromEntries(seriesNames.map((name) => [name, Array.from({ length: bins }, () => 0)])) as Record<
    SeriesName,
    number[]
  >
  return {
    count: (name, by = 1) => {
      counts[name] = (counts[name] ?? 0) + by
    },
    mark: (name, at) => {
      const bin = Math.floor((at - start) / binLength)
      series[name][bin] = (series[name][bin] ?? 0) + 1
    },
    totals: () => ({ counts, series }),
  }
}

/** How many messages wait at the end of each step of the day. */
export const waitingOf = ({ series }: Totals): readonly number[] => {
  let waiting = 0
  return series.begins.map((begins, bin) => (waiting += begins - (series.ceases[bin] ?? 0)))
}
