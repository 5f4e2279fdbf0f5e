import type { QueueAction } from '../../src/deferral/index.js'
import type { OracleAction } from '../oracle/deferralOracle.cjs'

/** What one action asks for in respect of one client and one message, by name: without what is volatile. */
export interface Atom {
  readonly name: string
  readonly actionId: string
  readonly requirement: string | undefined
  /** What is told of the message, as JSON with sorted members; empty where nothing is. */
  readonly told: string
  /** Whether it may as well not be done. */
  readonly may: boolean
}

const instantText = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z')

const sorted = (members: object): string =>
  JSON.stringify(Object.fromEntries(Object.entries(members).sort(([one], [other]) => (one < other ? -1 : 1))))

/** What a notification says of the message that an atom of it is about. */
const toldIn = (action: QueueAction, name: string): string => {
  const notices = 'messages' in action ? (action.messages ?? []) : []
  const notice = notices.find(({ entryId }) => name.split(' ').includes(entryId))
  if (notice === undefined) {
    return ''
  }
  const { date, expiresAt } = notice
  const until = expiresAt === undefined ? {} : { expiresAt: instantText(expiresAt) }
  return sorted({ ...notice, date: instantText(date), ...until })
}

interface Carried {
  readonly _tag: string
  readonly entryId?: string
  readonly deviceId?: string
  readonly via?: string
  readonly sessionId?: string
  readonly insertTargetAddress?: boolean
}

const words = (...given: readonly unknown[]): string =>
  given.filter((word) => word !== undefined && word !== false).join(' ')

const carried = ({ _tag, entryId, deviceId, via, sessionId, insertTargetAddress }: Carried): string =>
  words(_tag, entryId, deviceId, via, sessionId, insertTargetAddress && 'insert')

interface Terms {
  readonly doNotDisturb: boolean
  readonly expiresAt?: string
  readonly onExpiry: string
}

const stored = (entryId: string | undefined, record: boolean | undefined, terms: Terms | undefined): string =>
  terms === undefined
    ? words('StoreMessage', entryId, record && 'record')
    : words(
        'StoreMessage',
        entryId,
        record && 'record',
        'terms',
        String(terms.doNotDisturb),
        terms.expiresAt,
        terms.onExpiry,
      )

const summary = (count: number | undefined, deviceId: string | undefined): string =>
  words('NotifyOutOfBand summary of', count, deviceId)

interface Result {
  readonly entryId: string
  readonly action: string
  readonly result: string
}

const reported = (sessionId: string | undefined, results: readonly Result[]): readonly string[] =>
  results.map(({ entryId, action, result }) => words('ReportResults', sessionId, entryId, action, result))

const namesOf = (action: QueueAction): readonly string[] => {
  switch (action._tag) {
    case 'Respond':
    case 'SendDeliveryNotification':
      return [words(action._tag, action.entryId, action.status)]
    case 'Send':
    case 'Deliver':
      return [carried(action)]
    case 'Forward':
      return [words('Forward', action.entryId, action.to.uri)]
    case 'Interwork':
      return [words('Interwork', action.entryId)]
    case 'StoreMessage': {
      const { entryId, record, terms } = action
      const { expiresAt, ...rest } = terms ?? {}
      const until = expiresAt === undefined ? {} : { expiresAt: instantText(expiresAt) }
      return [stored(entryId, record, terms === undefined ? undefined : ({ ...terms, ...rest, ...until } as Terms))]
    }
    case 'NotifyInBand':
      return action.to.flatMap((deviceId) =>
        action.messages.map(({ entryId }) => words('NotifyInBand', entryId, deviceId)),
      )
    case 'NotifyOutOfBand':
      return action.to.flatMap(({ deviceId }) =>
        action.form === 'summary'
          ? [summary(action.count, deviceId)]
          : (action.messages ?? []).map(({ entryId }) => words('NotifyOutOfBand', entryId, deviceId)),
      )
    case 'ReportResults':
      return reported(action.sessionId, action.results)
    case 'UpdateDoNotDisturb':
      return [words('UpdateDoNotDisturb', String(action.doNotDisturb))]
    case 'Discard':
    case 'Remove':
      return [words(action._tag, action.entryId, action.cause)]
    case 'EndSession':
      return [words('EndSession', action.sessionId)]
    case 'WakeAt':
    case 'Ignored':
      return []
  }
}

const oracleNamesOf = (action: OracleAction): readonly string[] => {
  switch (action._tag) {
    case 'Send':
    case 'Deliver':
      return [carried(action)]
    case 'StoreMessage':
      return [stored(action.entryId, action.record, action.terms)]
    case 'NotifyOutOfBand':
      return action.form === 'summary'
        ? [summary(action.count, action.deviceId)]
        : [words('NotifyOutOfBand', action.entryId, action.deviceId)]
    case 'ReportResults':
      return reported(action.sessionId, action.results ?? [])
    default: {
      const { _tag, entryId, sessionId, deviceId, status, to, cause, doNotDisturb } = action
      const said = doNotDisturb === undefined ? undefined : String(doNotDisturb)
      return [words(_tag, entryId, sessionId, deviceId, status, to, cause, said)]
    }
  }
}

/** The atoms of what the library asks for; of a remark there are none. */
export const atomsOf = (actions: readonly QueueAction[]): readonly Atom[] =>
  actions.flatMap((action) =>
    namesOf(action).map((name) => ({
      name,
      actionId: action.actionId,
      requirement: action.determinedBy.requirement,
      told: toldIn(action, name),
      may: false,
    })),
  )

/** The atoms of what the oracle asks for. */
export const oracleAtomsOf = (actions: readonly OracleAction[]): readonly Atom[] =>
  actions.flatMap((action) =>
    oracleNamesOf(action).map((name) => ({
      name,
      actionId: action.actionId,
      requirement: action.by,
      told: action.notice === undefined ? '' : sorted(action.notice),
      may: action.may === true,
    })),
  )

/** The atoms of both sides as pairs of one name, and those that only one side has. */
export const pairUp = (
  ours: readonly Atom[],
  theirs: readonly Atom[],
): {
  readonly pairs: readonly (readonly [Atom, Atom])[]
  readonly alone: readonly Atom[]
  readonly missing: readonly Atom[]
} => {
  const missing = [...theirs]
  const pairs: (readonly [Atom, Atom])[] = []
  const alone: Atom[] = []
  for (const one of ours) {
    const isSame = ({ name }: Atom): boolean => name === one.name
    const exact = missing.findIndex((other) => isSame(other) && other.requirement === one.requirement)
    const place = exact < 0 ? missing.findIndex(isSame) : exact
    const [other] = place < 0 ? [] : missing.splice(place, 1)
    if (other === undefined) {
      alone.push(one)
    } else {
      pairs.push([one, other])
    }
  }
  return { pairs, alone, missing }
}
