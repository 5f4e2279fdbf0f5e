import type { RequirementId } from '../../../src/requirements.js'
import type { DecisionForm, DoNotDisturbForm, RequestForm, ScheduleForm } from '../routingForms.js'
import { decided, misdeciding, misreading, withDoNotDisturb, withSchedules } from '../routingForms.js'
import type { Canary } from './Canary.js'

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

const reading = (
  name: string,
  change: (schedule: ScheduleForm, request: RequestForm) => ScheduleForm | undefined,
  breaks: readonly RequirementId[] = ['AMB-05'],
): Canary => misreading(name, breaks, withSchedules(change))

const setting = (
  name: string,
  change: (doNotDisturb: DoNotDisturbForm, request: RequestForm) => DoNotDisturbForm,
): Canary => misreading(name, ['AMB-05'], withDoNotDisturb(change))

const isDay = ({ from, to }: ScheduleForm): boolean => from < to

/** A time of day some minutes later; not over midnight. */
const shifted = (time: string, minutes: number): string => {
  const total = Math.min(1440, Math.max(0, Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + minutes))
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`
}

const at = (request: RequestForm, minutes: number): RequestForm => ({
  ...request,
  now: new Date(Date.parse(request.now) + minutes * 60_000).toISOString(),
})

const doNotDisturbOf = ({ recipient }: RequestForm): DoNotDisturbForm => recipient.preferences?.doNotDisturb ?? {}

const isQuiet = (decision: DecisionForm): boolean => decision.reason === 'DoNotDisturb'

const onWindows: readonly Canary[] = [
  reading('begins a window after its first minute', (schedule) =>
    isDay(schedule) && schedule.days !== undefined ? { ...schedule, from: shifted(schedule.from, 1) } : schedule,
  ),
  reading('begins a window a minute early', (schedule) =>
    isDay(schedule) && schedule.from === '09:00' ? { ...schedule, from: '08:59' } : schedule,
  ),
  reading('ends a window a minute early', (schedule) =>
    isDay(schedule) && schedule.to === '17:00' ? { ...schedule, to: '16:59' } : schedule,
  ),
  reading('ends a window after the minute of its end', (schedule) =>
    isDay(schedule) && schedule.to === '17:00' ? { ...schedule, to: '17:01' } : schedule,
  ),
  reading('ignores on which days a window is', (schedule) => ({ ...schedule, days: undefined })),
  reading('asks for the day of the window after midnight as well', (schedule) =>
    schedule.from > schedule.to ? { ...schedule, to: '24:00' } : schedule,
  ),
  misdeciding('lets a window over midnight begin early on its day', ['AMB-05'], (decision, request) =>
    doNotDisturbOf(request).schedules?.some(({ from, to }) => from > to) === true && decision._tag === 'Send'
      ? decided(
          withSchedules((schedule) => ({
            ...schedule,
            days: schedule.days?.map(() => 'mon'),
            from: '00:00',
            to: '07:00',
          }))(request),
        )
      : decision,
  ),
  reading('knows no 24:00', (schedule) => (schedule.to === '24:00' ? { ...schedule, to: '23:59' } : schedule)),
  reading('takes a window that ends where it begins for empty', (schedule) =>
    schedule.from === schedule.to ? undefined : schedule,
  ),
  reading('takes a window that ends where it begins for one without end', (schedule) =>
    schedule.from === schedule.to ? { ...schedule, days: weekdays } : schedule,
  ),
  reading('takes no days for never', (schedule) => (schedule.days === undefined ? undefined : schedule)),
]

const onZones: readonly Canary[] = [
  reading('reads the clock of UTC', (schedule) => ({ ...schedule, zone: 'Etc/UTC' })),
  reading('keeps winter time in summer', (schedule) =>
    schedule.zone === 'Europe/Paris' ? { ...schedule, zone: 'Etc/GMT-1' } : schedule,
  ),
  reading('keeps summer time after the change', (schedule, { now }) =>
    schedule.zone === 'Europe/Paris' && now.startsWith('2026-10-25') ? { ...schedule, zone: 'Etc/GMT-2' } : schedule,
  ),
  misdeciding('joins the two times of a repeated window', ['AMB-05'], (decision, request) =>
    decision._tag === 'Send' && isQuiet(decided(at(request, -30))) && isQuiet(decided(at(request, 30)))
      ? { ...decision, _tag: 'Defer' }
      : decision,
  ),
]

const onSettings: readonly Canary[] = [
  setting('looks at the first schedule alone', ({ schedules, ...others }) => ({
    ...others,
    schedules: schedules?.slice(0, 1),
  })),
  setting('takes schedules to be off where the switch is', (doNotDisturb) =>
    doNotDisturb.on === false ? {} : doNotDisturb,
  ),
  setting('ends schedules where the wish by hand ends', (doNotDisturb, { now }) =>
    doNotDisturb.until !== undefined && Date.parse(doNotDisturb.until) <= Date.parse(now) ? {} : doNotDisturb,
  ),
  setting('is quiet at the instant the wish by hand ends', (doNotDisturb, { now }) =>
    doNotDisturb.until !== undefined && Date.parse(doNotDisturb.until) === Date.parse(now)
      ? { on: true }
      : doNotDisturb,
  ),
  setting('ends the wish by hand a minute early', (doNotDisturb, request) =>
    doNotDisturb.until !== undefined && Date.parse(doNotDisturb.until) <= Date.parse(at(request, 1).now)
      ? { ...doNotDisturb, on: false }
      : doNotDisturb,
  ),
]

/** Another end of do-not-disturb than the one that is planned. */
const ending = (
  name: string,
  change: (until: string | undefined, request: RequestForm) => string | undefined,
): Canary =>
  misdeciding(name, ['AMB-05'], (decision, request) =>
    isQuiet(decision) &&
    Object.keys(doNotDisturbOf(request)).length > 0 &&
    request.recipient.preferences?.deferred !== undefined
      ? { ...decision, plan: { ...decision.plan, until: change(decision.plan?.until, request) } }
      : decision,
  )

const onEnds: readonly Canary[] = [
  ending('tells no end', (until, request) =>
    doNotDisturbOf(request).schedules === undefined && doNotDisturbOf(request).on !== true ? until : undefined,
  ),
  ending('tells an end of what never ends', (until) => until ?? '2035-01-01T00:00:00Z'),
  ending('tells the end of the first window that ends', (until, request) =>
    doNotDisturbOf(request).schedules?.length === 2 ? '2026-02-03T23:00:00Z' : until,
  ),
  ending('tells the end of the wish by hand alone', (until, request) =>
    doNotDisturbOf(request).schedules === undefined ? until : (doNotDisturbOf(request).until ?? until),
  ),
]

/** Broken where do-not-disturb goes by the clock. */
export const canaries: readonly Canary[] = [...onWindows, ...onZones, ...onSettings, ...onEnds]
