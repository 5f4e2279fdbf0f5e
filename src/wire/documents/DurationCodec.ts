import { milliseconds } from 'date-fns/milliseconds'
import type { Codec } from './Codec.js'
import { newCodec } from './Codec.js'
import { refuse } from './Report.js'

const form =
  /^P(?=[0-9T])(?:([0-9]{1,15})W)?(?:([0-9]{1,15})D)?(?:T(?=[0-9])(?:([0-9]{1,15})H)?(?:([0-9]{1,15})M)?(?:([0-9]{1,15})(?:[.,]([0-9]+))?S)?)?$/
const calendarUnits = /^P[0-9WD.,]*[YM]|^P[0-9]+M/

const millisecondsIn = (text: string): number => {
  const parts = form.exec(text)
  if (parts === null) {
    return Number.NaN
  }
  const [, weeks, days, hours, minutes, seconds, fraction] = parts
  const whole = milliseconds({
    weeks: Number(weeks ?? 0),
    days: Number(days ?? 0),
    hours: Number(hours ?? 0),
    minutes: Number(minutes ?? 0),
    seconds: Number(seconds ?? 0),
  })
  return whole + Number((fraction ?? '').padEnd(3, '0').slice(0, 3))
}

const part = (amount: number, unit: string): string => (amount === 0 ? '' : `${amount}${unit}`)

const durationText = (duration: number): string => {
  const seconds = (duration % 60_000) / 1000
  const minutes = Math.floor(duration / 60_000) % 60
  const hours = Math.floor(duration / 3_600_000)
  return duration === 0 ? 'PT0S' : `PT${part(hours, 'H')}${part(minutes, 'M')}${part(seconds, 'S')}`
}

const expected = 'a duration of weeks, days, hours, minutes and seconds, such as PT72H'

/**
 * A duration: the text of ISO 8601, of weeks, days, hours, minutes and seconds; in memory whole milliseconds.
 *
 * Years and months have no fixed length and are refused, as is what is negative. Digits finer than a millisecond are cut off. Written in
 * hours, minutes and seconds.
 *
 * @example
 * ```ts
 * import { DurationCodec, encode } from 'cpm-routing/wire'
 *
 * console.log(encode(DurationCodec)(259_200_000))
 * // => PT72H
 * ```
 */
export const DurationCodec: Codec<number> = newCodec({
  name: 'Duration',
  expected,
  schema: {
    title: 'Duration',
    description: 'A duration of ISO 8601: weeks, days, hours, minutes and seconds.',
    type: 'string',
    pattern: form.source,
  },
  read: (input, parent, key, report) => {
    if (typeof input !== 'string') {
      return refuse(report, parent, key, 'wrongType', expected, input)
    }
    const duration = millisecondsIn(input)
    if (Number.isSafeInteger(duration)) {
      return duration
    }
    return Number.isNaN(duration)
      ? calendarUnits.test(input)
        ? refuse(
            report,
            parent,
            key,
            'unsupported',
            `${expected}: years and months have no fixed length, write days`,
            input,
          )
        : refuse(report, parent, key, 'malformed', expected, input)
      : refuse(report, parent, key, 'outOfRange', `${expected}, below 9007199254740992 milliseconds`, input)
  },
  is: (value): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0,
  encode: durationText,
})
