import type { QueueAction } from '../../src/deferral/QueueAction.js'
import { isPush, mayTake, optionFor } from '../support/judgement.js'
import { itHolds } from '../support/law.js'
import type { World } from '../support/world.js'

/** Clients and messages that are brought together by an action. */
const pairs = (action: QueueAction): readonly (readonly [deviceId: string, entryId: string])[] =>
  isPush(action)
    ? [[action.deviceId, action.entryId]]
    : action._tag === 'NotifyInBand'
      ? action.to.flatMap((deviceId) => action.messages.map(({ entryId }) => [deviceId, entryId] as const))
      : []

const isWrong = (world: World, deviceId: string, entryId: string): boolean => {
  const client = world.recipient.clients?.find((known) => known.deviceId === deviceId)
  const fate = world.fates.find(({ message }) => message.entryId === entryId)
  return client === undefined || fate === undefined || !mayTake(world, client, fate)
}

const isFrozen = ({ policy }: World): boolean => policy.interpretations?.['AMB-12'] === 'frozen'

/** A device that is notified out-of-band where that cannot be, or under push though it is registered (PSH-03). */
const wrongTarget = (world: World, actions: readonly QueueAction[]): string | undefined => {
  const isPushOnly = !isFrozen(world) && world.fates.every((fate) => optionFor(world, fate) === 'push')
  return actions
    .flatMap((action) => (action._tag === 'NotifyOutOfBand' ? action.to : []))
    .find(({ deviceId, pushAddress }) => {
      const client = world.recipient.clients?.find((known) => known.deviceId === deviceId)
      return client?.pushAddress !== pushAddress || (isPushOnly && client.registered)
    })?.deviceId
}

describe('deliversOnlyToRegisteredApplicable: a client gets, and hears in-band of, what it can take (NTF-06, PSH-05)', () => {
  itHolds(({ actions, after }) => {
    const wrong = actions.flatMap(pairs).find(([deviceId, entryId]) => isWrong(after, deviceId, entryId))
    const target = wrongTarget(after, actions)
    return wrong === undefined
      ? target === undefined
        ? undefined
        : `${target} is notified out-of-band`
      : wrong.join(' gets ')
  })
})
