import { sequenceS } from 'fp-ts/lib/Apply.js'
import type { Either } from 'fp-ts/lib/Either.js'
import { getApplicativeValidation, left, map, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { getSemigroup } from 'fp-ts/lib/ReadonlyArray.js'
import type { Timeline } from '../analysis/index.js'
import { mostTimelineDays, timeline, timelineDiagram } from '../analysis/index.js'
import type { CpmClient } from '../model/CpmClient.js'
import type { Instant } from '../model/Instant.js'
import type { Recipient, RoutingRequest } from '../model/RoutingRequest.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import type { MessageKind, StandaloneMessage } from '../model/StandaloneMessage.js'
import { messageKinds } from '../model/StandaloneMessage.js'
import { isKnownZone } from '../schedule/index.js'
import {
  decode,
  decodeJson,
  encode,
  InstantCodec,
  RoutingDecisionCodec,
  RoutingRequestCodec,
} from '../wire/documents/index.js'
import type { Arguments } from './Arguments.js'
import { assumedClients } from './assumedClients.js'
import { decodePreferences, decodeRegistration, decodeText } from './decodeDocuments.js'
import type { DocumentError } from './readDocument.js'
import { readDocument } from './readDocument.js'
import { readPolicyOf } from './readPolicyOf.js'
import { exitStatus, type Terminal } from './Terminal.js'
import { writeAnswer } from './writeAnswer.js'
import { writeDiagram } from './writeDiagram.js'

/** What a timeline is about. */
interface Subject {
  readonly recipient: Recipient
  readonly policy: ServiceProviderPolicy
  readonly from: Instant
  readonly about: StandaloneMessage | MessageKind
}

/** How it is to be drawn up. */
interface Wish {
  readonly kind: MessageKind | undefined
  readonly days: number
  readonly zone: string | undefined
  readonly diagram: string | undefined
}

const wishOf = ({ kind, days = '7', zone, diagram }: Readonly<Record<string, string>>): Either<string, Wish> => {
  const known = messageKinds.find((name) => name === kind)
  const count = /^[0-9]{1,3}$/.test(days) ? Number(days) : 0
  return kind !== known
    ? left(`--kind takes one of ${messageKinds.join(', ')}`)
    : count < 1 || count > mostTimelineDays
      ? left(`--days takes a number from 1 to ${mostTimelineDays}`)
      : zone !== undefined && !isKnownZone(zone)
        ? left('--zone takes a time zone such as Europe/Paris')
        : diagram?.endsWith('.svg') === false
          ? left('--diagram takes a file that ends in .svg')
          : right({ kind: known, days: count, zone, diagram })
}

const subjectOfRequest = ({ recipient, policy = {}, now, message }: RoutingRequest): Subject => ({
  recipient,
  policy,
  from: now,
  about: message,
})

const allErrors = getApplicativeValidation(getSemigroup<DocumentError>())

const readSubject = async (
  terminal: Terminal,
  file: string,
  from: Instant,
  values: Readonly<Record<string, string>>,
): Promise<Either<readonly DocumentError[], Subject>> => {
  const { registration } = values
  const preferences = await readDocument(terminal, file, decodePreferences)
  const clients: Either<readonly DocumentError[], readonly CpmClient[] | undefined> =
    registration === undefined ? right(undefined) : await readDocument(terminal, registration, decodeRegistration(from))
  const policy = await readPolicyOf(terminal, values['policy'])
  return pipe(
    sequenceS(allErrors)({ preferences, clients, policy }),
    map((given) => ({
      recipient: { preferences: given.preferences, clients: given.clients ?? assumedClients(given.preferences) },
      policy: given.policy,
      from,
      about: 'pager',
    })),
  )
}

const instantForm = encode(InstantCodec)

const timelineForm = ({ zone, from, until, complete, stretches }: Timeline): unknown => ({
  zone,
  from: instantForm(from),
  until: instantForm(until),
  complete,
  stretches: stretches.map((stretch) => ({
    from: instantForm(stretch.from),
    until: instantForm(stretch.until),
    decision: encode(RoutingDecisionCodec)(stretch.decision),
  })),
})

const answer = async (
  terminal: Terminal,
  read: Either<readonly DocumentError[], Subject>,
  { kind, days, zone, diagram }: Wish,
): Promise<number> => {
  const drawn = pipe(
    read,
    map(({ recipient, policy, from, about }) => timeline(recipient, policy, from, days, kind ?? about, zone)),
  )
  const isDrawn =
    drawn._tag === 'Left' ||
    diagram === undefined ||
    (await writeDiagram(terminal, diagram, timelineDiagram(drawn.right)))
  return writeAnswer(terminal, drawn, timelineForm, isDrawn ? exitStatus.answered : exitStatus.badDocument)
}

const decodeInstant = decode(InstantCodec)
const decodeRequest = decodeText(decodeJson(RoutingRequestCodec))

/**
 * Says when messages would be sent or deferred over some days: the stretches are the result, a drawing goes into a file of its own.
 *
 * @param misuse What becomes of a command that is not understood.
 */
export const runTimeline = async (
  { operands, values }: Arguments,
  terminal: Terminal,
  misuse: (why: string) => number,
): Promise<number> => {
  const [file] = operands
  const { preferences, now } = values
  const wish = wishOf(values)
  if (wish._tag === 'Left') {
    return misuse(wish.left)
  }
  if (
    file !== undefined &&
    operands.length === 1 &&
    [preferences, now, values['registration'], values['policy']].every((value) => value === undefined)
  ) {
    const read = pipe(await readDocument(terminal, file, decodeRequest), map(subjectOfRequest))
    return answer(terminal, read, wish.right)
  }
  const from = decodeInstant(now)
  if ([preferences, values['registration'], values['policy']].filter((name) => name === '-').length > 1) {
    return misuse('standard input can be read once only')
  }
  if (operands.length > 0 || preferences === undefined || from._tag === 'Left') {
    return misuse('it takes one REQUEST.json, or --preferences and --now with an instant such as 2026-02-03T10:00:00Z')
  }
  return answer(terminal, await readSubject(terminal, preferences, from.right.value, values), wish.right)
}

/** The options of a timeline that have a value. */
export const timelineOptions: readonly string[] = [
  'preferences',
  'registration',
  'policy',
  'now',
  'kind',
  'days',
  'zone',
  'diagram',
]
