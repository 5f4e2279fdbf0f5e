import type { DeferredMessageNotice } from '../../model/DeferredMessageNotice.js'
import { displayText } from './displayText.js'

/** The name of an originator on one line; empty for an anonymous one, whose name would give it away. */
export const shownName = ({ originator, displayName = '' }: DeferredMessageNotice): string =>
  originator === 'anonymous' ? '' : displayText(displayName)
