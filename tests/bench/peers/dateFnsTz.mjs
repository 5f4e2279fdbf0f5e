// @date-fns/tz: its offset of a zone with the arithmetic of the table, and its dates with their own getters.
import { answering, byOffset } from '../schedules/questions.js'

const load = () => import(['@date-fns', 'tz'].join('/'))

export const contestant = async () => {
  const { tzOffset } = await load()
  return byOffset((zone, at) => tzOffset(zone, new Date(at)) * 60_000)
}

export const contestantWithDates = async () => {
  const { TZDate } = await load()
  const minutesOf = (reading) => Number(reading.slice(0, 2)) * 60 + Number(reading.slice(3, 5))
  const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
  return answering(
    (schedule) => ({ schedule, from: minutesOf(schedule.from), to: minutesOf(schedule.to) }),
    ({ schedule, from, to }, at) => {
      const date = new TZDate(at, schedule.zone)
      const time = date.getHours() * 60 + date.getMinutes()
      const startsOn = (day) => schedule.days === undefined || schedule.days.includes(names[day])
      const today = startsOn(date.getDay())
      const yesterday = startsOn((date.getDay() + 6) % 7)
      return from < to ? today && time >= from && time < to : (today && time >= from) || (yesterday && time < to)
    },
  )
}
