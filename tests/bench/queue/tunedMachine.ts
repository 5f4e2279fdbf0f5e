/**
 * The least that a machine for deferred messages could do, written for speed alone: no answers, reasons, ids or options, one list, no
 * storage. What `transition` costs more buys all of that.
 */

interface Waiting {
  readonly id: string
  readonly size: number
  readonly expiresAt: number
  readonly inFlight: boolean
}

interface TunedMachine {
  readonly quiet: boolean
  readonly clients: readonly { readonly deviceId: string; readonly maxSize: number }[]
  readonly waiting: readonly Waiting[]
  readonly wakeAt: number
}

export type TunedEvent =
  | { readonly _tag: 'deferred'; readonly id: string; readonly size: number; readonly expiresAt: number }
  | { readonly _tag: 'registered'; readonly deviceId: string; readonly maxSize: number }
  | { readonly _tag: 'quiet'; readonly on: boolean }
  | { readonly _tag: 'time'; readonly now: number }
  | { readonly _tag: 'delivered'; readonly id: string }

interface Command {
  readonly _tag: 'deliver' | 'discard' | 'wake'
  readonly id: string
  readonly at: number
}

export const newTunedMachine: TunedMachine = { quiet: false, clients: [], waiting: [], wakeAt: Infinity }

const concluded = (
  quiet: boolean,
  clients: TunedMachine['clients'],
  given: readonly Waiting[],
  commands: Command[],
  before: TunedMachine,
): readonly [TunedMachine, readonly Command[]] => {
  let waiting = given
  const client = clients[0]
  if (!quiet && client !== undefined && !given.some(({ inFlight }) => inFlight)) {
    const place = given.findIndex(({ size }) => size <= client.maxSize)
    const next = given[place]
    if (next !== undefined) {
      const copy = given.slice()
      copy[place] = { id: next.id, size: next.size, expiresAt: next.expiresAt, inFlight: true }
      waiting = copy
      commands.push({ _tag: 'deliver', id: next.id, at: 0 })
    }
  }
  let wakeAt = Infinity
  for (const { expiresAt } of waiting) {
    wakeAt = expiresAt < wakeAt ? expiresAt : wakeAt
  }
  if (wakeAt !== before.wakeAt) {
    commands.push({ _tag: 'wake', id: '', at: wakeAt })
  }
  return [{ quiet, clients, waiting, wakeAt }, commands]
}

export const tunedStep = (machine: TunedMachine, event: TunedEvent): readonly [TunedMachine, readonly Command[]] => {
  const { quiet, clients, waiting } = machine
  switch (event._tag) {
    case 'deferred': {
      const { id, size, expiresAt } = event
      return concluded(quiet, clients, [...waiting, { id, size, expiresAt, inFlight: false }], [], machine)
    }
    case 'registered': {
      const others = clients.filter(({ deviceId }) => deviceId !== event.deviceId)
      return concluded(quiet, [...others, { deviceId: event.deviceId, maxSize: event.maxSize }], waiting, [], machine)
    }
    case 'quiet':
      return concluded(event.on, clients, waiting, [], machine)
    case 'time': {
      const commands = waiting
        .filter(({ expiresAt }) => expiresAt <= event.now)
        .map(({ id }): Command => ({ _tag: 'discard', id, at: 0 }))
      const rest = commands.length === 0 ? waiting : waiting.filter(({ expiresAt }) => expiresAt > event.now)
      return concluded(quiet, clients, rest, commands, machine)
    }
    case 'delivered':
      return concluded(
        quiet,
        clients,
        waiting.filter(({ id }) => id !== event.id),
        [],
        machine,
      )
  }
}
