import type { HandlingShape, ListShape, Member, MembersShape, ScalarShape } from './Shape.js'
import { membersShape } from './Shape.js'

const text: ScalarShape = { kind: 'text' }
const word: ScalarShape = { kind: 'word' }
const words: ScalarShape = { kind: 'words' }
const flag: ScalarShape = { kind: 'flag' }
const count: ScalarShape = { kind: 'count' }

const list = (entry: string, shape: ListShape['shape']): ListShape => ({ kind: 'list', entry, shape })

const schedules = list('schedule', membersShape({ zone: word, days: words, from: word, to: word }))

const unknownConditions = list('unknown-condition', membersShape({ name: text, value: text }))

const shared = {
  kinds: words,
  contentTypes: list('content-type', word),
  largerThan: count,
  smallerThan: count,
  during: membersShape({ schedules, from: word, until: word }),
  unknownConditions,
}

/** The conditions of a rule, in the order in which they are written. */
export const conditionsShape: MembersShape = membersShape({
  originator: membersShape({
    one: list('address', word),
    domains: list('domain', word),
    except: list('address-or-domain', word),
  }),
  undisclosed: flag,
  sphere: list('name', text),
  registered: flag,
  subjectContains: list('text', text),
  ...shared,
})

/** What is done with a message. */
export const handlingShape: HandlingShape = {
  kind: 'handling',
  shape: membersShape({ to: word, breakthrough: flag, silence: flag }),
}

/** An action has no place among the conditions of a device (TERM-17): the JSON form refuses it by this name. */
const misplaced: Member = { name: 'action', shape: text }

const device = membersShape(
  { deliver: flag, ...shared },
  { reject: misplaced, interwork: misplaced, store: misplaced, forward: misplaced, defer: misplaced },
)

/** Everything in a preference document but its rules. */
export const settingsShape: MembersShape = membersShape({
  owner: word,
  otherwise: handlingShape,
  doNotDisturb: membersShape({ on: flag, until: word, schedules }),
  recordIncoming: flag,
  devices: { kind: 'record', entry: 'device', shape: device },
  deferred: membersShape({ option: word, onExpiry: word }),
})
