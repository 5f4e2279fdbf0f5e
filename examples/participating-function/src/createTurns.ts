import type { CpmAddress } from 'cpm-routing'

/** Work on recipients, for each of them one after the other. */
export interface Turns {
  /** Does work when all that was asked for before for the same recipient is done, however it ended. */
  readonly take: <A>(recipient: CpmAddress, work: () => Promise<A>) => Promise<A>
  /** Everything that is not done yet. */
  readonly open: () => readonly Promise<unknown>[]
}

export const createTurns = (): Turns => {
  const last = new Map<string, Promise<unknown>>()
  return {
    take: ({ canonical }, work) => {
      const mine = (last.get(canonical) ?? Promise.resolve()).then(work)
      const settled = mine.then(
        () => undefined,
        () => undefined,
      )
      last.set(canonical, settled)
      void settled.then(() => (last.get(canonical) === settled ? last.delete(canonical) : false))
      return mine
    },
    open: () => [...last.values()],
  }
}
