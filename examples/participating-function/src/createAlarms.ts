/** Alarms by name: a new one takes the place of the one before. */
export interface Alarms {
  readonly set: (name: string, at: number, ring: () => void) => void
  readonly count: () => number
  readonly close: () => void
}

/** The longest that a timer of Node waits; a later alarm is set again on the way. */
const longestTimer = 2_147_483_647

export const createAlarms = (now: () => number): Alarms => {
  const timers = new Map<string, NodeJS.Timeout>()
  let isClosed = false
  const set: Alarms['set'] = (name, at, ring) => {
    clearTimeout(timers.get(name))
    if (isClosed) {
      return
    }
    const remaining = Math.max(0, at - now())
    const timer = setTimeout(
      () => {
        // Timers may be a little early: what is due by its instant is due.
        if (at > now()) {
          set(name, at, ring)
          return
        }
        timers.delete(name)
        ring()
      },
      Math.min(remaining, longestTimer),
    )
    timers.set(name, timer)
  }
  return {
    set,
    count: () => timers.size,
    close: () => {
      isClosed = true
      for (const timer of timers.values()) {
        clearTimeout(timer)
      }
      timers.clear()
    },
  }
}
