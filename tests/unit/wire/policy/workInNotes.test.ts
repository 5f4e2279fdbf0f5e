import { workInNotes } from '../../../../src/wire/policy/workInNotes.js'

describe('workInNotes', () => {
  it('leaves a rule without notes as it is', () => {
    const rules = [{ id: 'a', then: { action: 'deliver' } }] as const
    expect(workInNotes([], rules)).toEqual(rules)
    expect(workInNotes([])).toEqual([])
  })

  it('gives conditions to a rule that has none', () => {
    const rules = [{ id: 'a', then: { action: 'deliver' } }] as const
    const notes = { otherIdentity: true, namesUnknown: true, furtherSpans: [] }
    expect(workInNotes([notes], rules)[0]?.when?.unknownConditions).toHaveLength(1)
  })
})
