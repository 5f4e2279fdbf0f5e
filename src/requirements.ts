import type { Interpretation, InterpretationId, InterpretationSwitch } from './interpretations.js'
import { interpretations } from './interpretations.js'

export * from './interpretations.js'

/** The id of a statement of the standard, or (AMB-…) of the reading of one of its silent places. */
export type RequirementId =
  | 'TERM-01'
  | 'TERM-02'
  | 'TERM-03'
  | 'TERM-04'
  | 'TERM-05'
  | 'TERM-06'
  | 'TERM-07'
  | 'TERM-08'
  | 'TERM-09'
  | 'TERM-10'
  | 'TERM-11'
  | 'TERM-12'
  | 'TERM-13'
  | 'TERM-14'
  | 'TERM-15'
  | 'TERM-16'
  | 'TERM-17'
  | 'TERM-18'
  | 'TERM-19'
  | 'TERM-20'
  | 'DEF-01'
  | 'DEF-02'
  | 'DEF-03'
  | 'NTF-01'
  | 'NTF-02'
  | 'NTF-03'
  | 'NTF-04'
  | 'NTF-05'
  | 'NTF-06'
  | 'NTF-07'
  | 'NTF-08'
  | 'NTF-09'
  | 'NTF-10'
  | 'NTF-11'
  | 'NTF-12'
  | 'NTF-13'
  | 'NTF-14'
  | 'PSH-01'
  | 'PSH-02'
  | 'PSH-03'
  | 'PSH-04'
  | 'PSH-05'
  | 'PSH-06'
  | 'PSH-07'
  | 'PSH-08'
  | 'PSH-09'
  | 'HND-01'
  | 'HND-02'
  | 'MSS-01'
  | 'MSS-02'
  | 'MSS-03'
  | 'MSS-04'
  | 'MSS-05'
  | 'MSS-06'
  | InterpretationId

/** Whom a requirement binds: the Participating Function, the Message Storage Server, the CPM client or the SIP/IP core. */
export type RequirementRole = 'PF' | 'MSS' | 'Client' | 'Core'

/** How binding a requirement is; an interpretation never decides whether an implementation conforms. */
export type RequirementLevel = 'shall' | 'shall not' | 'may' | 'note' | 'interpretation'

/** What shows that a requirement is met: an example as data, a test of the library, or the documentation alone. */
export type Verification = 'vector' | 'test' | 'statement'

/** One thing that must be true, small enough to be tested by itself. */
export interface Requirement {
  readonly id: RequirementId
  readonly section: string
  readonly role: RequirementRole
  readonly level: RequirementLevel
  /** What must be true, in one sentence. */
  readonly gist: string
  readonly verifiedBy: Verification
  /** The choice that a provider has where the standard is silent; absent where there is none. */
  readonly switch?: InterpretationSwitch
}

type Row = readonly [
  id: RequirementId,
  role: RequirementRole,
  level: RequirementLevel,
  gist: string,
  verifiedBy?: Verification,
]

const inSection = (section: string, rows: readonly Row[]): readonly Requirement[] =>
  rows.map(([id, role, level, gist, verifiedBy = 'vector']) => ({ id, section, role, level, gist, verifiedBy }))

const fromInterpretation = (interpretation: Interpretation): Requirement => ({
  ...interpretation,
  level: 'interpretation',
  verifiedBy: 'vector',
})

/**
 * Every statement of the standard and every reading of a silent place, in the order of the standard.
 *
 * @example
 * ```ts
 * import { requirements } from 'cpm-routing/requirements'
 *
 * console.log(requirements.find(({ id }) => id === 'TERM-12')?.gist)
 * // => Do-not-disturb defers what would be delivered.
 * console.log(requirements.find(({ id }) => id === 'AMB-16')?.switch)
 * // => { member: 'onExpiry', values: [ 'discard', 'store' ] }
 * ```
 */
