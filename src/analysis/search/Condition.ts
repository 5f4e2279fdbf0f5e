import type { OriginatorCondition } from '../../model/Conditions.js'
import type { Instant } from '../../model/Instant.js'
import type { MessageKind } from '../../model/StandaloneMessage.js'
import type { WeeklyWindow } from '../../schedule/WeeklyWindow.js'

interface Asked {
  /** Where it stands: a JSON Pointer (RFC 6901). */
  readonly path: string
  /** What it looks at. Conditions that look at different things never depend on each other. */
  readonly dimension: string
}

interface OriginatorAsked extends Asked {
  readonly _tag: 'Originator'
  readonly wanted: OriginatorCondition
}

interface UndisclosedAsked extends Asked {
  readonly _tag: 'Undisclosed'
  readonly wanted: boolean
}

interface KindAsked extends Asked {
  readonly _tag: 'Kind'
  readonly kinds: readonly MessageKind[]
}

/** From `least` to `most` octets, both included. */
interface SizeAsked extends Asked {
  readonly _tag: 'Size'
  readonly least: number
  readonly most: number
}

interface ContentTypeAsked extends Asked {
  readonly _tag: 'ContentType'
  readonly ranges: readonly string[]
}

interface SubjectAsked extends Asked {
  readonly _tag: 'Subject'
  /** In lower case. */
  readonly texts: readonly string[]
}

interface SphereAsked extends Asked {
  readonly _tag: 'Sphere'
  /** The recipient, by the place of the document. */
  readonly whose: string
  /** In lower case. */
  readonly texts: readonly string[]
}

interface RegisteredAsked extends Asked {
  readonly _tag: 'Registered'
  readonly whose: string
  readonly wanted: boolean
}

/** A stretch of time; the second instant no longer belongs to it. */
export type Stretch = readonly [from: Instant, until: Instant]

/** In one of the stretches, or in one of the weekly windows. */
export interface TimeAsked extends Asked {
  readonly _tag: 'Time'
  /** Which moment: when the message arrives, or when it is delivered after a deferral. */
  readonly moment: Moment
  readonly stretches: readonly Stretch[]
  readonly windows: readonly WeeklyWindow[]
}

/** What holds for nothing: a condition that is not known, or a device that is switched off. */
interface NothingAsked extends Asked {
  readonly _tag: 'Nothing'
}

/** When a message arrives, and when it is delivered after a deferral. */
export type Moment = 'arrival' | 'delivery'

/** One condition on a situation, whichever part of a document it comes from. */
export type Condition =
  | OriginatorAsked
  | UndisclosedAsked
  | KindAsked
  | SizeAsked
  | ContentTypeAsked
  | SubjectAsked
  | SphereAsked
  | RegisteredAsked
  | TimeAsked
  | NothingAsked

/** A condition that has to hold, or has to fail. */
export interface Literal {
  readonly condition: Condition
  readonly holds: boolean
}

/** Conditions that belong together, such as those of a rule: all must hold. */
export interface Conditions {
  readonly path: string
  readonly all: readonly Condition[]
}
