import { decode } from '../../../src/wire/documents/index.js'
import type { Scenario, Transcript } from '../../../src/simulation/index.js'
import { ScenarioCodec, simulate } from '../../../src/simulation/index.js'

/** A message as a scenario document has it, that comes some minutes after ten. */
export const arrival = (entryId: string, minutes: number, parts: object = {}): object => ({
  happens: 'MessageArrives',
  message: {
    entryId,
    kind: 'pager',
    originator: { address: 'sip:ann@home1.example' },
    recipient: 'sip:bob@home2.example',
    receivedAt: at(minutes),
    size: 100,
    ...parts,
  },
})

/** An instant some minutes after ten. */
export const at = (minutes: number): string => new Date(Date.UTC(2026, 1, 3, 10, minutes)).toISOString()

/** A client that takes every message, as a scenario document has it. */
export const device = (deviceId: string, registered: boolean, parts: object = {}): object => ({
  deviceId,
  registered,
  services: ['msg', 'largemsg'],
  pushAddress: `${deviceId}@push.example`,
  ...parts,
})

/** What a scenario about Bob is made of; what is not given is the default. */
export interface Given {
  readonly preferences?: object
  readonly clients?: readonly object[]
  readonly [member: string]: unknown
}

/** A scenario read from a document. */
export const scenario = ({ preferences = {}, clients = [device('phone', true)], ...rest }: Given): Scenario => {
  const decoded = decode(ScenarioCodec)({
    title: 'A story',
    requirements: [],
    start: at(0),
    recipient: { preferences: { owner: 'sip:bob@home2.example', ...preferences }, clients },
    steps: [],
    ...rest,
  })
  if (decoded._tag === 'Left') {
    throw new Error(JSON.stringify(decoded.left))
  }
  return decoded.right.value
}

/** The transcript of such a scenario. */
export const play = (given: Given): Transcript => simulate(scenario(given))

/** What a party does in a transcript, or what is passed on between two. */
export const acts = ({ lines }: Transcript, by = 'Participating Function'): readonly string[] =>
  lines.filter(({ from, kind }) => from === by && kind === 'act').map(({ what }) => what)

/** Every arrow as one text. */
export const arrows = ({ lines }: Transcript): readonly string[] =>
  lines.map(
    ({ from, to, what, lost, kind }) =>
      `${from} ${lost === true ? '-x' : '->'} ${to}: ${what}${kind === 'remark' ? ' (remark)' : ''}`,
  )
