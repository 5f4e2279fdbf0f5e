// Writes src/conformance/vectors/generated/decisionTable.json: every combination of what a decision of 5.2.2.1.3 depends on. The expectations
// come from the requirements as they are written down here, and from nothing of the library.
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { DecisionVector, JsonObject, VectorFile } from '../../src/conformance/index.js'
import type { RequirementId, RequirementLevel } from '../../src/requirements.js'

const file = 'src/conformance/vectors/generated/decisionTable.json'

const owner = 'sip:bob@home2.example'
const friend = 'sip:carol@home3.example'
const devices = ['phone', 'tablet']
const yesNo = [false, true]

/** The four diversions in the order of the standard, and what each ends in. */
const diversions = [
  { then: { action: 'reject' }, decision: { _tag: 'Reject' }, requirement: 'TERM-03', copy: false },
  { then: { action: 'interwork' }, decision: { _tag: 'Interwork' }, requirement: 'TERM-05', copy: true },
  { then: { action: 'store' }, decision: { _tag: 'Store' }, requirement: 'TERM-06', copy: false },
  {
    then: { action: 'forward', to: friend },
    decision: { _tag: 'Forward', to: friend },
    requirement: 'TERM-08',
    copy: true,
  },
] as const satisfies readonly {
  readonly then: JsonObject
  readonly decision: JsonObject
  readonly requirement: RequirementId
  readonly copy: boolean
}[]

type Diversion = (typeof diversions)[number]

/** One row of the table. */
interface Row {
  /** What the rules ask for, in the order of the standard. */
  readonly diverts: readonly Diversion[]
  /** What is asked for where no rule applies; unset: the policy says deliver. */
  readonly preference: 'deliver' | 'defer' | 'unset'
  readonly doNotDisturb: boolean
  readonly records: boolean
  readonly coreInserts: boolean
  /** How many of the two clients are registered. */
  readonly applicable: number
}

/** The outcome of a row, and what it shows. */
interface Outcome {
  readonly decision: JsonObject & { readonly _tag: string }
  readonly requirements: readonly [RequirementId, ...RequirementId[]]
  /** Whether a copy is recorded, if the recipient wants copies. */
  readonly copy: boolean
}

/** The statements of 5.2.2.1.3 from top to bottom. */
const outcomeOf = ({ diverts: [first], preference, doNotDisturb, coreInserts, applicable }: Row): Outcome => {
  if (first !== undefined) {
    const { decision, requirement, copy } = first
    const others = [
      ...(doNotDisturb ? (['TERM-09'] as const) : []),
      ...(preference === 'defer' ? (['TERM-11'] as const) : []),
    ]
    return { decision, requirements: [requirement, ...others], copy }
  }
  if (preference === 'defer') {
    return { decision: { _tag: 'Defer' }, requirements: ['TERM-11'], copy: true }
  }
  if (doNotDisturb) {
    return { decision: { _tag: 'Defer' }, requirements: ['TERM-12'], copy: true }
  }
  if (applicable === 0) {
    return { decision: { _tag: 'Defer' }, requirements: ['TERM-13'], copy: true }
  }
  return {
    decision: { _tag: 'Send', to: devices.slice(0, applicable), insertTargetAddress: !coreInserts },
    requirements: ['TERM-15', 'TERM-19'],
    copy: true,
  }
}

/** The readings that the outcome of a row hangs on. */
const readingsOf = ({ diverts, preference, records }: Row): readonly RequirementId[] => [
  ...(diverts.length > 1 ? (['AMB-01'] as const) : []),
  ...(diverts.length === 0 && preference === 'unset' ? (['AMB-02'] as const) : []),
  ...(records && diverts.length > 0 && diverts[0]?.requirement !== 'TERM-06' ? (['AMB-21'] as const) : []),
]

/** The note about copies that the outcome of a row shows. */
const notesOf = ({ diverts, records }: Row): readonly RequirementId[] =>
  !records ? [] : diverts.length === 0 ? ['TERM-18'] : diverts[0]?.requirement === 'TERM-06' ? ['TERM-07'] : []