export const requirements: readonly Requirement[] = [
  ...inSection('5.2.2.1.3', [
    ['TERM-01', 'Core', 'note', 'Only what carries a CPM feature tag of a standalone message is routed.', 'test'],
    ['TERM-02', 'PF', 'shall', 'Each message has one outcome out of six, never two and never none.'],
    ['TERM-03', 'PF', 'shall', 'What the recipient wants rejected is rejected.'],
    ['TERM-04', 'PF', 'note', 'Preferences can look at the originator, a hidden identity, the kind and the content.'],
    ['TERM-05', 'PF', 'shall', 'What the recipient wants interworked goes to the Interworking Selection Function.'],
    ['TERM-06', 'PF', 'shall', 'What the recipient wants stored goes to the Message Storage Server.'],
    ['TERM-07', 'PF', 'note', 'Storing a message and recording a copy of it take one storage operation together.'],
    ['TERM-08', 'PF', 'shall', 'What the recipient wants forwarded goes to the address that the preference names.'],
    ['TERM-09', 'PF', 'note', 'What is rejected, interworked, stored or forwarded is so despite do-not-disturb.'],
    ['TERM-10', 'PF', 'note', 'Do-not-disturb beside such a preference is worth advice, and no error.', 'test'],
    ['TERM-11', 'PF', 'shall', 'A preference to defer defers, where none of the first four outcomes came first.'],
    ['TERM-12', 'PF', 'shall', 'Do-not-disturb defers what would be delivered.'],
    ['TERM-13', 'PF', 'shall', 'Without an applicable client, what would be delivered is deferred.'],
    ['TERM-14', 'PF', 'note', 'A client is applicable if preferences, capabilities, connectivity and policy agree.'],
    ['TERM-15', 'PF', 'shall', 'All else is sent towards each applicable client that is registered.'],
    ['TERM-16', 'PF', 'note', 'A client that any one factor rules out does not get the message.'],
    ['TERM-17', 'PF', 'note', 'For a device only delivery can be preferred; any other action there is invalid.'],
    ['TERM-18', 'PF', 'note', 'A recorded copy reaches every device, so the decision says whether one is made.'],
    ['TERM-19', 'PF', 'shall', 'The target CPM address goes out once, inserted by the core or here.'],
    ['TERM-20', 'Client', 'shall', 'A client that gets a standalone message answers with success.'],
  ]),
  ...inSection('5.2.2.2', [
    ['DEF-01', 'PF', 'shall', 'The recipient chooses one of three ways: be notified, be pushed, have it stored.'],
    ['DEF-02', 'PF', 'note', 'Where the recipient has not chosen, the provider does, among the same three.'],
    ['DEF-03', 'PF', 'shall', 'What expires while it waits is deleted for good or goes to the storage server.'],
  ]),
  ...inSection('5.2.2.2.1', [
    ['NTF-01', 'PF', 'shall not', 'No client is notified while the recipient does not want to be disturbed.'],
    ['NTF-02', 'PF', 'shall', 'When that wish ends, what was held back goes on.'],
    ['NTF-03', 'PF', 'may', 'A registered client is notified by SIP MESSAGE, another through the Push Enabler.'],
    ['NTF-04', 'PF', 'may', 'With no applicable client, the provider chooses who hears out-of-band, if anyone.'],
    ['NTF-05', 'Client', 'may', 'A client that was notified out-of-band can register.', 'test'],
    ['NTF-06', 'PF', 'shall', 'Applicable clients that are to be notified learn of deferred messages in-band.'],
    ['NTF-07', 'PF', 'shall', 'A notice has subject, originator, date, size; a hidden originator is anonymous.'],
    ['NTF-08', 'PF', 'may', 'An out-of-band notice is about one message or sums all up, as policy has it.'],
    ['NTF-09', 'Client', 'shall', 'The user picks messages, or none, and what is to become of each.'],
    ['NTF-10', 'Client', 'shall', 'If any is picked, the client opens a session that names each with its action.'],
    ['NTF-11', 'Client', 'shall', 'The client ends the session when every action and retrieval is complete.'],
    ['NTF-12', 'PF', 'note', 'That session is not a CPM session.', 'statement'],
    ['NTF-13', 'PF', 'shall', 'A message leaves the queue after its outcome is known, never before.'],
    ['NTF-14', 'PF', 'shall', 'Each message is handled as it was asked for; what is kept deferred stays.'],
  ]),
  ...inSection('5.2.2.2.2', [
    ['PSH-01', 'PF', 'shall not', 'Nothing is pushed or notified while the recipient does not want to be disturbed.'],
    ['PSH-02', 'PF', 'shall', 'When that wish ends, what was held back goes on.'],
    ['PSH-03', 'PF', 'may', 'With no applicable client, unregistered ones can be told out-of-band.'],
    ['PSH-04', 'PF', 'shall', 'With no applicable client, delivery waits until one registers.'],
    ['PSH-05', 'PF', 'shall', 'Then every deferred message that has an applicable client is delivered.'],
    ['PSH-06', 'PF', 'note', 'Devices may get different messages; what any of them got is delivered.'],
    ['PSH-07', 'PF', 'may', 'If some stay undelivered, unregistered clients can be told once more.'],
    ['PSH-08', 'PF', 'shall', 'The next such client that registers starts the delivery again.'],
    ['PSH-09', 'PF', 'shall', 'What was delivered leaves the queue, and nothing else does.'],
  ]),
  ...inSection('5.2.2.2.3', [
    ['HND-01', 'PF', 'shall', 'What is stored tells of do-not-disturb, expiry time and action upon expiration.'],
    ['HND-02', 'PF', 'shall', 'A delivery notification that was asked for says delivered.'],
    ['MSS-01', 'MSS', 'shall', 'A deferred message is kept as a temporary object.'],
    ['MSS-02', 'MSS', 'shall', 'Its arrival is notified, as the last do-not-disturb value allows.'],
    ['MSS-03', 'MSS', 'shall', 'Where that forbids it, notices wait for a deferred message that lifts it.'],
    ['MSS-04', 'MSS', 'shall', 'The expiry time of each message is watched.'],
    ['MSS-05', 'MSS', 'shall', 'What expires before the user saw it is discarded, if so preferred.'],
    ['MSS-06', 'MSS', 'shall', 'What expires becomes a stored object, if so preferred.'],
  ]),
  ...interpretations.map(fromInterpretation),
]
