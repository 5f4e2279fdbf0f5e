import { isLeft } from 'fp-ts/lib/Either.js'
import type {
  DeferredMessageQueue,
  EffectAction,
  QueueAction,
  QueueEvent,
  RequestedAction,
} from '../../src/deferral/index.js'
import {
  emptyQueue,
  pendingActions,
  plan,
  requestedActions,
  restore,
  save,
  transition,
} from '../../src/deferral/index.js'
import type { CpmClient } from '../../src/model/CpmClient.js'
import type { Instant } from '../../src/model/Instant.js'
import type { Recipient } from '../../src/model/RoutingRequest.js'
import type { ServiceProviderPolicy } from '../../src/model/ServiceProviderPolicy.js'
import type { StandaloneMessage } from '../../src/model/StandaloneMessage.js'
import type { Handling, UserPreferences } from '../../src/model/UserPreferences.js'
import { route } from '../../src/routing/index.js'
import { address, client, message, now as morning, preferences } from './builders.js'
import { newAuditor } from './auditor.js'
import type { Chance } from './chance.js'
import { chance } from './chance.js'
import { brief } from './machine.js'

/** The server died: what it had only in memory is gone. */
type Crash = 'beforeStoring' | 'beforeActing' | 'halfway' | undefined

interface Answer {
  readonly action: EffectAction
  readonly result: 'succeeded' | 'failed' | 'unknown'
  readonly status?: number
}

/** What came of a run. */
export interface Run {
  readonly complaints: readonly string[]
  /** What happened, a line for each event and action. */
  readonly log: readonly string[]
}

const minute = 60_000
const devices = ['phone', 'tablet', 'watch'] as const
const statuses = [480, 486, 503, 408, 430, 415, 413, 488, 0] as const

const policyBy = (dice: Chance): ServiceProviderPolicy => ({
  deferredOption: dice.oneOf(['notify', 'push', 'store']),
  onExpiry: dice.oneOf(['discard', 'store']),
  outOfBand: { to: dice.oneOf(['all', 'none']), form: dice.oneOf(['single', 'summary']) },
  ...(dice.is(0.3) ? { longestHolding: 90 * minute } : {}),
  interpretations: {
    'AMB-07': dice.oneOf(['nextTrigger', 'literal']),
    'AMB-12': dice.oneOf(['current', 'current', 'frozen']),
    'AMB-14': dice.oneOf(['checked', 'literal']),
    'AMB-20': dice.oneOf(['one', 'two']),
    'AMB-22': dice.oneOf(['literal', 'update']),
    'AMB-29': dice.oneOf(['fail', 'defer']),
  },
})

const handlings: readonly Handling[] = [
  { action: 'deliver' },
  { action: 'deliver' },
  { action: 'deliver' },
  { action: 'defer' },
  { action: 'defer' },
  { action: 'store' },
  { action: 'interwork' },
  { action: 'forward', to: address('tel:+15550111') },
  { action: 'reject' },
]

/**
 * A server of one recipient with ports that misbehave, driven by one number for each step, so that steps can be left out. After the last
 * step faults stop, and everything gets its chance to end.
 *
 * @param decide What the server asks; another one shows whether the auditor would notice.
 */
