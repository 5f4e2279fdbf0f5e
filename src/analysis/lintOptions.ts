import type { Decider, StudiedDocument } from './Decider.js'
import { isDiversion } from './Decider.js'
import type { LintReport } from './Finding.js'
import { finding, nothingFound, open, together } from './Finding.js'
import { canBeInForce, proofThatAll } from './lintDoNotDisturb.js'

const withoutEffect = (path: string, message: string, proof: readonly string[]): LintReport =>
  finding({ code: 'optionWithoutEffect', severity: 'advice', path, message, proof })

const isNeverDeferred = ({ handling }: Decider): boolean => isDiversion(handling)

const isNeverRecorded = ({ handling }: Decider): boolean => handling.action === 'reject' || handling.action === 'store'

/** An option that has an effect on some outcomes only, where none of them can happen. */
const lintOutcomes = (
  document: StudiedDocument,
  member: 'deferred' | 'recordIncoming',
  hasNoPart: (decider: Decider) => boolean,
  message: string,
): LintReport => {
  const path = `${document.path}/${member}`
  const proof = proofThatAll(document, hasNoPart)
  return proof === undefined
    ? nothingFound
    : proof === 'unknown'
      ? open(path, `whether ${member} has an effect`)
      : withoutEffect(path, message, proof)
}

const lintBreakthrough = (decider: Decider, document: StudiedDocument): LintReport => {
  const { handling, name } = decider
  const path = decider.rule === undefined ? decider.path : `${decider.path}/then`
  const { doNotDisturb } = document.preferences
  return handling.action !== 'deliver' || handling.breakthrough !== true || decider.decides._tag === 'Never'
    ? nothingFound
    : handling.silence === true
      ? withoutEffect(`${path}/breakthrough`, `breakthrough of ${name} has no effect: silence counts`, [
          `${path}/silence`,
        ])
      : canBeInForce(doNotDisturb, document)
        ? nothingFound
        : withoutEffect(
            `${path}/breakthrough`,
            `breakthrough of ${name} has no effect: do-not-disturb is never in force`,
            [doNotDisturb === undefined ? document.path : `${document.path}/doNotDisturb`],
          )
}

/** Options other than do-not-disturb that change nothing: about deferral, recording, and breaking through. */
export const lintOptions = (document: StudiedDocument): LintReport => {
  const { deferred = {}, recordIncoming } = document.preferences
  return together([
    deferred.option === undefined && deferred.onExpiry === undefined
      ? nothingFound
      : lintOutcomes(
          document,
          'deferred',
          isNeverDeferred,
          'the options of deferral have no effect: no message is ever deferred',
        ),
    recordIncoming === true
      ? lintOutcomes(
          document,
          'recordIncoming',
          isNeverRecorded,
          'recording has no effect: every message is rejected or stored',
        )
      : nothingFound,
    ...document.deciders.map((decider) => lintBreakthrough(decider, document)),
  ])
}
