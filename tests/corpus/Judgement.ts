/** A row of the index of the corpus: what a sample is and what a reader must make of it. */
export interface CorpusRow {
  readonly file: string
  readonly group: string
  readonly verdict: 'accept' | 'reject' | 'refuse-scope' | 'either' | 'data'
  /** In words. */
  readonly expected: string
  /** Values that a reader must reproduce. */
  readonly facts: Readonly<Record<string, unknown>>
  readonly exercises: string
}

/** Whether a sample was read as its row asks, what was found, and why an outcome that departs from the words is right all the same. */
export interface Judgement {
  readonly met: boolean
  readonly found: string
  readonly reason?: string
}

/** Reads one sample as its group is read and compares the outcome with its row. */
export type Judge = (row: CorpusRow, bytes: Uint8Array) => Judgement
