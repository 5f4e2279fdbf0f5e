import type { DoNotDisturb } from '../model/UserPreferences.js'
import { isNever, weeklyWindowsOf } from '../schedule/WeeklyWindow.js'
import type { Decider, StudiedDocument } from './Decider.js'
import { isDiversion } from './Decider.js'
import type { LintReport } from './Finding.js'
import { finding, nothingFound, open, together } from './Finding.js'
import { isZoneKnown } from './search/conditionsOf.js'
import { reasonsOf } from './search/search.js'

/**
 * Why all that decides is of one sort: everything that decides, and what keeps the rest from it. Undefined if something of another sort
 * decides, `'unknown'` if that was not found out.
 */
export const proofThatAll = (
  { deciders }: StudiedDocument,
  isOfSort: (decider: Decider) => boolean,
): readonly string[] | 'unknown' | undefined => {
  const others = deciders.filter((decider) => !isOfSort(decider)).map(({ decides }) => decides)
  const deciding = deciders.filter(({ decides }) => decides._tag !== 'Never').map(({ path }) => path)
  return others.some(({ _tag }) => _tag === 'Happens')
    ? undefined
    : others.some(({ _tag }) => _tag === 'Undecided')
      ? 'unknown'
      : [...new Set([...deciding, ...others.flatMap(reasonsOf)])]
}

const diverts = ({ handling }: Decider): boolean => isDiversion(handling)

const breaksThrough = ({ handling }: Decider): boolean =>
  handling.action === 'deliver' && handling.breakthrough === true && handling.silence !== true

/** Whether do-not-disturb can be in force at some time; one that can be switched on by hand can. */
export const canBeInForce = (doNotDisturb: DoNotDisturb | undefined, { space }: StudiedDocument): boolean =>
  doNotDisturb !== undefined &&
  (doNotDisturb.on !== undefined ||
    (doNotDisturb.schedules ?? []).some(
      (schedule) => isZoneKnown(schedule.zone, space) && !weeklyWindowsOf([schedule]).every(isNever),
    ))

const withoutEffect = (document: StudiedDocument, proof: readonly string[], why: string): LintReport =>
  finding({
    code: 'doNotDisturbWithoutEffect',
    severity: 'advice',
    path: `${document.path}/doNotDisturb`,
    message: `do-not-disturb has no effect: ${why}`,
    proof,
  })

const lintWhole = (document: StudiedDocument): LintReport => {
  const { preferences, policy, path } = document
  if (!canBeInForce(preferences.doNotDisturb, document)) {
    return nothingFound
  }
  const diverted = proofThatAll(document, diverts)
  if (diverted === 'unknown') {
    return open(`${path}/doNotDisturb`, 'whether do-not-disturb has an effect')
  }
  if (diverted !== undefined) {
    return withoutEffect(document, diverted, 'every message is rejected, interworked, stored or forwarded')
  }
  // Handed over to the Message Storage Server, a message takes along whether its recipient may be disturbed.
  const option = preferences.deferred?.option ?? policy.deferredOption ?? 'push'
  const through = option === 'store' ? undefined : proofThatAll(document, breaksThrough)
  return through === undefined || through === 'unknown'
    ? nothingFound
    : withoutEffect(document, through, 'every message breaks through')
}

const lintSchedules = ({ preferences, path, space }: StudiedDocument): LintReport =>
  together(
    (preferences.doNotDisturb?.schedules ?? []).map((schedule, place) => {
      const at = `${path}/doNotDisturb/schedules/${place}`
      return !isZoneKnown(schedule.zone, space)
        ? finding({
            code: 'unknownCondition',
            severity: 'warning',
            path: at,
            message: `a schedule of do-not-disturb is never in force: the zone ${schedule.zone} is not known here`,
            proof: [`${at}/zone`],
          })
        : weeklyWindowsOf([schedule]).every(isNever)
          ? finding({
              code: 'optionWithoutEffect',
              severity: 'advice',
              path: at,
              message: 'a schedule of do-not-disturb is never in force: it names no day',
              proof: [`${at}/days`],
            })
          : nothingFound
    }),
  )

const lintUntil = ({ preferences, path }: StudiedDocument): LintReport => {
  const { on, until } = preferences.doNotDisturb ?? {}
  const at = `${path}/doNotDisturb`
  return until === undefined || on === true
    ? nothingFound
    : finding({
        code: 'optionWithoutEffect',
        severity: 'advice',
        path: `${at}/until`,
        message: 'until has no effect: it limits do-not-disturb that is switched on by hand, and that is off',
        proof: [on === undefined ? at : `${at}/on`],
      })
}

/**
 * Where do-not-disturb, or a part of it, cannot have an effect.
 *
 * ```
 * all that can happen            do-not-disturb
 * reject │ interwork │ store │ forward      has no effect: advice
 * any of these, and deliver or defer        holds that back
 * ```
 *
 * @spec TERM-09 TERM-10 AMB-04
 */
export const lintDoNotDisturb = (document: StudiedDocument): LintReport =>
  together([lintWhole(document), lintSchedules(document), lintUntil(document)])
