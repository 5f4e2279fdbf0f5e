/** A day of the week, as preference documents write it. */
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'

/** Every {@link Weekday}, Monday first. */
export const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/**
 * A window that recurs every week by the wall clock of a zone, such as quiet hours.
 *
 * ```
 * days [mon], 22:00 to 07:00     mon ......................██ tue ██████.................
 * ```
 */
export interface Schedule {
  /** An IANA time zone, such as `Europe/Paris`. */
  readonly zone: string
  /** The days on which the window starts; absent means every day, an empty list means never. */
  readonly days?: readonly Weekday[]
  /** `HH:MM`, 00:00 to 23:59: the first minute of the window. */
  readonly from: string
  /** `HH:MM`, 00:00 to 24:00: the minute before which it ends, on the next day unless it is later than `from`. */
  readonly to: string
}
