import { isDeepStrictEqual } from 'node:util'
import { decide } from '../support/subject.js'
import { itDecides } from '../support/routingLaw.js'

const frozen = <A>(value: A): A => {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen)
    Object.freeze(value)
  }
  return value
}

const forbidden = (): never => {
  throw new Error('a decision reads no clock and takes no chance')
}

describe('decidesTheSameTwice: one request, one answer, and the request is left as it was', () => {
  afterEach(() => {
    jest.restoreAllMocks()
  })

  itDecides(
    'from frozen input, without clock and chance',
    (asked, decision) => {
      const clock = jest.spyOn(Date, 'now').mockImplementation(forbidden)
      const chance = jest.spyOn(Math, 'random').mockImplementation(forbidden)
      const again = decide(frozen(asked))
      clock.mockRestore()
      chance.mockRestore()
      return isDeepStrictEqual(again, decision)
    },
    1,
  )
})