const requestOf = ({ diverts, preference, doNotDisturb, records, coreInserts, applicable }: Row): JsonObject => ({
  message: {
    entryId: 'e1',
    kind: 'pager',
    originator: { address: 'sip:ann@home1.example' },
    recipient: owner,
    receivedAt: '2030-01-01T10:00:00Z',
    size: 100,
    contentType: 'text/plain',
  },
  recipient: {
    preferences: {
      owner,
      rules: diverts.map(({ then }) => ({ id: then.action, then })),
      ...(preference === 'unset' ? {} : { otherwise: { action: preference } }),
      ...(doNotDisturb ? { doNotDisturb: { on: true } } : {}),
      recordIncoming: records,
    },
    clients: devices.map((deviceId, place) => ({
      deviceId,
      registered: place < applicable,
      services: ['msg'],
      connectivity: 'reachable',
    })),
  },
  policy: {
    coreInsertsTargetAddress: coreInserts,
    ...(preference === 'unset' && diverts.length === 0 ? { whenNoRuleApplies: 'deliver' } : {}),
  },
  now: '2030-01-01T10:00:01Z',
})

const inWords = ({ diverts, preference, doNotDisturb, records, coreInserts, applicable }: Row): string =>
  [
    diverts.length === 0 ? 'no rule' : `rules: ${diverts.map(({ then }) => then.action).join(', ')}`,
    preference !== 'unset' ? `otherwise ${preference}` : diverts.length === 0 ? 'policy: deliver' : 'nothing else said',
    ...(doNotDisturb ? ['do-not-disturb'] : []),
    ...(records ? ['copies are recorded'] : []),
    coreInserts ? 'the core inserts the address' : 'the core does not insert the address',
    `applicable clients: ${applicable}`,
  ].join('; ')

const vectorOf = (row: Row, place: number): DecisionVector => {
  const { decision, requirements, copy } = outcomeOf(row)
  const [readings, notes] = [readingsOf(row), notesOf(row)]
  const [own = requirements[0], ...others] = [...readings, ...notes, ...requirements]
  const level: RequirementLevel = readings.length > 0 ? 'interpretation' : notes.length > 0 ? 'note' : 'shall'
  const number = String(place + 1).padStart(4, '0')
  return {
    id: `table/${number}`,
    requirements: [own, ...others],
    role: 'PF',
    level,
    case: 'positive',
    title: `row ${number} of the decision table ends in ${decision._tag}`,
    because: inWords(row),
    kind: 'decision',
    given: requestOf(row),
    expect: { decision: row.records ? { ...decision, record: copy } : decision },
  }
}

/** All rows: 16 sets of diversions, 3 preferences, do-not-disturb, copies, the core, 0 to 2 applicable clients. */
const rows: readonly Row[] = Array.from({ length: 16 }, (_, set) =>
  diversions.filter((_diversion, place) => (set >> place) % 2 === 1),
).flatMap((diverts) =>
  (['deliver', 'defer', 'unset'] as const).flatMap((preference) =>
    yesNo.flatMap((doNotDisturb) =>
      yesNo.flatMap((records) =>
        yesNo.flatMap((coreInserts) =>
          [0, 1, 2].map((applicable) => ({ diverts, preference, doNotDisturb, records, coreInserts, applicable })),
        ),
      ),
    ),
  ),
)

/** The decision table as vectors: 1,152 of them. */
export const decisionVectors = (): VectorFile => ({ origin: 'generated', vectors: rows.map(vectorOf) })

/** Writes the file, one vector on a line. */
export const writeDecisionVectors = (): void => {
  const { origin, vectors } = decisionVectors()
  const lines = vectors.map((vector) => JSON.stringify(vector)).join(',\n')
  writeFileSync(file, `{"origin":${JSON.stringify(origin)},"vectors":[\n${lines}\n]}\n`)
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeDecisionVectors()
}
