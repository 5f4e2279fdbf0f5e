import type { Schedule, Weekday } from '../../model/Schedule.js'
import { weekdays } from '../../model/Schedule.js'
import { zoneName } from '../../schedule/isKnownZone.js'
import type { Codec } from './Codec.js'
import { newCodec } from './Codec.js'
import { form } from './form.js'
import { list } from './list.js'
import { refuse, warn } from './Report.js'
import { oneOf, text, textLike } from './scalars.js'

const weekday: Codec<Weekday> = oneOf('Weekday', weekdays)

const zoneExpected = 'the name of a time zone that is known here, such as Europe/Paris'

const zone: Codec<string> = newCodec({
  name: 'Zone',
  expected: zoneExpected,
  schema: { type: 'string', pattern: zoneName.source },
  read: (input, parent, key, report) =>
    typeof input !== 'string'
      ? refuse(report, parent, key, 'wrongType', zoneExpected, input)
      : zoneName.test(input) && report.isKnownZone(input)
        ? input
        : refuse(report, parent, key, zoneName.test(input) ? 'unsupported' : 'malformed', zoneExpected, input),
  is: (value): value is string => typeof value === 'string' && zoneName.test(value),
  encode: text.encode,
})

const from = textLike({
  name: 'WindowStart',
  expected: 'a time of day HH:MM from 00:00 to 23:59',
  pattern: /^([01][0-9]|2[0-3]):[0-5][0-9]$/,
  code: 'malformed',
})

const to = textLike({
  name: 'WindowEnd',
  expected: 'a time of day HH:MM from 00:00 to 24:00',
  pattern: /^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/,
  code: 'malformed',
})

/** A window that recurs every week; its zone must be one that the decoder knows, see {@link DecodingOptions}. */
export const ScheduleCodec: Codec<Schedule> = form<Schedule>('Schedule', {
  description: 'A window that recurs every week by the wall clock of a time zone.',
  required: { zone, from, to },
  optional: { days: list(weekday) },
  check: ({ days }, place, report) => {
    if (days !== undefined && new Set(days).size < days.length) {
      warn(report, place, 'days', 'names a weekday twice')
    }
  },
})
