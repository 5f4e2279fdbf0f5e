import type { EffectAction } from '../deferral/QueueAction.js'
import type { StoredAction } from './StepChanges.js'

/** Stored actions to be done again after a restart: not those that the queue asks for again by itself, or holds back. */
export const dueActions = (stored: readonly StoredAction[]): readonly EffectAction[] =>
  stored.filter(({ retryAt, suspended }) => retryAt === undefined && suspended !== true).map(({ action }) => action)
