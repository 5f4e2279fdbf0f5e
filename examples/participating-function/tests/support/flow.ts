import { it } from 'node:test'
import type { RequirementId, ServiceProviderPolicy } from 'cpm-routing'
import { type Domain, openDomain } from './openDomain.js'
import type { Peer } from './Peer.js'

/** What a flow is played with. */
export interface FlowOptions {
  readonly policy?: ServiceProviderPolicy
  /** The Message Storage Server, where the flow has one. */
  readonly storage?: () => Peer
  /** Why it cannot be played here. */
  readonly skip?: string | undefined
}

export type World = Domain & { readonly bob: string; readonly user: string }

/** A story of the standard on the wire: a test, and a sequence diagram where FLOWS names a folder. */
export const flow = (
  requirements: readonly RequirementId[],
  title: string,
  run: (world: World) => Promise<void>,
  { policy, storage, skip }: FlowOptions = {},
): void => {
  void it(`${requirements.join(' ')} ${title}`, { skip: skip ?? false }, async () => {
    const world = await openDomain(policy, storage?.())
    try {
      await run(world)
      world.recording.write(`${requirements[0]}-${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`, title)
    } finally {
      await world.close()
    }
  })
}
