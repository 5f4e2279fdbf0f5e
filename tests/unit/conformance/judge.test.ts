import type { DecisionExpectation, Json, Vector } from '../../../src/conformance/index.js'
import { isAsExpected, judge, runVectors, runVectorsAsync } from '../../../src/conformance/index.js'
import { decisionVector, introduction, scenarioVector, step } from './vectors.js'

const judgeOne = (vector: Vector, answers: readonly unknown[], by = introduction) =>
  judge([vector], by, { [vector.id]: answers })[0]

const defer = { decision: { _tag: 'Defer', record: true } }

describe('a decision', () => {
  const verdictOn = (expect: DecisionExpectation, change: Partial<Vector> = {}) =>
    judgeOne({ ...decisionVector({ expect }), ...change } as Vector, [defer])

  it('that is as expected passes', () => {
    expect(verdictOn({ decision: { _tag: 'Defer' } })).toEqual({
      vector: 'TERM-12/1',
      requirements: ['TERM-12'],
      level: 'shall',
      title: 'defers under do-not-disturb',
      verdict: 'Pass',
      came: [defer.decision],
    })
  })

  it('that is not fails what is binding, reads a silent place otherwise, or takes another way', () => {
    const send = { decision: { _tag: 'Send' } }
    expect(verdictOn(send)).toMatchObject({
      verdict: 'Fail',
      mismatches: [{ path: '/decision/_tag', expected: 'Send', came: 'Defer' }],
    })
    expect(verdictOn(send, { level: 'shall not' })?.verdict).toBe('Fail')
    expect(verdictOn(send, { level: 'interpretation' })?.verdict).toBe('NonStrict')
    expect(verdictOn({ decision: { _tag: 'Defer' } }, { level: 'interpretation' })?.verdict).toBe('Pass')
    expect(verdictOn(send, { level: 'may' })?.verdict).toBe('Informational')
    expect(verdictOn(send, { level: 'note' })?.verdict).toBe('Informational')
  })

  it('can be forbidden', () => {
    expect(verdictOn({ not: { _tag: 'Send' } })?.verdict).toBe('Pass')
    expect(verdictOn({ not: { _tag: 'Defer' } })?.mismatches).toEqual([
      { path: '/decision', expected: { not: { _tag: 'Defer' } }, came: defer.decision },
    ])
  })

  it('can be one of several, and where these are free it is said which', () => {
    const ways: DecisionExpectation = { oneOf: [{ decision: { _tag: 'Send' } }, { decision: { _tag: 'Defer' } }] }
    expect(verdictOn(ways)).toMatchObject({ verdict: 'Pass', ways: [2] })
    expect(verdictOn(ways, { level: 'may' })).toMatchObject({ verdict: 'Informational', ways: [2] })
    expect(verdictOn({ decision: { _tag: 'Defer' } }, { level: 'may' })?.verdict).toBe('Pass')
    expect(verdictOn({ oneOf: [{ decision: 1 }, { decision: 2 }] })?.mismatches).toHaveLength(1)
  })

  it('can be all of several', () => {
    expect(verdictOn({ all: [{ decision: { _tag: 'Defer' } }, { not: { record: true } }] })?.mismatches).toHaveLength(1)
    expect(verdictOn({ all: [{ decision: { _tag: 'Defer' } }, { not: { record: false } }] })?.verdict).toBe('Pass')
  })
})

describe('an answer', () => {
  it.each<[string, unknown, string]>([
    ['is no object', [], 'the answer is not an object'],
    ['has no decision', {}, 'the answer does not hold a decision that has a _tag'],
    ['has a decision without tag', { decision: {} }, 'the answer does not hold a decision that has a _tag'],
    ['is an error', { errored: 'no zone' }, 'no zone'],
    ['is an error that is no text', { errored: { code: 1 } }, '{"code":1}'],
  ])('that %s is an error', (_, answer, reason) => {
    expect(judgeOne(decisionVector(), [answer])).toMatchObject({ verdict: 'Errored', reason, came: [] })
  })

  it('that is missing is an error, and so is one whose id is that of a member of all objects', () => {
    expect(judgeOne(decisionVector(), [])?.verdict).toBe('Errored')
    expect(judge([decisionVector({ id: 'toString' })], introduction, {})[0]?.verdict).toBe('Errored')
  })

  it('can skip', () => {
    const record = judgeOne(decisionVector(), [{ skipped: 'not yet' }])
    expect(record).toMatchObject({ verdict: 'Skipped', reason: 'not yet' })
    expect(record !== undefined && isAsExpected(record)).toBe(true)
  })
})

