/** What a promise gives within a time in milliseconds, or that it takes longer. */
export const within = async <A>(milliseconds: number, promise: Promise<A>): Promise<A | 'late'> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), milliseconds)
  })
  const first = await Promise.race([promise, late])
  clearTimeout(timer)
  return first
}
