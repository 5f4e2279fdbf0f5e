/** The id of the reading of a place where the standard is silent or can be read in two ways. */
export type InterpretationId =
  | 'AMB-01'
  | 'AMB-02'
  | 'AMB-03'
  | 'AMB-04'
  | 'AMB-05'
  | 'AMB-06'
  | 'AMB-07'
  | 'AMB-08'
  | 'AMB-09'
  | 'AMB-10'
  | 'AMB-11'
  | 'AMB-12'
  | 'AMB-13'
  | 'AMB-14'
  | 'AMB-15'
  | 'AMB-16'
  | 'AMB-17'
  | 'AMB-18'
  | 'AMB-19'
  | 'AMB-20'
  | 'AMB-21'
  | 'AMB-22'
  | 'AMB-23'
  | 'AMB-24'
  | 'AMB-25'
  | 'AMB-26'
  | 'AMB-27'
  | 'AMB-28'
  | 'AMB-29'
  | 'AMB-30'
  | 'AMB-31'
  | 'AMB-32'
  | 'AMB-33'
  | 'AMB-34'

/** The member of the service provider policy with which a provider chooses another reading. */
export interface InterpretationSwitch {
  /** Its path in the policy. */
  readonly member: string
  /** Its values, the default first; empty where any number goes. */
  readonly values: readonly (string | number)[]
}

/** A place where the standard is silent, and how it is read here. */
export interface Interpretation {
  readonly id: InterpretationId
  /** The section that it is about. */
  readonly section: string
  readonly role: 'PF' | 'MSS'
  /** How it is read, in one sentence. */
  readonly gist: string
  /** Absent where there is no choice. */
  readonly switch?: InterpretationSwitch
}

type Row = readonly [id: InterpretationId, section: string, gist: string, role?: Interpretation['role']]

const rows: readonly Row[] = [
  ['AMB-01', '5.2.2.1.3', 'Of several rules that match, the first decides.'],
  ['AMB-02', '5.2.2.1.3', 'Where no rule matches, the policy names the outcome.'],
  ['AMB-03', '5.2.2.1.3', 'An unknown condition is neither true nor false, and its rule never matches.'],
  ['AMB-04', '5.2.2.1.3', "Do-not-disturb is the user's; rules let through or silence chosen messages."],
  ['AMB-05', '5.2.2.1.3', 'Schedules go by the wall clock of their zone, over midnight and clock changes.'],
  ['AMB-06', '5.2.2.1.3', 'An explicit defer stays one under do-not-disturb, which only silences it.'],
  ['AMB-07', '5.2.2.2.2', 'What a preference deferred is pushed at the next trigger.'],
  ['AMB-08', '5.2.2.2.1', 'Notices come on deferral, registration, end of do-not-disturb; once a client.'],
  ['AMB-09', '5.2.2.2.1', 'Registered clients of which none is applicable count as none.'],
  ['AMB-10', '5.2.2.2', 'A registration is an active contact with a CPM service; a refresh is none.'],
  ['AMB-11', '5.2.2.1.3', 'One success is delivery; if all clients fail, the message is deferred.'],
  ['AMB-12', '5.2.2.2', 'The queue follows the preferences in force at the next event.'],
  ['AMB-13', '5.2.2.2', 'First received is first delivered, one at a time to a client.'],
  ['AMB-14', '5.2.2.1.3', 'A message is expired from its expiry time on, on arrival too.'],
  ['AMB-15', '5.2.2.2', 'The earlier of expiry time and longest holding time counts; neither is fine.'],
  ['AMB-16', '5.2.2.2', 'Without a preference, an expired message is discarded.'],
  ['AMB-17', '5.2.2.2', 'A discarded message is reported failed where asked for; a stored one is not.'],
  ['AMB-18', '5.2.2.2.3', 'Delivered is said once on handing over, and nothing more later.'],
  ['AMB-19', '5.2.2.1.3', 'Plain storage makes a permanent object without terms.'],
  ['AMB-20', '5.2.2.2.3', 'Recording and handing over take one operation, and the copy survives.'],
  ['AMB-21', '5.2.2.1.3', 'What is rejected is not recorded; interworked or forwarded, it can be.'],
  ['AMB-22', '5.2.2.2.3', 'The end of do-not-disturb reaches the server with the next message.', 'MSS'],
  ['AMB-23', '5.2.2.2.3', 'Then every notice held back goes out once, in order of arrival.', 'MSS'],
  ['AMB-24', '5.2.2.2.3', 'A temporary object that the user accessed becomes a stored one.', 'MSS'],
  ['AMB-25', '5.2.2.2.1', 'Each identity gets a result: the first action wins, a failed one stays.'],
  ['AMB-26', '5.2.2.2', 'Expiry waits for what is in flight: success wins, failure expires.'],
  ['AMB-27', '5.2.2.1.3', 'Forwarding to oneself is invalid, and a loop is rejected.'],
  ['AMB-28', '5.2.2.1.3', 'Each outcome has its SIP response; that of a rejection is chosen.'],
  ['AMB-29', '5.2.2.1.3', 'A failed interworking goes back to the side of the originator.'],
  ['AMB-30', '5.2.2.1.3', 'Preferences do not touch disposition notifications and system messages.'],
  ['AMB-31', '5.2.2.1.3', 'An undisclosed originator matches no condition on identity.'],
  ['AMB-32', '5.2.2.2', 'A repeat of a held message is answered as before and not queued twice.'],
  ['AMB-33', '5.2.2.1.3', 'Over the cap on waiting messages, a new one is turned away.'],
  ['AMB-34', '5.2.2.2.2', 'What is pushed goes to every applicable client registered at the trigger.'],
]

const switches: Readonly<Partial<Record<InterpretationId, InterpretationSwitch>>> = {
  'AMB-01': { member: 'interpretations.AMB-01', values: ['firstMatch', 'outcomeOrder'] },
  'AMB-02': { member: 'whenNoRuleApplies', values: ['deliver', 'reject', 'interwork', 'store', 'defer'] },
  'AMB-07': { member: 'interpretations.AMB-07', values: ['nextTrigger', 'literal'] },
  'AMB-12': { member: 'interpretations.AMB-12', values: ['current', 'frozen'] },
  'AMB-14': { member: 'interpretations.AMB-14', values: ['checked', 'literal'] },
  'AMB-16': { member: 'onExpiry', values: ['discard', 'store'] },
  'AMB-20': { member: 'interpretations.AMB-20', values: ['one', 'two'] },
  'AMB-22': { member: 'interpretations.AMB-22', values: ['literal', 'update'] },
  'AMB-28': { member: 'rejectStatus', values: [403, 433, 480, 486, 603] },
  'AMB-29': { member: 'interpretations.AMB-29', values: ['fail', 'defer'] },
  'AMB-33': { member: 'longestQueue', values: [] },
}

const toInterpretation = ([id, section, gist, role = 'PF']: Row): Interpretation => {
  const choice = switches[id]
  return { id, section, role, gist, ...(choice === undefined ? {} : { switch: choice }) }
}

/** Every reading of a silent place, in order. */
export const interpretations: readonly Interpretation[] = rows.map(toInterpretation)