describe('what an implementation does not support', () => {
  it.each<[string, Vector, readonly string[], string]>([
    ['decisions', decisionVector(), ['scenario'], 'it does not have the capability decision'],
    ['scenarios', scenarioVector([]), ['decision'], 'it does not have the capability scenario'],
    [
      'the storage server',
      scenarioVector([], { role: 'MSS' }),
      [],
      'it does not have the capability messageStorageServer',
    ],
    [
      'time',
      scenarioVector([], { role: 'Client', timed: true }),
      [],
      'it does not have the capability cpmClient and virtualTime',
    ],
  ])('is not asked: %s', (_, vector, capabilities, reason) => {
    const by = {
      ...introduction,
      capabilities: introduction.capabilities.filter((each) => capabilities.includes(each)),
    }
    expect(judgeOne(vector, [], by)).toMatchObject({ verdict: 'Skipped', reason })
  })

  it('is skipped with the reason that it gives', () => {
    const by = { ...introduction, unsupported: [{ requirement: 'TERM-12', reason: 'no such wish here' }] }
    expect(judgeOne(decisionVector(), [], by)).toMatchObject({ verdict: 'Skipped', reason: 'no such wish here' })
  })
})

const deliver = (entryId: string, actionId?: string) => ({
  _tag: 'Deliver',
  entryId,
  ...(actionId === undefined ? {} : { actionId }),
})
const wake = { _tag: 'WakeAt', actionId: 'w', at: '2030-01-01T11:00:00Z' }

describe('the actions of a step', () => {
  const mismatchesOn = (change: Parameters<typeof step>[0], ...actions: readonly Json[]) =>
    judgeOne(scenarioVector([step(change)]), [{ ready: true }, { actions }, { held: [] }])?.mismatches

  it('are exactly those that are expected, in any order, remarks aside', () => {
    const expect_ = { actions: [deliver('e-1'), deliver('e-2')] }
    expect(mismatchesOn({ expect: expect_ }, deliver('e-2'), wake, deliver('e-1'))).toBeUndefined()
    expect(mismatchesOn({ expect: expect_ }, deliver('e-1'))).toEqual([
      { path: '/steps/0/actions', expected: [deliver('e-1'), deliver('e-2')], came: [deliver('e-1')] },
    ])
    expect(mismatchesOn({ expect: { actions: [] } }, deliver('e-1'))).toHaveLength(1)
  })

  it('are in order where that is asked', () => {
    const expect_ = { actions: [deliver('e-1'), deliver('e-2')] }
    expect(mismatchesOn({ expect: expect_, ordered: true }, deliver('e-1'), deliver('e-2'))).toBeUndefined()
    expect(mismatchesOn({ expect: expect_, ordered: true }, deliver('e-2'), deliver('e-1'))).toEqual([
      { path: '/steps/0/actions/0/entryId', expected: 'e-1', came: 'e-2' },
      { path: '/steps/0/actions/1/entryId', expected: 'e-2', came: 'e-1' },
    ])
    expect(mismatchesOn({ expect: expect_, ordered: true }, deliver('e-1'))).toHaveLength(1)
  })

  it('count remarks where one is written, whatever else a pattern may be', () => {
    expect(mismatchesOn({ expect: { actions: [{ _tag: 'WakeAt' }] } })).toHaveLength(1)
    expect(mismatchesOn({ expect: { actions: [{ _tag: 'WakeAt' }] } }, wake)).toBeUndefined()
    expect(mismatchesOn({ expect: { actions: ['none'] } }, wake)).toHaveLength(1)
  })

  it('include each that must be there, and none of those that must not', () => {
    const expect_ = { includes: [{ _tag: 'Deliver' }], excludes: [{ entryId: 'e-2' }] }
    expect(mismatchesOn({ expect: expect_ }, deliver('e-1'), wake)).toBeUndefined()
    expect(mismatchesOn({ expect: expect_ }, { _tag: 'Discard', entryId: 'e-2' })).toEqual([
      {
        path: '/steps/0/actions',
        expected: { includes: [{ _tag: 'Deliver' }] },
        came: [{ _tag: 'Discard', entryId: 'e-2' }],
      },
      {
        path: '/steps/0/actions',
        expected: { excludes: [{ entryId: 'e-2' }] },
        came: [{ _tag: 'Discard', entryId: 'e-2' }],
      },
    ])
    expect(mismatchesOn({}, deliver('e-1'))).toBeUndefined()
  })

  it('can be one of several sets', () => {
    const expect_ = { oneOf: [{ actions: [] }, { includes: [{ _tag: 'Deliver' }] }] }
    expect(mismatchesOn({ expect: expect_ }, deliver('e-1'))).toBeUndefined()
    expect(mismatchesOn({ expect: expect_ }, { _tag: 'Discard' })).toHaveLength(1)
  })
})

