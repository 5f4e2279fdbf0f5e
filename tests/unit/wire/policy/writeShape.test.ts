import { settingsShape } from '../../../../src/wire/policy/preferenceShapes.js'
import { writeMembers, writeShape } from '../../../../src/wire/policy/writeShape.js'

describe('writeShape', () => {
  it('writes nothing into an element for a value of another kind', () => {
    expect(writeMembers(settingsShape, 'text')).toEqual([])
    expect(writeShape({ kind: 'words' }, 'kinds', 1)).toMatchObject({ text: '' })
    expect(writeShape({ kind: 'list', entry: 'e', shape: { kind: 'text' } }, 'list', null)).toMatchObject({
      children: [],
    })
  })
})
