import type { JsonObject } from '../../../src/conformance/index.js'
import type { RequirementId } from '../../../src/requirements.js'
import {
  adding,
  changing,
  dropping,
  faultOf,
  forged,
  isA,
  listAt,
  mishearing,
  mistaking,
  openEntries,
  optionIn,
  textAt,
  where,
  withPart,
} from '../deferralFaults.js'
import type { Canary, Fault } from './Canary.js'
import { broken } from './Canary.js'

const breaking = (name: string, breaks: readonly RequirementId[], fault: Fault): Canary =>
  broken(
    name,
    breaks,
    faultOf(
      'PF',
      where((step) => optionIn(step) === 'notify', fault),
    ),
  )

/** What a client asks for in another form. */
const selecting = (change: (selections: readonly JsonObject[]) => readonly JsonObject[]): Fault =>
  where(
    ({ event }) => isA(event, 'MessagesSelected'),
    mishearing((step) => withPart(step, 'event', ['selections'], change(listAt(step.event, 'selections')))),
  )

const swapped: Readonly<Record<string, string>> = { interwork: 'store', store: 'interwork' }

/** What a client is told of its choice in another form. */
const reporting = (was: string, told: string): Fault =>
  changing((action) =>
    isA(action, 'ReportResults')
      ? {
          ...action,
          results: listAt(action, 'results').map((each) => (each['result'] === was ? { ...each, result: told } : each)),
        }
      : action,
  )

/** What becomes of the messages that the user chose in a session. */
export const canaries: readonly Canary[] = [
  breaking(
    'losesNothing: a message is removed before what was asked for is done',
    ['NTF-13'],
    where(
      ({ event }) => isA(event, 'MessagesSelected'),
      adding((actions) =>
        actions
          .filter((action) => isA(action, 'Deliver', 'Interwork', 'StoreMessage'))
          .map((action) => forged('Remove', { entryId: textAt(action, 'entryId'), cause: 'retrieved' })),
      ),
    ),
  ),
  breaking(
    'losesNothing: what failed in a session is taken for done',
    ['NTF-13'],
    mistaking(['Deliver', 'StoreMessage'], 'ActionFailed', 'ActionSucceeded'),
  ),
  breaking(
    'neverStuck: what was done in a session is never known to be done',
    ['DEF-03', 'NTF-13'],
    mistaking(['Deliver', 'Interwork', 'StoreMessage'], 'ActionSucceeded', 'ActionUnknown'),
  ),
  breaking(
    'a request to discard is not heard',
    ['NTF-13', 'NTF-14'],
    selecting((selections) => selections.filter(({ action }) => action !== 'discard')),
  ),
  breaking(
    'interworking and storage are mixed up',
    ['NTF-13', 'NTF-14'],
    selecting((selections) =>
      selections.map((selection) => {
        const action = textAt(selection, 'action')
        return { ...selection, action: swapped[action] ?? action }
      }),
    ),
  ),
  breaking(
    'what the user did not name is discarded',
    ['NTF-14'],
    where(
      ({ event }) => isA(event, 'MessagesSelected'),
      adding((_, { event }, before) => {
        const named = listAt(event, 'selections').map((selection) => textAt(selection, 'entryId'))
        return openEntries(before)
          .filter((entryId) => !named.includes(entryId))
          .map((entryId) => forged('Discard', { entryId, cause: 'discarded' }))
      }),
    ),
  ),
  breaking('a message that is not known is reported as done', ['AMB-25'], reporting('unknown', 'done')),
  breaking('a message that has expired is reported as failed', ['AMB-25'], reporting('expired', 'failed')),
  breaking(
    'the last of two actions on one message counts',
    ['AMB-25'],
    selecting((selections) => {
      const named = selections.map((selection) => textAt(selection, 'entryId'))
      return new Set(named).size < named.length ? [...selections].reverse() : selections
    }),
  ),
  breaking('what another client took is reported as done', ['AMB-25'], reporting('alreadyTaken', 'done')),
  breaking(
    'what failed in a session cannot be asked for again in it',
    ['AMB-25'],
    where(
      ({ event }) => isA(event, 'MessagesSelected'),
      dropping((action, _, before) => isA(action, 'Deliver') && before.some((each) => isA(each, 'ReportResults'))),
    ),
  ),
  breaking(
    'one action that failed is the failure of all',
    ['AMB-25'],
    changing((action) =>
      listAt(action, 'results').some(({ result }) => result === 'failed')
        ? { ...action, results: listAt(action, 'results').map((each) => ({ ...each, result: 'failed' })) }
        : action,
    ),
  ),
]
