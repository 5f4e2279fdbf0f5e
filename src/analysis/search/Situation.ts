import type { Instant } from '../../model/Instant.js'
import type { MessageKind, Originator } from '../../model/StandaloneMessage.js'
import type { ZoneRules } from '../../schedule/ZoneRules.js'
import { stranger } from './chooseOriginator.js'
import type { Moment } from './Condition.js'

/** One message and the circumstances in which it arrives: a representative of every other that no condition tells from it. */
export interface Situation {
  readonly originator: Originator
  readonly kind: MessageKind
  readonly size: number
  readonly contentType: string | undefined
  readonly subject: string | undefined
  readonly instants: Readonly<Record<Moment, Instant>>
  /** The spheres of each recipient, by the place of the document. */
  readonly spheres: Readonly<Record<string, readonly string[]>>
  /** Whether each recipient has a registered client. */
  readonly registered: Readonly<Record<string, boolean>>
}

/** Among which situations is searched, and how long. */
export interface Space {
  readonly zones: ZoneRules
  /** A name that stands nowhere in the documents, for an originator or a media type that no condition names. */
  readonly unnamed: string
  /** The first instant that counts. */
  readonly earliest: Instant
  /** How many situations one search may look at. */
  readonly mostSteps: number
}

const startOfYear1 = -62_135_596_800_000
const mondayMorning = 1_767_603_600_000

/** The first instant that no longer counts: the start of the year 10000. */
export const latest: Instant = 253_402_300_800_000

const unnamedIn = (text: string, tried: number): string => {
  const name = tried === 0 ? 'somebody' : `somebody${tried}`
  return text.includes(name) ? unnamedIn(text, tried + 1) : name
}

/** A search through all that can happen to messages; from an instant on, where one is given. */
export const newSpace = (about: unknown, zones: ZoneRules, mostSteps: number, from: Instant | undefined): Space => ({
  zones,
  unnamed: unnamedIn(JSON.stringify(about).toLowerCase(), 0),
  earliest: from ?? startOfYear1,
  mostSteps,
})

/** Where time is looked at first: the start that was given, or else a Monday morning. */
export const reference = (space: Space): Instant => (space.earliest === startOfYear1 ? mondayMorning : space.earliest)

/** The plainest situation: a short text from somebody whom no condition names. */
export const plainSituation = (space: Space): Situation => ({
  originator: stranger(space.unnamed),
  kind: 'pager',
  size: 100,
  contentType: 'text/plain',
  subject: undefined,
  instants: { arrival: reference(space), delivery: reference(space) },
  spheres: {},
  registered: {},
})
