import type { JsonObject, StepRequest } from '../../../src/conformance/index.js'
import type { RequirementId } from '../../../src/requirements.js'
import {
  adding,
  changing,
  devicesIn,
  dropping,
  faultOf,
  forged,
  forgedDelivery,
  isA,
  isDisturbing,
  listAt,
  openEntries,
  optionIn,
  pushTargets,
  textAt,
  where,
  without,
} from '../deferralFaults.js'
import type { Canary, Fault } from './Canary.js'
import { broken } from './Canary.js'

const breaking = (name: string, breaks: readonly RequirementId[], fault: Fault): Canary =>
  broken(
    name,
    breaks,
    faultOf(
      'PF',
      where((step) => optionIn(step) !== 'store', fault),
    ),
  )

const notifies = (step: StepRequest): boolean => optionIn(step) === 'notify'
const isDisturbed = (step: StepRequest): boolean => notifies(step) && !isDisturbing(step)
const isChange = (step: StepRequest): boolean => isA(step.event, 'PreferencesChanged')

const inBandTo = (to: readonly string[]): JsonObject => forged('NotifyInBand', { to, messages: [] })

const outOfBandTo = (to: readonly string[]): JsonObject =>
  forged('NotifyOutOfBand', { to: pushTargets(to), form: 'summary', count: 1 })

/** Every notification in-band in another form. */
const inBand = (change: (action: JsonObject, step: StepRequest) => JsonObject): Fault =>
  changing((action, step) => (isA(action, 'NotifyInBand') ? change(action, step) : action))

const outOfBand = (change: (action: JsonObject, step: StepRequest) => JsonObject): Fault =>
  changing((action, step) => (isA(action, 'NotifyOutOfBand') ? change(action, step) : action))

/** What is told of each message in another form. */
const telling = (change: (notice: JsonObject, first: JsonObject) => JsonObject): Fault =>
  inBand((action) => {
    const messages = listAt(action, 'messages')
    const [first] = messages
    return first === undefined ? action : { ...action, messages: messages.map((notice) => change(notice, first)) }
  })

/** Who is told, when, and of what. */
export const canaries: readonly Canary[] = [
  breaking(
    'silentUnderDoNotDisturb: registered clients are told all the same',
    ['NTF-01'],
    where(
      isDisturbed,
      adding((_, step) => [inBandTo(devicesIn(step, true))]),
    ),
  ),
  breaking(
    'silentUnderDoNotDisturb: devices that are not registered are told all the same',
    ['NTF-01'],
    where(
      isDisturbed,
      adding((_, step) => [outOfBandTo(devicesIn(step, false))]),
    ),
  ),
  breaking(
    'resumesAfterDoNotDisturb: nobody is told of what was held back',
    ['NTF-02'],
    where(
      isChange,
      dropping((action) => isA(action, 'NotifyInBand')),
    ),
  ),
  breaking(
    'resumesAfterDoNotDisturb: clients are told of one message of those held back',
    ['NTF-02'],
    where(
      isChange,
      inBand((action) => ({ ...action, messages: listAt(action, 'messages').slice(0, 1) })),
    ),
  ),
  breaking(
    'losesNothing: what was held back from notification is dropped',
    ['NTF-02'],
    where(
      (step) => isChange(step) && notifies(step) && isDisturbing(step),
      adding((actions, _, before) =>
        openEntries([...before, ...actions]).map((entryId) => forged('Discard', { entryId, cause: 'discarded' })),
      ),
    ),
  ),
  breaking(
    'notifiesInBandIffRegistered: applicable clients are told through the Push Enabler',
    ['NTF-03', 'NTF-06'],
    inBand((_, step) => outOfBandTo(devicesIn(step, true))),
  ),
  breaking(
    'notifiesInBandIffRegistered: unregistered devices are told in-band',
    ['NTF-03', 'NTF-04', 'PSH-03'],
    outOfBand((_, step) => inBandTo(devicesIn(step, false))),
  ),
  breaking(
    'notifiesInBandIffRegistered: applicable clients are told both ways',
    ['NTF-03', 'NTF-06'],
    adding((actions, step) =>
      actions.some((action) => isA(action, 'NotifyInBand')) ? [outOfBandTo(devicesIn(step, true))] : [],
    ),
  ),
  breaking(
    'notifiesInBandIffRegistered: every registered client is told in-band',
    ['NTF-06'],
    inBand((action, step) => ({ ...action, to: devicesIn(step, true) })),
  ),
  breaking(
    'notifiesInBandIffRegistered: one of the applicable clients is told',
    ['NTF-06'],
    inBand((action, step) => ({ ...action, to: devicesIn(step, true).slice(0, 1) })),
  ),
  breaking(
    'the message is sent in place of the notification',
    ['DEF-01', 'DEF-02', 'NTF-06'],
    inBand((action, step) =>
      forgedDelivery(textAt(listAt(action, 'messages')[0], 'entryId'), devicesIn(step, true)[0] ?? ''),
    ),
  ),
  breaking(
    'emptyQueueIsQuiet: a client that registers is told of nothing',
    ['NTF-06'],
    where(
      (step) => isA(step.event, 'ClientRegistered') && notifies(step),
      adding((_, step, before) => (before.length === 0 ? [inBandTo(devicesIn(step, true))] : [])),
    ),
  ),
  breaking(
    'the subject is not told',
    ['NTF-07'],
    telling((notice) => without(notice, 'subject')),
  ),
  breaking(
    'the size is not told',
    ['NTF-07'],
    telling((notice) => without(notice, 'size')),
  ),
  breaking(
    'each message has the particulars of the first',
    ['NTF-07'],
    telling(({ entryId = '' }, first) => ({ ...first, entryId })),
  ),
  breaking(
    'a hidden originator is told',
    ['NTF-07'],
    telling((notice) =>
      notice['originator'] === 'anonymous'
        ? { ...notice, originator: 'sip:ann@home1.example', displayName: 'Ann' }
        : notice,
    ),
  ),
  breaking(
    'every device is told out-of-band, whichever the provider chose',
    ['NTF-04'],
    where(
      (step) => notifies(step) && isDisturbing(step) && devicesIn(step, true).length === 0,
      adding((actions, step) =>
        actions.some((action) => isA(action, 'Respond')) ? [outOfBandTo(devicesIn(step, false))] : [],
      ),
    ),
  ),
  breaking(
    'one device is told out-of-band, however many the provider chose',
    ['NTF-04', 'PSH-03'],
    outOfBand((action) => ({ ...action, to: listAt(action, 'to').slice(0, 1) })),
  ),
  breaking(
    'the notification out-of-band has the other form',
    ['NTF-08'],
    outOfBand((action) =>
      action['form'] === 'single'
        ? { ...without(action, 'messages'), form: 'summary' }
        : { ...action, form: 'single', messages: [{ entryId: 'e-1' }] },
    ),
  ),
]
