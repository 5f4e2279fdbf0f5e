const number = (name: string): number | undefined => {
  const value = Number(process.env[name] ?? '')
  return process.env[name] === undefined || Number.isNaN(value) ? undefined : value
}

/** How many runs a property has: as many as the tests take, or so many times more in a campaign (`TIMES`). */
export const runs = (usual: number): number => Math.max(1, Math.round(usual * (number('TIMES') ?? 1)))

/** The seed of what is drawn by chance: always the same in the tests, another one in each campaign (`SEED`). */
export const seed = (usual: number): number => number('SEED') ?? usual
