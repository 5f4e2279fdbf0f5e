import { sequenceS } from 'fp-ts/lib/Apply.js'
import { getApplicativeValidation, map, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { getSemigroup } from 'fp-ts/lib/ReadonlyArray.js'
import type { ImpactGroup, ImpactReport } from '../analysis/index.js'
import { impact, impactOnAll } from '../analysis/index.js'
import type { RoutingRequest } from '../model/RoutingRequest.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { UserPreferences } from '../model/UserPreferences.js'
import { encode, RoutingDecisionCodec, RoutingRequestCodec } from '../wire/documents/index.js'
import type { Arguments } from './Arguments.js'
import { assumedClients } from './assumedClients.js'
import type { CorpusEntry } from './decodeCorpus.js'
import { decodeCorpus } from './decodeCorpus.js'
import { decodePreferences } from './decodeDocuments.js'
import { messageLine } from './messageLine.js'
import type { DocumentError } from './readDocument.js'
import { readDocument } from './readDocument.js'
import { readPolicyOf } from './readPolicyOf.js'
import type { Terminal } from './Terminal.js'
import { writeAnswer } from './writeAnswer.js'

/** What an impact is asked about. */
interface Change {
  readonly before: UserPreferences
  readonly after: UserPreferences
  readonly policy: ServiceProviderPolicy
  readonly entries: readonly CorpusEntry[] | undefined
}

/** A message alone is asked about as it arrives, by a recipient all of whose devices are registered. */
const requestOf = (entry: CorpusEntry, { before, after, policy }: Change): RoutingRequest =>
  'message' in entry
    ? { policy, ...entry }
    : { message: entry, recipient: { clients: assumedClients(before, after) }, policy, now: entry.receivedAt }

const reportOn = (change: Change): ImpactReport => {
  const { before, after, policy, entries } = change
  return entries === undefined
    ? impactOnAll(before, after, policy)
    : impact(
        before,
        after,
        entries.map((entry) => requestOf(entry, change)),
      )
}

const decisionForm = encode(RoutingDecisionCodec)

const groupForm = ({ witness, before, after, ...group }: ImpactGroup): unknown => ({
  ...group,
  before: decisionForm(before),
  after: decisionForm(after),
  witness: encode(RoutingRequestCodec)(witness),
})

const tell = (terminal: Terminal, { compared, changed, groups, undecided }: ImpactReport): void => {
  terminal.writeMessage(`${changed} of ${compared} decisions change\n`)
  for (const { before, after, count, witness } of groups) {
    const [from, to] = [before, after].map(
      ({ _tag, determinedBy: { requirement, rule } }) =>
        `${_tag} (${rule === undefined ? requirement : `${requirement}, rule ${rule}`})`,
    )
    terminal.writeMessage(messageLine([`${count}`], `${from} becomes ${to}, such as ${witness.message.entryId}`))
  }
  if (undecided > 0) {
    terminal.writeMessage(`${undecided} classes of messages are not decided\n`)
  }
}

const allErrors = getApplicativeValidation(getSemigroup<DocumentError>())

/**
 * Says which decisions change between two preference documents, over a corpus of messages, or over a representative of every class of
 * messages where none is given.
 *
 * @param misuse What becomes of a command that is not understood.
 */
export const runImpact = async (
  { operands, values }: Arguments,
  terminal: Terminal,
  misuse: (why: string) => number,
): Promise<number> => {
  const [old, now, messages] = operands
  if (old === undefined || now === undefined || operands.length > 3) {
    return misuse('it takes OLD.json and NEW.json, and MESSAGES.jsonl where there are some')
  }
  if ([...operands, values['policy']].filter((file) => file === '-').length > 1) {
    return misuse('standard input can be read once only')
  }
  const before = await readDocument(terminal, old, decodePreferences)
  const after = await readDocument(terminal, now, decodePreferences)
  const entries = messages === undefined ? right(undefined) : await readDocument(terminal, messages, decodeCorpus)
  const policy = await readPolicyOf(terminal, values['policy'])
  const report = pipe(sequenceS(allErrors)({ before, after, entries, policy }), map(reportOn))
  if (report._tag === 'Right') {
    tell(terminal, report.right)
  }
  return writeAnswer(terminal, report, ({ groups, ...counts }) => ({ ...counts, groups: groups.map(groupForm) }))
}
