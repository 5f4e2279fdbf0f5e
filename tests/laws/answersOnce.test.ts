import { itHolds } from '../support/law.js'

describe('answersOnce: the originator has one final answer, at the latest with the outcome', () => {
  itHolds(({ after }) =>
    after.fates
      .filter(({ answers, outcome }) => answers.length > 1 || (outcome !== undefined && answers.length === 0))
      .map(
        ({ message, answers, outcome }) => `${message.entryId} ${outcome ?? 'held'} was answered ${answers.join(' ')}`,
      )
      .at(0),
  )
})
