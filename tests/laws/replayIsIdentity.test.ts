import { isRight } from 'fp-ts/lib/Either.js'
import { restore, save } from '../../src/deferral/SavedQueue.js'
import { transition } from '../../src/deferral/transition.js'
import { itHolds } from '../support/law.js'

/** JSON that does not depend on the order of members. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  )

const difference = (is: string, wanted: string): string => {
  const place = [...is].findIndex((char, at) => char !== wanted[at])
  return `…${is.slice(Math.max(0, place - 100), place + 100)}… in place of …${wanted.slice(Math.max(0, place - 100), place + 100)}…`
}

describe('replayIsIdentity: a queue that was saved as JSON and restored goes on as it would have', () => {
  itHolds(({ before, event, recipient, result }) => {
    const restored = restore(JSON.parse(JSON.stringify(save(before.queue))))
    if (!isRight(restored)) {
      return restored.left.code
    }
    const [queue, actions] = transition(restored.right, event, recipient, before.policy)
    const wanted = [save(result[0]), result[1]]
    const is = [save(queue), actions]
    return JSON.stringify(is) === JSON.stringify(wanted) || textOf(is) === textOf(wanted)
      ? undefined
      : difference(textOf(is), textOf(wanted))
  })
})
