import type { JsonObject, StepRequest } from '../../../src/conformance/index.js'
import { isJsonObject } from '../../../src/conformance/Json.js'
import type { RequirementId } from '../../../src/requirements.js'
import {
  adding,
  at,
  changing,
  dropping,
  faultOf,
  forged,
  isA,
  mishearing,
  textAt,
  where,
  without,
  withEvent,
  withPart,
} from '../deferralFaults.js'
import type { Canary, Fault } from './Canary.js'
import { broken } from './Canary.js'

const breaking = (name: string, breaks: readonly RequirementId[], fault: Fault): Canary =>
  broken(name, breaks, faultOf('MSS', fault))

const event =
  (...kinds: readonly string[]) =>
  (step: StepRequest): boolean =>
    isA(step.event, ...kinds)
const isNotice = (action: JsonObject): boolean => isA(action, 'NotifyStorageClient')

/** The terms of a deferred message in another form. */
const withTerms = (change: (terms: JsonObject, step: StepRequest) => JsonObject): Fault =>
  where(
    event('DeferredMessageStored'),
    mishearing((step) => {
      const terms = step.event['terms']
      return isJsonObject(terms) ? withPart(step, 'event', ['terms'], change(terms, step)) : step
    }),
  )

const shifted = (instant: string, milliseconds: number): string =>
  new Date(Date.parse(instant) + milliseconds).toISOString()

const identitiesOf = (action: JsonObject): readonly string[] => {
  const identities = action['identities']
  return Array.isArray(identities) ? identities.filter((identity) => typeof identity === 'string') : []
}

/** The identities that a notification names in another form; `earlier` were named before. */
const naming = (change: (identities: readonly string[], earlier: readonly string[]) => readonly string[]): Fault =>
  changing((action, _, before) =>
    isNotice(action)
      ? { ...action, identities: change(identitiesOf(action), before.filter(isNotice).flatMap(identitiesOf)) }
      : action,
  )

const turning = (was: string, becomes: string): Fault =>
  changing((action) => (isA(action, was) ? { ...action, _tag: becomes } : action))

const saysDoNotDisturb = (action: JsonObject): boolean => at(action, 'terms', 'doNotDisturb') === true

const noticeOf = (actions: readonly JsonObject[]): readonly JsonObject[] =>
  actions
    .filter((action) => isA(action, 'KeepTemporarily'))
    .map((action) => forged('NotifyStorageClient', { identities: [textAt(action, 'entryId')] }))

/** How the Message Storage Server keeps deferred messages, and whom it tells when. */
export const canaries: readonly Canary[] = [
  breaking(
    'a deferred message is a stored object as soon as it comes',
    ['MSS-01'],
    adding((actions) =>
      actions
        .filter((action) => isA(action, 'KeepTemporarily'))
        .map((action) => forged('KeepAsStoredObject', { entryId: textAt(action, 'entryId') })),
    ),
  ),
  breaking(
    'losesNothing: the first deferred message alone is kept',
    ['MSS-01'],
    dropping((action) => isA(action, 'KeepTemporarily') && action['entryId'] !== 'e-1'),
  ),
  breaking(
    'losesNothing: a deferred message is thrown away as it comes',
    ['MSS-01'],
    where(
      event('DeferredMessageStored'),
      adding((_, step) => [forged('Discard', { entryId: textAt(step.event, 'message', 'entryId') })]),
    ),
  ),
  breaking('nobody is told of an arrival', ['MSS-02', 'MSS-03'], dropping(isNotice)),
  breaking(
    'arrivals are told of whether the user may be disturbed or not',
    ['MSS-02', 'MSS-03'],
    withTerms((terms) => ({ ...terms, doNotDisturb: false })),
  ),
  breaking(
    'what forbade notifications once forbids them for good',
    ['MSS-02', 'MSS-03'],
    dropping((action, _, before) => isNotice(action) && before.some(saysDoNotDisturb)),
  ),
  breaking(
    'what allowed notifications once allows them for good',
    ['MSS-02'],
    adding((actions, _, before) => (before.some(isNotice) ? noticeOf(actions.filter(saysDoNotDisturb)) : [])),
  ),
  breaking(
    'notifications that wait go out when time passes or the user looks at a message',
    ['MSS-03'],
    where(
      event('TimeReached', 'MessageAccessed'),
      adding((_, __, before) => (before.some(isNotice) ? [] : noticeOf(before))),
    ),
  ),
  breaking(
    'expiry times are not watched',
    ['MSS-04'],
    withTerms((terms) => without(terms, 'expiresAt')),
  ),
  breaking(
    'a deferred message expires a second early',
    ['MSS-04'],
    withTerms((terms) =>
      'expiresAt' in terms ? { ...terms, expiresAt: shifted(textAt(terms, 'expiresAt'), -1000) } : terms,
    ),
  ),
  breaking(
    'a deferred message without expiry time expires after an hour',
    ['MSS-04'],
    withTerms((terms, step) => ({ expiresAt: shifted(textAt(step.event, 'at'), 3600000), ...terms })),
  ),
  breaking(
    'what is to be discarded becomes a stored object',
    ['MSS-05'],
    where(event('TimeReached'), turning('Discard', 'KeepAsStoredObject')),
  ),
  breaking(
    'what was discarded is told of with the next arrival',
    ['MSS-05'],
    changing((action, _, before) =>
      isNotice(action)
        ? {
            ...action,
            identities: [
              ...identitiesOf(action),
              ...before.filter((each) => isA(each, 'Discard')).map((each) => textAt(each, 'entryId')),
            ],
          }
        : action,
    ),
  ),
  breaking(
    'what is to become a stored object is discarded',
    ['MSS-06'],
    withTerms((terms) => ({ ...terms, onExpiry: 'discard' })),
  ),
  breaking(
    'a stored object is discarded later on',
    ['MSS-06'],
    where(
      event('TimeReached'),
      adding((_, __, before) =>
        before
          .filter((action) => textAt(action, 'determinedBy', 'requirement') === 'MSS-06')
          .map((action) => forged('Discard', { entryId: textAt(action, 'entryId') })),
      ),
    ),
  ),
  breaking(
    'what is stored without terms is kept as temporary',
    ['AMB-19'],
    where(event('MessageStored'), turning('KeepAsStoredObject', 'KeepTemporarily')),
  ),
  breaking(
    'the recorded copy is discarded with the deferred message',
    ['AMB-20'],
    where(
      event('DeferredMessageStored'),
      mishearing((step) => ({ ...step, event: without(step.event, 'record') })),
    ),
  ),
  breaking(
    'an update does not lift do-not-disturb',
    ['AMB-22'],
    where(
      event('DoNotDisturbUpdated'),
      mishearing((step) => withEvent(step, { _tag: 'TimeReached' })),
    ),
  ),
  breaking(
    'the last arrival alone is told of',
    ['AMB-23'],
    naming((identities) => identities.slice(-1)),
  ),
  breaking(
    'everything is told of each time',
    ['AMB-23'],
    naming((identities, earlier) => [...earlier, ...identities]),
  ),
  breaking(
    'it makes no difference that the user looked at a message',
    ['AMB-24', 'MSS-05'],
    where(
      event('MessageAccessed'),
      mishearing((step) => withEvent(step, { _tag: 'TimeReached' })),
    ),
  ),
]