export const runFaults = (seed: number, steps: readonly number[], decide: typeof transition = transition): Run => {
  const world = chance(seed)
  const auditor = newAuditor()
  const log: string[] = []
  const faultRate = world.oneOf([0.05, 0.2, 0.5])
  let policy = policyBy(world)
  let recipient: Recipient = {
    preferences: preferences({ otherwise: world.oneOf(handlings), recordIncoming: world.is(0.3) }),
    clients: devices.map((deviceId) =>
      client({ deviceId, registered: world.is(0.4), pushAddress: `${deviceId}@push.example` }),
    ),
  }
  let queue: DeferredMessageQueue = emptyQueue
  let now: Instant = morning
  let alarm: Instant | undefined
  let answers: Answer[] = []
  let arrived: StandaloneMessage[] = []
  let sessions: { readonly sessionId: string; readonly deviceId: string }[] = []
  let dice = world
  let isCalm = false
  let count = 0

  const prefer = (parts: Partial<UserPreferences>): void => {
    recipient = { ...recipient, preferences: preferences({ ...recipient.preferences, ...parts }) }
  }
  const putClient = (changed: CpmClient): void => {
    const others = (recipient.clients ?? []).filter(({ deviceId }) => deviceId !== changed.deviceId)
    recipient = { ...recipient, clients: [...others, changed] }
  }
  const knownClient = (deviceId: string): CpmClient =>
    recipient.clients?.find((known) => known.deviceId === deviceId) ?? client({ deviceId })

  const answerTwice = (answer: Answer): void => {
    answers.push(answer)
    if (!isCalm && dice.is(0.1)) {
      answers.push(answer)
    }
  }

  /** Asks a port, which may fail before or after the effect, or lose its answer. */
  const act = (action: EffectAction): void => {
    const fault = isCalm || !dice.is(faultRate) ? 'none' : dice.oneOf(['refuses', 'requestLost', 'answerLost'] as const)
    const isThere = !('deviceId' in action) || action._tag !== 'Send' || knownClient(action.deviceId).registered
    if (auditor.tookEffect(action.actionId) && fault !== 'answerLost') {
      answerTwice({ action, result: 'succeeded' })
    } else if (fault === 'refuses' || !isThere) {
      const status = dice.oneOf(statuses)
      log.push(`      refused ${status}: ${action.actionId}`)
      answerTwice({ action, result: 'failed', ...(status === 0 ? {} : { status }) })
    } else if (fault === 'requestLost') {
      log.push(`      request lost: ${action.actionId}`)
      answerTwice({ action, result: 'unknown' })
    } else {
      const isFirst = auditor.effect(action)
      log.push(`      ${isFirst ? 'effect' : 'again'}${fault === 'none' ? '' : ', answer lost'}: ${action.actionId}`)
      answerTwice({ action, result: fault === 'none' ? 'succeeded' : 'unknown' })
    }
  }

  const facts = () => ({
    now,
    doNotDisturb: recipient.preferences?.doNotDisturb?.on === true,
    registered: (recipient.clients ?? []).filter(({ registered }) => registered).map(({ deviceId }) => deviceId),
    sendsExpired: policy.interpretations?.['AMB-14'] === 'literal',
  })

  const perform = (actions: readonly QueueAction[], most = Infinity): void => {
    let performed = 0
    for (const action of actions) {
      if (action._tag === 'WakeAt') {
        alarm = action.at
      } else if (
        action._tag !== 'Ignored' &&
        action._tag !== 'Discard' &&
        action._tag !== 'Remove' &&
        performed < most
      ) {
        performed += 1
        act(action)
      }
    }
  }

  const restart = (): void => {
    const restored = restore(JSON.parse(JSON.stringify(save(queue))))
    if (isLeft(restored)) {
      throw new Error('what was saved cannot be restored')
    }
    queue = restored.right
    answers = []
    alarm = plan(queue, recipient, policy, now).wakeAt
    log.push('    restart')
    perform(pendingActions(queue))
  }

  /** Tells the server what has happened; gives whether it was still there to take note of it. */
  const tell = (event: QueueEvent): boolean => {
    const crash: Crash =
      isCalm || !dice.is(0.08) ? undefined : dice.oneOf(['beforeStoring', 'beforeActing', 'halfway'] as const)
    log.push(`  ${event._tag} at +${(event.at - morning) / 1000} s${crash === undefined ? '' : `, crash ${crash}`}`)
    if (crash === 'beforeStoring') {
      restart()
      return false
    }
    const [next, actions] = decide(queue, event, recipient, policy)
    queue = next
    auditor.asked(actions, facts())
    log.push(...actions.filter(({ _tag }) => _tag !== 'WakeAt').map((action) => `    ${brief(action)}`))
    perform(actions, crash === undefined ? Infinity : crash === 'halfway' ? dice.below(actions.length + 1) : 0)
    if (crash !== undefined) {
      restart()
    }
    return true
  }

  const answer = (place: number): void => {
    const [taken] = answers.splice(place, 1)
    if (taken === undefined) {
      return
    }
    const { action, result, status } = taken
    // Nobody says that an action will have no effect after it had one.
    if (result === 'failed' && auditor.tookEffect(action.actionId)) {
      return
    }
    auditor.settled(action, result)
    const _tag = ({ succeeded: 'ActionSucceeded', failed: 'ActionFailed', unknown: 'ActionUnknown' } as const)[result]
    tell({ _tag, at: now, actionId: action.actionId, ...(status === undefined ? {} : { status }) })
  }

  const passTo = (until: Instant): void => {
    for (let rings = 0; alarm !== undefined && alarm <= until && rings < 1000; rings += 1) {
      now = Math.max(now, alarm)
      alarm = undefined
      tell({ _tag: 'TimeReached', at: now })
    }
    now = Math.max(now, until)
  }

  const takeIn = (arriving: StandaloneMessage): void => {
    const waiting = plan(queue, recipient, policy, now).messages.length
    const decision = route({ message: arriving, recipient: { ...recipient, waiting }, policy, now })
    const holding = policy.longestHolding === undefined ? Infinity : arriving.receivedAt + policy.longestHolding
    const expiresAt = Math.min(arriving.expiresAt ?? Infinity, holding)
    auditor.comes(arriving, expiresAt === Infinity ? undefined : expiresAt)
    log.push(`  ${arriving.entryId} comes: ${decision._tag}`)
    // A server that dies before it has stored anything has not answered, so the originator's side sends again.
    for (
      let tries = 0;
      tries < 10 && !tell({ _tag: 'MessageRouted', at: now, message: arriving, decision });
      tries += 1
    ) {}
  }

  const arrive = (): void => {
    const isRepeated = dice.is(0.1) && arrived.length > 0
    count += 1
    const fresh = message({
      entryId: `e-${count}`,
      messageId: `m-${count}`,
      kind: dice.oneOf(['pager', 'pager', 'pager', 'large', 'notification', 'system']),
      receivedAt: now,
      ...(dice.is(0.5) ? { expiresAt: now + dice.below(120) * minute } : {}),
      notificationsRequested: dice.is(0.5) ? ['positive-delivery', 'negative-delivery', 'processing'] : [],
    })
    const arriving = isRepeated ? dice.oneOf(arrived) : fresh
    arrived = [...arrived, arriving]
    takeIn(arriving)
  }

  const register = (deviceId: string): void => {
    const registered = {
      ...knownClient(deviceId),
      registered: true,
      services: ['msg', 'largemsg', 'systemmsg'],
    } as const
    putClient(registered)
    tell({ _tag: 'ClientRegistered', at: now, client: registered })
  }
  const deregister = (deviceId: string): void => {
    putClient({ ...knownClient(deviceId), registered: false })
    tell({ _tag: 'ClientDeregistered', at: now, deviceId })
  }
  const select = (sessionId: string, deviceId: string, action: RequestedAction, ids: readonly string[]): void => {
    if (action === 'discard') {
      ids.forEach(auditor.discardAsked)
    }
    tell({
      _tag: 'MessagesSelected',
      at: now,
      sessionId,
      deviceId,
      selections: ids.map((entryId) => ({ entryId, action })),
    })
  }
  const openSession = (deviceId: string): string => {
    const sessionId = `${deviceId}-${sessions.length}`
    sessions = [...sessions, { sessionId, deviceId }]
    tell({ _tag: 'SessionEstablished', at: now, sessionId, deviceId })
    return sessionId
  }

  const someIds = (): readonly string[] => [
    ...new Set(
      [...arrived]
        .reverse()
        .slice(0, 6)
        .filter(() => dice.is(0.5))
        .map(({ entryId }) => entryId),
    ),
  ]

  const happenings: readonly (() => void)[] = [
    arrive,
    arrive,
    arrive,
    () => answer(dice.below(Math.max(1, answers.length))),
    () => answer(dice.below(Math.max(1, answers.length))),
    () => answer(dice.below(Math.max(1, answers.length))),
    () => answer(0),
    () => answer(0),
    () => passTo(now + dice.below(2 * minute)),
    () => passTo(now + dice.below(60) * minute),
    () => register(dice.oneOf(devices)),
    () => register(dice.oneOf(devices)),
    () => deregister(dice.oneOf(devices)),
    () => {
      prefer({ doNotDisturb: { on: dice.is(0.5) } })
      tell({ _tag: 'PreferencesChanged', at: now })
    },
    () => {
      prefer({ otherwise: dice.oneOf(handlings) })
      tell({ _tag: 'PreferencesChanged', at: now })
    },
    () => {
      prefer({ deferred: { option: dice.oneOf(['notify', 'push', 'store']) } })
      tell({ _tag: 'PreferencesChanged', at: now })
    },
    () => {
      policy = { ...policy, onExpiry: dice.oneOf(['discard', 'store']) }
      tell({ _tag: 'PolicyChanged', at: now })
    },
    () => {
      const changed = {
        ...knownClient(dice.oneOf(devices)),
        connectivity: dice.oneOf(['reachable', 'limited', 'unreachable'] as const),
      }
      putClient(changed)
      tell({ _tag: 'ClientChanged', at: now, client: changed })
    },
    () => {
      const deviceId = dice.oneOf(devices)
      select(openSession(deviceId), deviceId, dice.oneOf(requestedActions), someIds())
    },
    () => {
      if (sessions.length > 0) {
        const { sessionId, deviceId } = dice.oneOf(sessions)
        if (dice.is(0.5)) {
          tell({ _tag: 'SessionEnded', at: now, sessionId, deviceId })
        } else {
          select(sessionId, deviceId, dice.oneOf(requestedActions), someIds())
        }
      }
    },
    () => {
      if (arrived.length > 0 && dice.is(0.5)) {
        const { entryId } = dice.oneOf(arrived)
        auditor.revoked(entryId)
        tell({ _tag: 'MessageRevoked', at: now, entryId })
      }
    },
    () => {
      if (dice.is(0.05)) {
        auditor.removed()
        tell({ _tag: 'RecipientRemoved', at: now })
      }
    },
    restart,
  ]

  for (const step of steps) {
    dice = chance(step)
    dice.oneOf(happenings)()
  }

  const settleAll = (): void => {
    for (let rounds = 0; rounds < 2000 && answers.length > 0; rounds += 1) {
      answer(0)
    }
    passTo(now + 2 * minute)
    for (let rounds = 0; rounds < 2000 && answers.length > 0; rounds += 1) {
      answer(0)
    }
  }

  log.push('faults stop')
  isCalm = true
  dice = chance(0)
  restart()
  prefer({ doNotDisturb: { on: false } })
  tell({ _tag: 'PreferencesChanged', at: now })
  settleAll()
  for (const deviceId of [...devices, 'fresh']) {
    deregister(deviceId)
    putClient({ ...knownClient(deviceId), connectivity: 'reachable' })
    register(deviceId)
    settleAll()
  }
  select(
    openSession('fresh'),
    'fresh',
    'retrieve',
    plan(queue, recipient, policy, now).messages.map(({ entryId }) => entryId),
  )
  settleAll()
  prefer({ deferred: { option: 'store' } })
  tell({ _tag: 'PreferencesChanged', at: now })
  settleAll()
  auditor.close()
  const left = plan(queue, recipient, policy, now)
  return {
    log,
    complaints: [
      ...auditor.complaints,
      ...left.messages.map((held) => `neverStuck: ${held.entryId} is held: ${JSON.stringify(held)}`),
      ...left.underWay.map((actionId) => `neverStuck: ${actionId} is under way`),
    ],
  }
}

/** The numbers of the steps of a run. */
export const stepsOf = (seed: number, length: number): readonly number[] =>
  Array.from({ length }, (_, step) => Math.imul(seed * 65_537 + step + 1, 0x9e3779b1) >>> 0)

const lawsBrokenBy = (seed: number, steps: readonly number[]): readonly string[] =>
  runFaults(seed, steps).complaints.map((complaint) => complaint.split(':')[0] ?? '')

/** The fewest steps, found by leaving out one after the other, that break the same law. */
export const shortest = (seed: number, steps: readonly number[], law?: string): readonly number[] => {
  const isBroken = (tried: readonly number[]): boolean => lawsBrokenBy(seed, tried).includes(wanted)
  const wanted = law ?? lawsBrokenBy(seed, steps)[0] ?? ''
  let kept = steps
  for (let place = 0; place < kept.length; ) {
    const fewer = kept.filter((_, index) => index !== place)
    if (isBroken(fewer)) {
      kept = fewer
    } else {
      place += 1
    }
  }
  return kept
}
