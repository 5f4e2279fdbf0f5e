/** One promise of a port, to be run by any test runner: `test(name, run)`. */
export interface ContractCase {
  /** What the port does, as a sentence. */
  readonly name: string
  /** Resolves where the port keeps the promise; rejects with an `Error` that says what was expected and what was found. */
  readonly run: () => Promise<void>
}

/** What was found to be otherwise than promised; empty where all is well. */
export type Deviations = readonly string[]

/** Text that two values share exactly when they are the same JSON data. */
const canonicalText = (value: unknown): string =>
  // Undefined has no text of its own; as the member of a list it is null.
  JSON.stringify([value], (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => Number(one > other) - Number(one < other)))
      : part,
  ).slice(1, -1)

/** The deviation of a value from the one expected, both taken as JSON data. */
export const deviation = (what: string, expected: unknown, found: unknown): Deviations => {
  const [expectedText, foundText] = [canonicalText(expected), canonicalText(found)]
  return expectedText === foundText ? [] : [`${what}\n  expected ${expectedText}\n  found    ${foundText}`]
}

/** A case that is kept where nothing deviates. */
export const contractCase = (name: string, deviations: () => Promise<Deviations>): ContractCase => ({
  name,
  run: async () => {
    const found = await deviations()
    return found.length === 0 ? undefined : Promise.reject(new Error(found.join('\n')))
  },
})
