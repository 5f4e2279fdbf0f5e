/**
 * The story that the machines are told: ten messages are deferred by preference while no client is there, do-not-disturb begins and ends, a
 * client registers meanwhile, and the messages are pushed to it one after the other.
 */
import type { QueueAction, QueueEvent } from '../../../src/deferral/index.js'
import { emptyQueue, transition } from '../../../src/deferral/index.js'
import type { Recipient } from '../../../src/model/RoutingRequest.js'
import type { StandaloneMessage } from '../../../src/model/StandaloneMessage.js'
import type { DeferredOption } from '../../../src/model/UserPreferences.js'
import { route } from '../../../src/routing/route.js'
import { client, message, now, preferences } from '../../support/builders.js'
import type { Contestant } from '../support/race.js'
import { worked } from '../support/race.js'
import { newTunedMachine, type TunedChanges, tunedStep } from './tunedMachine.js'

const policy = {}
const absent = client({ registered: false })

/** A recipient who defers everything, with a phone that may be there and a tablet that is not. */
export const recipientOf = (option: DeferredOption, registered: boolean, isQuiet: boolean): Recipient => ({
  preferences: preferences({ deferred: { option }, otherwise: { action: 'defer' }, doNotDisturb: { on: isQuiet } }),
  clients: [registered ? client() : absent, client({ deviceId: 'tablet', registered: false })],
})

export const messageOf = (number: number): StandaloneMessage =>
  message({
    entryId: `e-${number}`,
    messageId: `m-${number}`,
    receivedAt: now + number,
    expiresAt: now + 86_400_000 + ((number * 7919) % 1_000_003),
  })

export const arrivalOf = (number: number, recipient: Recipient): QueueEvent => ({
  _tag: 'MessageRouted',
  at: now + number,
  message: messageOf(number),
  decision: route({ message: messageOf(number), recipient, policy, now: now + number }),
})

export const answered = (number: number): QueueEvent => ({
  _tag: 'ActionSucceeded',
  at: now + number,
  actionId: `e-${number}/Respond/0`,
})

interface Told {
  readonly event: QueueEvent
  readonly recipient: Recipient
}

const story = (): readonly Told[] => {
  const [away, here] = [recipientOf('push', false, false), recipientOf('push', true, false)]
  const [quiet, quietHere] = [recipientOf('push', false, true), recipientOf('push', true, true)]
  const numbers = Array.from({ length: 10 }, (_, number) => number)
  return [
    ...numbers.flatMap((number): readonly Told[] => [
      { event: arrivalOf(number, away), recipient: away },
      { event: answered(number), recipient: away },
    ]),
    { event: { _tag: 'PreferencesChanged', at: now + 21 }, recipient: quiet },
    { event: { _tag: 'ClientRegistered', at: now + 22, client: client() }, recipient: quietHere },
    { event: { _tag: 'TimeReached', at: now + 23 }, recipient: quietHere },
    { event: { _tag: 'PreferencesChanged', at: now + 24 }, recipient: here },
    ...numbers.map(
      (number): Told => ({
        event: { _tag: 'ActionSucceeded', at: now + 30 + number, actionId: `e-${number}/Deliver/phone/0` },
        recipient: here,
      }),
    ),
  ]
}

/** What a machine says to an event, in a form in which machines can be compared: the actions, and what has to be written. */
const answerText = (
  actions: readonly QueueAction[],
  changes: Pick<TunedChanges, 'expectedVersion' | 'version' | 'entriesRemoved' | 'actionsSettled'>,
  wakeAt: number | undefined,
  put: readonly string[],
  pending: readonly string[],
): string => {
  const { expectedVersion, version, entriesRemoved, actionsSettled } = changes
  return JSON.stringify([actions, expectedVersion, version, wakeAt, put, entriesRemoved, pending, actionsSettled])
}

/** {@link answerText} of a machine that answers as the tuned one does. */
export const tunedText = ([actions, changes]: readonly [readonly QueueAction[], TunedChanges]): string =>
  answerText(
    actions,
    changes,
    changes.wakeAt,
    changes.entriesPut.map((entry) => entry.message.entryId),
    changes.actionsPending.map(({ actionId }) => actionId),
  )

/** A contestant that is told the story from its beginning, again and again. */
export const told = <State>(
  begin: () => State,
  step: (state: State, event: QueueEvent, recipient: Recipient) => State,
  textOf: (state: State) => string,
): Contestant => {
  const events = story()
  const whole = (): State => {
    let state = begin()
    for (const { event, recipient } of events) {
      state = step(state, event, recipient)
    }
    return state
  }
  return {
    answers: () => {
      const texts: string[] = []
      let state = begin()
      for (const { event, recipient } of events) {
        state = step(state, event, recipient)
        texts.push(textOf(state))
      }
      return texts
    },
    pass: (milliseconds) => {
      const start = worked()
      let done = 0
      let taken = 0
      while (taken < milliseconds) {
        for (let again = 0; again < 20; again += 1) {
          whole()
        }
        done += 20
        taken = worked() - start
      }
      return (taken * 1e6) / done / events.length
    },
  }
}

export const tunedContestant = async (): Promise<Contestant> => {
  const machine = { now: newTunedMachine(), said: undefined as ReturnType<typeof tunedStep> | undefined }
  return told(
    () => {
      machine.now = newTunedMachine()
      return machine
    },
    (state, event, recipient) => {
      state.said = tunedStep(state.now, event, recipient)
      return state
    },
    ({ said }) => (said === undefined ? '' : tunedText(said)),
  )
}

export const transitionContestant = async (): Promise<Contestant> =>
  told(
    () => transition(emptyQueue, { _tag: 'TimeReached', at: 0 }, {}, policy),
    ([queue], event, recipient) => transition(queue, event, recipient, policy),
    ([, actions, changes]) =>
      answerText(
        actions,
        changes,
        changes.wakeAt,
        changes.entriesPut.map((entry) => entry.message.entryId),
        changes.actionsPending.map(({ action }) => action.actionId),
      ),
  )
