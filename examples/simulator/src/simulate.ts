import { liveOneDay } from './liveOneDay.js'
import { dayOf } from './Day.js'
import { createCounter, type Totals } from './Totals.js'
import { type WallClock, wallClockOf } from './zones.js'

/** What is simulated. */
export interface Simulated {
  readonly recipients: number
  readonly seed: number
  /** As `2026-02-03`. */
  readonly date: string
}

/**
 * The day of so many recipients, one after the other: they do not touch each other, so each has a virtual time of its own.
 *
 * Reads no clock and draws all chance from the seed.
 */
export const simulate = ({ recipients, seed, date }: Simulated): Totals => {
  const day = dayOf(date)
  const wallClocks = new Map<string, WallClock>()
  const wallClockIn = (zone: string): WallClock => {
    const wallClock = wallClocks.get(zone) ?? wallClockOf(zone, day)
    wallClocks.set(zone, wallClock)
    return wallClock
  }
  const counter = createCounter(day)
  for (let number = 0; number < recipients; number += 1) {
    liveOneDay(number, { seed, day, wallClockIn }, counter)
  }
  return counter.totals()
}
