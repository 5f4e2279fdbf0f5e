import type { DeferralPlan, DeferReason, RoutingDecision } from '../model/RoutingDecision.js'
import type { StandaloneMessage } from '../model/StandaloneMessage.js'
import type { Handling } from '../model/UserPreferences.js'
import type { RequirementId } from '../requirements.js'
import { addressWords, plainText, quoted } from './plainText.js'
import type { WallClock } from './timeWords.js'
import { momentWords } from './timeWords.js'
import type { FallbackConsidered } from './Trace.js'

/** What the words about an outcome are made of. */
export interface Outcome {
  readonly message: StandaloneMessage
  readonly handling: Handling
  /** The rule that gave the action, or what stood in for it. */
  readonly source: { readonly rule: string } | { readonly from: FallbackConsidered['from'] }
  readonly waiting: number
  readonly longestQueue: number | undefined
  /** When the message expires. */
  readonly expiresAt: number | undefined
  readonly clock: WallClock
}

const kindWords: Readonly<Record<StandaloneMessage['kind'], string>> = {
  pager: 'The message',
  large: 'The large message',
  notification: 'The report about a message',
  system: 'The system message',
}

/** A message and who sent it: `The message from Ann (ann@home1.example)`. */
const messageWords = ({ kind, originator: { address, displayName, undisclosed } }: StandaloneMessage): string => {
  const sender =
    undisclosed === true || address === undefined
      ? 'a hidden sender'
      : displayName === undefined || displayName.trim() === ''
        ? addressWords(address)
        : `${plainText(displayName)} (${addressWords(address)})`
  return `${kindWords[kind]} from ${sender}`
}

/** What an action asks for. */
export const handlingWords = (handling: Handling): string => {
  switch (handling.action) {
    case 'reject':
      return 'to turn the message away'
    case 'interwork':
      return 'to pass the message on as a message of another kind, such as SMS'
    case 'store':
      return 'to put the message into your message store'
    case 'forward':
      return `to pass the message on to ${addressWords(handling.to)}`
    case 'defer':
      return 'to let the message wait'
    case 'deliver':
      return handling.silence === true
        ? 'to treat the message as if you did not want to be disturbed'
        : handling.breakthrough === true
          ? 'to deliver the message even when you do not want to be disturbed'
          : 'to deliver the message'
  }
}

const fallbackWords: Readonly<Record<FallbackConsidered['from'], string>> = {
  otherwise: 'that is what you want where none of your rules applies',
  policy: 'that is what your provider does where you have said nothing else',
  exemption: 'such messages are always delivered',
}

const askedFor = ({ source }: Outcome): string =>
  'rule' in source ? `your rule ${quoted(source.rule)} asks for it` : fallbackWords[source.from]

/** Several devices, with their ids in brackets. */
export const devicesWords = (ids: readonly string[]): string => {
  const shown = ids.length > 10 ? [...ids.slice(0, 10), `and ${ids.length - 10} more`] : ids
  return `${ids.length === 1 ? 'your device' : `${ids.length} of your devices`} (${shown.map(plainText).join(', ')})`
}

const deferralWords: Readonly<Record<DeferReason, (outcome: Outcome) => string>> = {
  Preference: askedFor,
  DoNotDisturb: ({ handling, source }) =>
    handling.action !== 'deliver' || handling.silence !== true
      ? 'you do not want to be disturbed at the moment'
      : 'rule' in source
        ? `your rule ${quoted(source.rule)} silences it`
        : 'your preferences silence it',
  NoApplicableClient: () => 'none of your devices can take it at the moment',
  AllClientsFailed: () => 'it could not be sent to any of your devices',
}

const expiredOn = ({ expiresAt, clock }: Outcome): string =>
  `its time was over ${expiresAt === undefined ? 'already' : `on ${momentWords(expiresAt, clock)}`}`

const rejectionWords: ReadonlyMap<RequirementId, (outcome: Outcome) => string> = new Map([
  ['AMB-14', expiredOn],
  ['AMB-27', () => 'passing it on would send it round in a circle'],
  [
    'AMB-33',
    ({ waiting, longestQueue }: Outcome) =>
      `too many messages wait for you already: ${waiting}, and your provider keeps ${longestQueue ?? 'any number'}`,
  ],
])

/** What becomes of the message, and why, in one sentence. */
export const outcomeWords = (decision: RoutingDecision, outcome: Outcome): string => {
  const subject = messageWords(outcome.message)
  const { requirement } = decision.determinedBy
  const sentence = (what: string, why: string): string => `${subject} ${what}, because ${why} (${requirement}).`
  switch (decision._tag) {
    case 'Reject':
      return sentence('is turned away', (rejectionWords.get(requirement) ?? askedFor)(outcome))
    case 'Interwork':
      return sentence('is passed on as a message of another kind, such as SMS', askedFor(outcome))
    case 'Store':
      return sentence(
        'goes into your message store and to no device',
        requirement === 'AMB-14' ? expiredOn(outcome) : askedFor(outcome),
      )
    case 'Forward':
      return sentence(`is passed on to ${addressWords(decision.to)}`, askedFor(outcome))
    case 'Defer':
      return sentence('waits', deferralWords[decision.reason](outcome))
    case 'Send':
      return `${subject} goes to ${devicesWords(decision.to)} (${requirement}).`
  }
}

const awaitedWords = ({ awaits, option }: DeferralPlan): string => {
  const told = option === 'notify'
  switch (awaits) {
    case 'DoNotDisturbEnds':
      return told
        ? 'When that ends, your devices tell you of it, and you choose what becomes of it.'
        : 'When that ends, it goes to those of your devices that can take it then.'
    case 'ClientRegisters':
      return told
        ? 'The next device that connects and can take it tells you of it, and you choose what becomes of it.'
        : 'It goes to the next device that connects and can take it.'
    case 'ClientActs':
      return 'Your devices tell you of it, and you choose what becomes of it.'
    case 'Nothing':
      return 'It waits in your message store.'
  }
}

/** What a waiting message waits for, and what becomes of it if that does not come in time. */
export const planWords = (plan: DeferralPlan, isSilenced: boolean, clock: WallClock): readonly string[] => [
  isSilenced && plan.awaits === 'DoNotDisturbEnds'
    ? 'It waits for as long as your preferences silence it.'
    : awaitedWords(plan),
  ...(plan.expiresAt === undefined
    ? []
    : [
        `If it has not reached you by ${momentWords(plan.expiresAt, clock)}, it ${
          plan.onExpiry === 'store' ? 'stays in your message store' : 'is deleted'
        }.`,
      ]),
]
