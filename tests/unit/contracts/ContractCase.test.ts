import { contractCase, deviation } from '../../../src/contracts/ContractCase.js'

describe('a deviation', () => {
  it('is none between the same JSON data, in whatever order its members stand', () => {
    expect(deviation('x', { a: [1, { b: 2, c: undefined }], d: null }, { d: null, a: [1, { b: 2 }] })).toEqual([])
  })

  it.each([
    [1, '1'],
    [
      [1, 2],
      [2, 1],
    ],
    [{ a: 1 }, { a: 1, b: 1 }],
    [{ a: { b: 1, c: 1 } }, { a: { b: 1, c: 2 } }],
    ['\ud800', '\ud801'],
  ])('is there between %j and %j', (expected, found) => {
    expect(deviation('x', expected, found)).toEqual([
      `x\n  expected ${JSON.stringify(expected)}\n  found    ${JSON.stringify(found)}`,
    ])
  })
})

describe('a case of a contract', () => {
  it('resolves where nothing deviates', async () => {
    await expect(contractCase('holds', async () => []).run()).resolves.toBeUndefined()
  })

  it('rejects with all that deviates', async () => {
    await expect(contractCase('holds', async () => ['one', 'two']).run()).rejects.toThrow('one\ntwo')
  })

  it('rejects where the port does', async () => {
    await expect(contractCase('holds', () => Promise.reject(new Error('gone'))).run()).rejects.toThrow('gone')
  })
})
