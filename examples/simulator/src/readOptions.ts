import { parseArgs } from 'node:util'
import type { Simulated } from './simulate.js'

/** What the command line asks for. */
export interface Options extends Simulated {
  /** Where the plot goes. */
  readonly out: string
}

const wholeNumber = (name: string, text: string): number => {
  const number = Number(text)
  if (!/^\d{1,9}$/.test(text) || number < 1) {
    throw new RangeError(`--${name} is a whole number from 1 up, not ${text}`)
  }
  return number
}

/** Reads the command line; what it does not understand is an error with a word about it. */
export const readOptions = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      recipients: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      date: { type: 'string', default: '2026-02-03' },
      out: { type: 'string', default: '.cache/day.svg' },
    },
  })
  const { date, out } = values
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date))) {
    throw new RangeError(`--date is a day such as 2026-02-03, not ${date}`)
  }
  return { recipients: wholeNumber('recipients', values.recipients), seed: wholeNumber('seed', values.seed), date, out }
}
