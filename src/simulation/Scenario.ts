import type { UserChoice } from '../cpmClient/index.js'
import type { CpmClient } from '../model/CpmClient.js'
import type { Instant } from '../model/Instant.js'
import type { Recipient } from '../model/RoutingRequest.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { StandaloneMessage } from '../model/StandaloneMessage.js'
import type { UserPreferences } from '../model/UserPreferences.js'
import type { RequirementId } from '../requirements.js'

/** Something that one party does between a step and the next. */
export interface Expectation {
  /** In brief, as the transcript says it: `Deliver e-1 phone`. */
  readonly what: string
  /** Who does it; absent means the Participating Function. */
  readonly by?: string
  readonly requirement?: RequirementId
  readonly at?: Instant
}

interface Checked {
  /**
   * Everything that the Participating Function does until the next step, in order, and nothing else; the same for every other party that is
   * named. Absent means that nothing is checked, an empty list that the Participating Function does nothing.
   */
  readonly expect?: readonly Expectation[]
  /** The entry ids of all messages without outcome when the next step comes, in the order of their arrival. */
  readonly held?: readonly string[]
}

interface Timed extends Checked {
  readonly at?: Instant
  /** In milliseconds after the step before; absent means 0 where `at` is absent too. */
  readonly after?: number
}

/** A message comes to the Participating Function, at its `receivedAt`. */
export interface MessageArrives extends Checked {
  readonly happens: 'MessageArrives'
  readonly message: StandaloneMessage
}
/** A client registers, or registers again with something else. */
export interface ClientRegisters extends Timed {
  readonly happens: 'ClientRegisters'
  readonly client: CpmClient
}
/** Something about a client changes: its connectivity, its capabilities, its services. */
export interface ClientChanges extends Timed {
  readonly happens: 'ClientChanges'
  readonly client: CpmClient
}
/** A client is not registered any more. */
export interface ClientDeregisters extends Timed {
  readonly happens: 'ClientDeregisters'
  readonly deviceId: string
}
/** The user has other preferences from now on. */
export interface PreferencesChange extends Timed {
  readonly happens: 'PreferencesChange'
  readonly preferences: UserPreferences
}
/** The provider has another policy from now on. */
export interface PolicyChanges extends Timed {
  readonly happens: 'PolicyChanges'
  readonly policy: ServiceProviderPolicy
}
/** The recipient is in other spheres. */
export interface SphereChanges extends Timed {
  readonly happens: 'SphereChanges'
  readonly sphere: readonly string[]
}
/** The user says on one device what is to become of deferred messages. */
export interface UserChooses extends Timed {
  readonly happens: 'UserChooses'
  readonly deviceId: string
  readonly choices: readonly { readonly entryId: string; readonly choice: UserChoice }[]
}
/** The user looks at a message in the Message Storage Server. */
export interface UserAccesses extends Timed {
  readonly happens: 'UserAccesses'
  readonly deviceId: string
  readonly entryId: string
}
/** The session of a client breaks. */
export interface SessionBreaks extends Timed {
  readonly happens: 'SessionBreaks'
  readonly deviceId: string
}
/** The originator takes a message back. */
export interface MessageIsRevoked extends Timed {
  readonly happens: 'MessageIsRevoked'
  readonly entryId: string
}
/** The recipient is no longer served. */
export interface RecipientIsRemoved extends Timed {
  readonly happens: 'RecipientIsRemoved'
}
/** Nothing but what is due. */
export interface TimePasses extends Timed {
  readonly happens: 'TimePasses'
}

/** What happens next, and what is to come of it. */
export type ScenarioStep =
  | MessageArrives
  | ClientRegisters
  | ClientChanges
  | ClientDeregisters
  | PreferencesChange
  | PolicyChanges
  | SphereChanges
  | UserChooses
  | UserAccesses
  | SessionBreaks
  | MessageIsRevoked
  | RecipientIsRemoved
  | TimePasses

/** What becomes of an action: `requestLost` before its effect and `answerLost` after it are both unknown to who asked. */
export type ScriptedResult = 'succeeds' | 'fails' | 'requestLost' | 'answerLost'

/** Every {@link ScriptedResult}. */
export const scriptedResults: readonly ScriptedResult[] = ['succeeds', 'fails', 'requestLost', 'answerLost']

/** What becomes of an action of the Participating Function, the next time that it is asked for; without a word it succeeds. */
export interface ScriptedOutcome {
  /** In brief: `Send e-1 phone`. */
  readonly action: string
  readonly result: ScriptedResult
  /** The SIP status of a failure; absent means 480. */
  readonly status?: number
  /** How much later than usual the answer comes, in milliseconds. */
  readonly delay?: number
}

/** What is true of the recipient when a scenario begins. */
export type ScenarioRecipient = Omit<Recipient, 'waiting'>

/** A story about one recipient: what is true at first, what happens, and what is to come of it. */
export interface Scenario {
  readonly title: string
  /** Why the story is told. */
  readonly about?: string
  /** What it is about in the standard. */
  readonly requirements: readonly RequirementId[]
  /** The time zone in which instants are shown to a person; absent means UTC. */
  readonly zone?: string
  readonly start: Instant
  /** How long it takes from one party to the next, in milliseconds; absent means 20. */
  readonly latency?: number
  readonly recipient: ScenarioRecipient
  readonly policy?: ServiceProviderPolicy
  /** In the order in which they are used up. */
  readonly outcomes?: readonly ScriptedOutcome[]
  /** Devices that register when they are notified out-of-band (NTF-05); all others are switched off. */
  readonly registersOnPush?: readonly string[]
  readonly steps: readonly ScenarioStep[]
}

/** When a step happens, if the one before happened at an instant. */
export const instantOfStep = (step: ScenarioStep, before: Instant): Instant =>
  step.happens === 'MessageArrives' ? step.message.receivedAt : (step.at ?? before + (step.after ?? 0))
