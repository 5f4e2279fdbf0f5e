import type { NotifyOutOfBand, QueueAction } from '../../src/deferral/QueueAction.js'
import { isPush, isSilenced, mayTake, optionFor, waitingIn } from '../support/judgement.js'
import { hasNotify, itHolds } from '../support/law.js'
import type { Edge, Fate, World } from '../support/world.js'

const isFrozen = ({ policy }: World): boolean => policy.interpretations?.['AMB-12'] === 'frozen'

const hasApplicableClient = (world: World, fate: Fate): boolean =>
  (world.recipient.clients ?? []).some((client) => mayTake(world, client, fate))

/** The messages of which clients may hear. */
const announced = (world: World): readonly Fate[] =>
  world.fates.filter(
    (fate) => fate.outcome === undefined && optionFor(world, fate) === 'notify' && !isSilenced(world, fate),
  )

/** The Push Enabler is asked where no client can be told in-band, and only there. */
const wrongPush = (world: World, action: NotifyOutOfBand): boolean => {
  const named = action.messages?.map(({ entryId }) => entryId)
  const meant = announced(world).filter(({ message }) => named?.includes(message.entryId) ?? true)
  return action.determinedBy.requirement === 'NTF-04' && !meant.some((fate) => !hasApplicableClient(world, fate))
}

const wrongNotice = (world: World, action: QueueAction): string | undefined => {
  if (action._tag === 'NotifyInBand') {
    const unregistered = action.to.find(
      (deviceId) => world.recipient.clients?.find((client) => client.deviceId === deviceId)?.registered !== true,
    )
    return unregistered === undefined ? undefined : `${unregistered} is told in-band and not registered`
  }
  return action._tag === 'NotifyOutOfBand' && wrongPush(world, action)
    ? `${action.actionId}, though every message has a client that can be told in-band`
    : undefined
}

/** The messages that clients are to hear of at this step: the one that is deferred, or all that wait for a client that has come. */
const due = ({ before, event, after }: Edge): readonly (readonly [Fate, string | undefined])[] => {
  if (event._tag === 'ClientRegistered') {
    const known = before.recipient.clients?.find(({ deviceId }) => deviceId === event.client.deviceId)
    // What was pushed before the option changed is not announced while that is under way.
    const pushed = new Set(before.open.flatMap(({ action }) => (isPush(action) ? [action.entryId] : [])))
    return known?.registered === true
      ? []
      : waitingIn(before)
          .filter(({ message }) => !pushed.has(message.entryId))
          .map((fate) => [fate, event.client.deviceId] as const)
  }
  return event._tag === 'MessageRouted' && event.decision._tag === 'Defer'
    ? after.fates
        .filter(({ message }) => !before.fates.some((fate) => fate.message.entryId === message.entryId))
        .map((fate) => [fate, undefined] as const)
    : []
}

const missed = ({ after, actions }: Edge, fate: Fate, deviceId: string | undefined): string | undefined => {
  const { entryId } = fate.message
  const clients = (after.recipient.clients ?? []).filter(
    (client) => deviceId === undefined || deviceId === client.deviceId,
  )
  const untold = clients.find(
    (client) => mayTake(after, client, fate) && !after.told.includes(`${client.deviceId} ${entryId}`),
  )
  if (untold !== undefined) {
    return `${untold.deviceId} is registered and not told of ${entryId}`
  }
  const { to = 'all' } = after.policy.outOfBand ?? {}
  const canBePushed = clients.some(
    (client) => client.pushAddress !== undefined && (to === 'all' || (to !== 'none' && to.includes(client.deviceId))),
  )
  const isPushed = actions.some(({ _tag }) => _tag === 'NotifyOutOfBand')
  return deviceId === undefined && canBePushed && !isPushed && !hasApplicableClient(after, fate)
    ? `nobody is registered, and no device is told of ${entryId}`
    : undefined
}

describe('notifiesInBandIffRegistered: a SIP MESSAGE to registered clients, the Push Enabler where there is none (NTF-03, NTF-06)', () => {
  itHolds((edge) => {
    const { after, actions } = edge
    if (isFrozen(after) || after.removed) {
      return undefined
    }
    const meant = new Set(announced(after))
    return (
      actions.map((action) => wrongNotice(after, action)).find((wrong) => wrong !== undefined) ??
      due(edge)
        .map(
          ([fate, deviceId]) =>
            [after.fates.find(({ message }) => message.entryId === fate.message.entryId), deviceId] as const,
        )
        .map(([fate, deviceId]) => (fate !== undefined && meant.has(fate) ? missed(edge, fate, deviceId) : undefined))
        .find((wrong) => wrong !== undefined)
    )
  }, hasNotify)
})