describe('a scenario', () => {
  const seen: unknown[] = []
  const asking = (answers: readonly (readonly object[])[]) => ({
    introduction,
    decide: () => ({ errored: 'it does not decide' }),
    begin: (role: string, given: unknown) => {
      seen.push({ role, given })
      const next = (at: number) => ({
        step: (request: unknown) => {
          seen.push(request)
          return [next(at + 1), { actions: answers[at] ?? [] }] as const
        },
        end: () => ({ held: ['e-2', 'e-1'] }),
      })
      return next(0)
    },
  })

  beforeEach(() => seen.splice(0))

  it('tells of an action by the id that it was given, the newest one that is like it', () => {
    const vector = scenarioVector(
      [step(), step({ event: { _tag: 'ActionFailed', at: 't', of: { _tag: 'Deliver' } } })],
      {
        held: ['e-1', 'e-2'],
      },
    )
    const [record] = runVectors([vector], asking([[deliver('e-1', 'a-1'), deliver('e-1', 'a-2')]]))
    expect(record).toMatchObject({ verdict: 'Pass' })
    expect(seen[2]).toMatchObject({ event: { _tag: 'ActionFailed', at: 't', actionId: 'a-2' } })
  })

  it('fails where nothing is like the action that it speaks of, and errs where that has no id', () => {
    const vector = scenarioVector([step(), step({ event: { _tag: 'ActionFailed', at: 't', of: { _tag: 'Deliver' } } })])
    expect(runVectors([vector], asking([]))[0]).toMatchObject({
      verdict: 'Fail',
      mismatches: [{ path: '/steps/1/event/of', expected: { _tag: 'Deliver' } }],
    })
    expect(runVectors([vector], asking([[deliver('e-1')]]))[0]).toMatchObject({
      verdict: 'Errored',
      reason: 'the action {"_tag":"Deliver","entryId":"e-1"} has no actionId',
    })
  })

  it('sends recipient and policy whole with every step, and the recipient to the Participating Function alone', () => {
    const given = { recipient: { sphere: ['work'] }, policy: { rejectStatus: 486 } }
    const steps = [step(), step({ recipient: {}, policy: {} }), step()]
    runVectors([scenarioVector(steps, { given }), scenarioVector([step()], { role: 'MSS' })], asking([]))
    const { event } = step()
    expect(seen).toEqual([
      { role: 'PF', given },
      { cmd: 'step', event, ...given },
      { cmd: 'step', event, recipient: {}, policy: {} },
      { cmd: 'step', event, recipient: {}, policy: {} },
      { role: 'MSS', given: {} },
      { cmd: 'step', event, policy: {} },
    ])
  })

  it('ends at the first step that is not as expected', () => {
    const vector = scenarioVector([step({ expect: { includes: [1] } }), step()])
    expect(runVectors([vector], asking([]))[0]).toMatchObject({ verdict: 'Fail', came: [[]] })
  })

  it('fails where something else is held at the end', () => {
    expect(runVectors([scenarioVector([], { held: ['e-3'] })], asking([]))[0]).toMatchObject({
      mismatches: [{ path: '/held', expected: ['e-3'], came: ['e-2', 'e-1'] }],
      came: [{ held: ['e-2', 'e-1'] }],
    })
  })

  it.each([
    ['begin', [{ ready: 'yes' }], 'the answer does not hold ready: true'],
    ['step', [{ ready: true }, { actions: [{}] }], 'the answer does not hold actions, each of which has a _tag'],
    ['end', [{ ready: true }, { actions: [] }, { held: [1] }], 'the answer does not hold held: a list of entry ids'],
  ])('errs where the answer to %s is none', (_, answers, reason) => {
    expect(judgeOne(scenarioVector([step()]), answers)).toMatchObject({ verdict: 'Errored', reason })
  })
})

describe('an implementation in the same process', () => {
  it('that throws has erred, and is asked the next one', () => {
    const throwing = {
      introduction,
      decide: () => {
        throw new Error('out of order')
      },
      begin: () => ({
        step: () => {
          throw new Error('lost')
        },
        end: () => ({ held: [] }),
      }),
    }
    expect(runVectors([decisionVector(), scenarioVector([step()])], throwing)).toMatchObject([
      { verdict: 'Errored', reason: 'out of order' },
      { verdict: 'Errored', reason: 'lost' },
    ])
  })
})

describe('an implementation that answers later', () => {
  it('gets the same verdicts', async () => {
    const requests: unknown[] = []
    const records = await runVectorsAsync(
      [decisionVector(), decisionVector({ id: 'TERM-12/2' })],
      introduction,
      (request) => {
        requests.push(request)
        return Promise.resolve({ _tag: 'Right', right: defer })
      },
    )
    expect(records.map(({ vector, verdict }) => [vector, verdict])).toEqual([
      ['TERM-12/1', 'Pass'],
      ['TERM-12/2', 'Pass'],
    ])
    expect(requests).toHaveLength(2)
  })
})
