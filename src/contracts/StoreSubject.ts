import type { DeferredMessageStore } from '../effects/index.js'

/** A store, and the way to find it again. */
export interface StoreUnderTest {
  readonly store: DeferredMessageStore
  /** The same store as a new process finds it; the one before is used no more. */
  readonly restart: () => Promise<DeferredMessageStore>
}

/** Where a crash meets a store that is given changes: before it wrote any, half-way, or when all were written but not yet answered. */
export type Interruption = 'beforeWriting' | 'whileWriting' | 'afterWriting'

/** How a contract gets at a store: each function opens a new one that is empty. */
export interface StoreSubject {
  readonly open: () => Promise<StoreUnderTest>
  /**
   * One that is cut off at a moment in its second `apply`, which may answer `unknown`, on the left, or reject; absent where that cannot
   * be brought about.
   */
  readonly openInterrupted?: (moment: Interruption) => Promise<StoreUnderTest>
}
