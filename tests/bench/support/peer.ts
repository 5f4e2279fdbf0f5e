import type { Contestant } from './race.js'

/** A contestant whose package is none of the project's own: see `run.mjs`. */
export const peer =
  (file: string, name = 'contestant') =>
  async (): Promise<Contestant> => {
    const contestants = (await import(`../peers/${file}.mjs`)) as Readonly<Record<string, () => Promise<Contestant>>>
    return contestants[name]!()
  }
