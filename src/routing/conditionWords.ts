import { plainText } from './plainText.js'
import { listWords } from './timeWords.js'
import type { ConditionTrace } from './Trace.js'

/** A condition, and in words the times that it or its neighbour names. */
type Clause = (trace: ConditionTrace, times: string) => string

const kindWords: ReadonlyMap<string, string> = new Map([
  ['pager', 'short messages'],
  ['large', 'large messages'],
  ['notification', 'reports about messages'],
  ['system', 'system messages'],
])

const kinds = (wanted: string): string =>
  wanted === ''
    ? 'no messages at all'
    : listWords([...kindWords].flatMap(([kind, words]) => (wanted.split(', ').includes(kind) ? [words] : [])))

const named = (wanted: string): string => (wanted === '' ? 'none' : plainText(wanted))

const either =
  (holding: string, failing: string): Clause =>
  ({ holds, wanted }) =>
    `${holds === 'true' ? holding : failing} (${named(wanted)})`

const hiddenSender: Clause = ({ seen }) => (seen === 'true' ? 'the sender is hidden' : 'the sender is not hidden')

const unknownCondition: Clause = ({ condition }) =>
  `there is a condition that is not known here (${plainText(condition)})`

const ruleClauses: ReadonlyMap<string, Clause> = new Map<string, Clause>([
  [
    'originator',
    ({ holds, seen }) =>
      holds === 'true'
        ? 'the sender is one of those it is for'
        : seen === 'undisclosed'
          ? 'the sender is hidden'
          : 'the sender is not one of those it is for',
  ],
  ['undisclosed', hiddenSender],
  ['subjectContains', either('the subject has a word it looks for', 'the subject has none of the words it looks for')],
  ['sphere', either('you are in a situation it is for', 'you are in none of the situations it is for')],
  [
    'registered',
    ({ seen }) => (seen === 'true' ? 'one of your devices is connected' : 'none of your devices is connected'),
  ],
  ['kinds', ({ wanted }) => `it is for ${kinds(wanted)}`],
  ['contentTypes', either('the content is of a type it is for', 'the content is of none of the types it is for')],
  ['largerThan', ({ holds, wanted }) => `the message is ${holds === 'true' ? '' : 'not '}larger than ${wanted} bytes`],
  [
    'smallerThan',
    ({ holds, wanted }) => `the message is ${holds === 'true' ? '' : 'not '}smaller than ${wanted} bytes`,
  ],
  [
    'during',
    ({ holds }, times) =>
      holds === 'true'
        ? `it is for this time: ${times}`
        : holds === 'false'
          ? `it is for other times: ${times}`
          : `it is for times in a time zone that is not known here: ${times}`,
  ],
])

/** Why a condition of a rule holds, or why it does not. */
export const conditionWords: Clause = (trace, times) =>
  (
    (trace.holds === 'unknown' && trace.condition !== 'during' ? undefined : ruleClauses.get(trace.condition)) ??
    unknownCondition
  )(trace, times)

const noMessage = 'no message may go there'

const deviceClauses: ReadonlyMap<string, Clause> = new Map<string, Clause>([
  ['kinds', ({ wanted }) => (wanted === '' ? noMessage : `only ${kinds(wanted)} may go there`)],
  ['contentTypes', ({ wanted }) => `only content of certain types may go there (${named(wanted)})`],
  ['largerThan', ({ wanted }) => `only messages larger than ${wanted} bytes may go there`],
  ['smallerThan', ({ wanted }) => `only messages smaller than ${wanted} bytes may go there`],
  ['during', (_, times) => `messages may go there only at other times: ${times}`],
  ['deliver', () => noMessage],
  ['limitedPreventsDelivery', () => 'its connection is too weak at the moment'],
  ['services', () => 'it does not take messages of this kind'],
  ['capabilities.contentTypes', ({ wanted }) => `it cannot show this type of content (${named(wanted)})`],
  ['capabilities.maxSize', ({ wanted }) => `the message is too large for it (at most ${wanted} bytes)`],
  ['connectivity', () => 'it cannot be reached at the moment'],
])

/** Why a message does not go to a device. */
export const obstacleWords: Clause = (trace, times) =>
  (
    (trace.holds === 'unknown' && trace.condition !== 'during' ? undefined : deviceClauses.get(trace.condition)) ??
    unknownCondition
  )(trace, times)
