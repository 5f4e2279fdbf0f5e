import fc from 'fast-check'
import type { CpmClientAction, CpmClientEvent, CpmClientState, UserChoice } from '../../../src/cpmClient/index.js'
import { clientTransition, newCpmClient, userChoices } from '../../../src/cpmClient/index.js'
import type { DeferredMessageNotice } from '../../../src/model/index.js'

const at = 1_770_112_800_000

const notice = (entryId: string, expiresAt?: number): DeferredMessageNotice => ({
  entryId,
  originator: 'sip:ann@home1.example',
  date: at,
  size: 812,
  ...(expiresAt === undefined ? {} : { expiresAt }),
})

const notified = (notificationId: string, ...messages: readonly DeferredMessageNotice[]): CpmClientEvent => ({
  _tag: 'NotificationReceived',
  at,
  notificationId,
  via: 'in-band',
  messages,
})

const chose = (...choices: readonly (readonly [entryId: string, choice: UserChoice])[]): CpmClientEvent => ({
  _tag: 'UserChose',
  at,
  choices: choices.map(([entryId, choice]) => ({ entryId, choice })),
})

const established = (sessionId: string): CpmClientEvent => ({ _tag: 'SessionEstablished', at, sessionId })
const sessionEnded: CpmClientEvent = { _tag: 'SessionEnded', at }
const received = (requestId: string, entryId?: string): CpmClientEvent => ({
  _tag: 'MessageReceived',
  at,
  requestId,
  ...(entryId === undefined ? {} : { entryId }),
})

type Results = Extract<CpmClientEvent, { _tag: 'ResultsReceived' }>['results']
const results = (sessionId: string, ...of: Results): CpmClientEvent => ({
  _tag: 'ResultsReceived',
  at,
  sessionId,
  results: of,
})
const result = (
  entryId: string,
  action: Results[number]['action'],
  outcome: Results[number]['result'] = 'done',
): Results[number] => ({ entryId, action, result: outcome })

const inShort = (action: CpmClientAction): string => {
  const by = action.determinedBy.requirement
  switch (action._tag) {
    case 'RespondSuccessfully':
      return `${by} 200 to ${action.requestId}`
    case 'PresentDeferredMessages':
      return `${by} present ${action.messages.map(({ entryId }) => entryId).join(' ')}`
    case 'RequestActions':
      return `${by} request in ${action.sessionId} ${action.selections.map((s) => `${s.action} ${s.entryId}`).join(', ')}`
    case 'TearDownSession':
      return `${by} tear down ${action.sessionId}`
    case 'Ignored':
      return `${by} ignored: ${action.reason}`
    case 'Register':
    case 'EstablishSession':
      return `${by} ${action._tag}`
  }
}

const client = (...history: readonly CpmClientEvent[]) => {
  let state: CpmClientState = newCpmClient
  const act = (event: CpmClientEvent): readonly CpmClientAction[] => {
    const [next, actions] = clientTransition(state, event)
    state = next
    return actions
  }
  const take = (event: CpmClientEvent): readonly string[] => act(event).map(inShort)
  history.forEach(act)
  return { act, take, state: () => state }
}

describe('a standalone message', () => {
  it('is answered with success, each request once (TERM-20)', () => {
    const { act, take } = client()
    expect(act(received('r-1'))).toEqual([
      {
        _tag: 'RespondSuccessfully',
        actionId: 'RespondSuccessfully/r-1',
        determinedBy: { requirement: 'TERM-20' },
        requestId: 'r-1',
      },
    ])
    expect(take(received('r-1'))).toEqual(['TERM-20 ignored: r-1 was answered before'])
  })

  it('that comes again in a request of its own is answered again: silence would only bring it back (TERM-20)', () => {
    const { take } = client(received('r-1', 'e-1'))
    expect(take(received('r-2', 'e-1'))).toEqual(['TERM-20 200 to r-2'])
  })

  it('that was announced before does not wait any more', () => {
    const { take } = client(notified('n-1', notice('e-1'), notice('e-2')), received('r-1', 'e-1'))
    expect(take(notified('n-2'))).toEqual(['NTF-06 200 to n-2', 'NTF-09 present e-2'])
  })
})

describe('an out-of-band notification', () => {
  const summary: CpmClientEvent = { _tag: 'NotificationReceived', at, notificationId: 'p-1', via: 'out-of-band' }

  it('makes the client register, and answers nothing: no request came (NTF-05)', () => {
    const { take } = client()
    expect(take(summary)).toEqual(['NTF-05 Register'])
    expect(take(summary)).toEqual(['NTF-09 ignored: p-1 has come before'])
  })

  it('that details a message lets the user see it as well', () => {
    const { take } = client()
    expect(take({ ...summary, messages: [notice('e-1')] })).toEqual(['NTF-05 Register', 'NTF-09 present e-1'])
  })
})

describe('an in-band notification', () => {
  it('is answered, and lets the user see what waits, without registering (NTF-09)', () => {
    const { take } = client()
    expect(take(notified('n-1', notice('e-1'), notice('e-2')))).toEqual(['NTF-06 200 to n-1', 'NTF-09 present e-1 e-2'])
    expect(take(notified('n-1', notice('e-1')))).toEqual(['NTF-09 ignored: n-1 has come before'])
  })

  it('without details is answered and shows what was known before', () => {
    const { take } = client(notified('n-1', notice('e-1')))
    expect(take({ _tag: 'NotificationReceived', at, notificationId: 'n-2', via: 'in-band' })).toEqual([
      'NTF-06 200 to n-2',
      'NTF-09 present e-1',
    ])
  })

  it('adds to what is known, in order, and its word about a message is the newest', () => {
    const { act } = client(notified('n-1', notice('e-1'), notice('e-2')))
    const newer = { ...notice('e-1'), subject: 'lunch' }
    expect(act(notified('n-2', notice('e-3'), newer))[1]).toMatchObject({
      messages: [newer, notice('e-2'), notice('e-3')],
    })
  })

  it('shows nothing that has expired', () => {
    const { take } = client()
    expect(take(notified('n-1', notice('e-1', at), notice('e-2', at + 1)))).toContain('NTF-09 present e-2')
  })

  it('counts an instant before that of the last event as that one', () => {
    const { take } = client({ ...received('r-1'), at: at + 10 })
    expect(take(notified('n-1', notice('e-1', at + 5)))).toContain('NTF-09 present ')
  })
})

describe('the choice of the user', () => {
  const waiting = notified('n-1', ...['e-1', 'e-2', 'e-3', 'e-4', 'e-5'].map((entryId) => notice(entryId)))

  it('has an action for each way to handle a message, and one to keep it deferred (NTF-09)', () => {
    expect(userChoices).toEqual(['retrieve', 'interwork', 'discard', 'store', 'keep'])
  })

  it('of none needs no session (NTF-09 NTF-10)', () => {
    const { take, state } = client(waiting)
    expect(take(chose())).toEqual([])
    expect(take(chose(['e-1', 'keep'], ['e-2', 'keep']))).toEqual([])
    expect(state().session).toBe('none')
  })

  it('of some establishes one session, in which each is named with its action and what is kept is not (NTF-10)', () => {
    const { take } = client(waiting)
    const choice = chose(
      ['e-1', 'retrieve'],
      ['e-2', 'interwork'],
      ['e-3', 'discard'],
      ['e-4', 'store'],
      ['e-5', 'keep'],
    )
    expect(take(choice)).toEqual(['NTF-10 EstablishSession'])
    expect(take(established('s-1'))).toEqual([
      'NTF-10 request in s-1 retrieve e-1, interwork e-2, discard e-3, store e-4',
    ])
    expect(take(established('s-1'))).toEqual(['NTF-10 ignored: no session is being established'])
  })

  it('asks for no CPM session: it names the service of deferred messages (NTF-12)', () => {
    const { act } = client(waiting)
    expect(act(chose(['e-1', 'retrieve']))).toEqual([
      {
        _tag: 'EstablishSession',
        actionId: 'EstablishSession/1',
        determinedBy: { requirement: 'NTF-10' },
        service: 'deferred',
      },
    ])
  })

  it('names only messages that wait, each once', () => {
    const { take } = client(waiting, chose(['e-1', 'retrieve']))
    expect(take(chose(['e-1', 'retrieve'], ['e-9', 'discard'], ['e-1', 'discard']))).toEqual([
      'NTF-09 ignored: something is chosen for e-1 already',
      'NTF-09 ignored: e-9 is not among the messages that wait',
      'NTF-09 ignored: something is chosen for e-1 already',
    ])
  })

  it('can be added to while the session is being established, and while it is open (NTF-10)', () => {
    const { take } = client(waiting, chose(['e-1', 'store']))
    expect(take(chose(['e-2', 'store']))).toEqual([])
    expect(take(established('s-1'))).toEqual(['NTF-10 request in s-1 store e-1, store e-2'])
    expect(take(chose(['e-3', 'discard']))).toEqual(['NTF-10 request in s-1 discard e-3'])
  })

  it('is not offered again while it is under way', () => {
    const { take } = client(waiting, chose(['e-1', 'store']))
    expect(take(notified('n-2'))).toContain('NTF-09 present e-2 e-3 e-4 e-5')
  })
})

describe('the session', () => {
  const waiting = notified('n-1', notice('e-1'), notice('e-2'))
  const open = [waiting, chose(['e-1', 'retrieve'], ['e-2', 'discard']), established('s-1')] as const

  it('is torn down when every action is complete and every retrieved message has come, and not before (NTF-11)', () => {
    const { take, state } = client(...open)
    expect(take(results('s-1', result('e-1', 'retrieve')))).toEqual([])
    expect(take(results('s-1', result('e-2', 'discard')))).toEqual([])
    expect(take(received('r-1', 'e-1'))).toEqual(['TERM-20 200 to r-1', 'NTF-11 tear down s-1'])
    expect(state()).toMatchObject({ session: 'none', chosen: [], notices: [] })
    expect(state()).not.toHaveProperty('sessionId')
  })

  it('is torn down with the last result where the messages came first (NTF-11)', () => {
    const { take } = client(...open, received('r-1', 'e-1'))
    expect(take(results('s-1', result('e-1', 'retrieve'), result('e-2', 'discard')))).toEqual(['NTF-11 tear down s-1'])
  })

  it.each(['unknown', 'alreadyTaken', 'expired'] as const)('waits for no message whose retrieval was %s', (outcome) => {
    const { take, state } = client(...open)
    expect(take(results('s-1', result('e-1', 'retrieve', outcome), result('e-2', 'discard')))).toEqual([
      'NTF-11 tear down s-1',
    ])
    expect(state().notices).toEqual([])
  })

  it('lets the user choose again what failed (NTF-09 NTF-11)', () => {
    const { take } = client(...open)
    expect(take(results('s-1', result('e-1', 'retrieve', 'failed'), result('e-2', 'discard')))).toEqual([
      'NTF-11 tear down s-1',
      'NTF-09 present e-1',
    ])
    expect(take(chose(['e-1', 'store']))).toEqual(['NTF-10 EstablishSession'])
  })

  it('is another one for the next choice (NTF-10)', () => {
    const { act } = client(...open, results('s-1', result('e-1', 'retrieve', 'failed'), result('e-2', 'discard')))
    expect(act(chose(['e-1', 'store']))[0]?.actionId).toBe('EstablishSession/2')
  })

  it('that is lost leaves to the user what was not done (NTF-09)', () => {
    const { take } = client(...open, results('s-1', result('e-2', 'discard')))
    expect(take(sessionEnded)).toEqual(['NTF-09 present e-1'])
    expect(take(sessionEnded)).toEqual(['NTF-11 ignored: there is no session'])
  })

  it('that cannot be established is asked for anew with the next choice (NTF-10)', () => {
    const { take } = client(waiting, chose(['e-1', 'retrieve']), sessionEnded)
    expect(take(chose(['e-1', 'retrieve']))).toEqual(['NTF-10 EstablishSession'])
  })

  it('takes results of its own alone, each once', () => {
    const { take } = client(...open)
    expect(take(results('s-2', result('e-1', 'retrieve')))).toEqual(['NTF-11 ignored: s-2 is not the session'])
    expect(take(results('s-1', result('e-1', 'store'), result('e-2', 'discard'), result('e-2', 'discard')))).toEqual([
      'NTF-11 ignored: no result of store for e-1 is awaited',
      'NTF-11 ignored: no result of discard for e-2 is awaited',
    ])
  })
})

describe('whatever happens', () => {
  const entryId = fc.constantFrom('e-1', 'e-2', 'e-3')
  const id = fc.constantFrom('a', 'b', 'c', 'd')
  const when = fc.integer({ min: at, max: at + 20 })
  const sessionId = fc.constantFrom('s-1', 's-2')
  const action = fc.constantFrom('retrieve', 'interwork', 'discard', 'store')
  const event: fc.Arbitrary<CpmClientEvent> = fc.oneof(
    fc.record(
      { _tag: fc.constant('MessageReceived'), at: when, requestId: id, entryId },
      { requiredKeys: ['_tag', 'at', 'requestId'] },
    ),
    fc.record({
      _tag: fc.constant('NotificationReceived'),
      at: when,
      notificationId: id,
      via: fc.constantFrom('in-band', 'out-of-band'),
      messages: fc.array(
        fc.tuple(entryId, when).map(([of, expiresAt]) => notice(of, expiresAt)),
        { maxLength: 3 },
      ),
    }),
    fc.record({
      _tag: fc.constant('UserChose'),
      at: when,
      choices: fc.array(fc.record({ entryId, choice: fc.constantFrom(...userChoices) }), { maxLength: 4 }),
    }),
    fc.record({ _tag: fc.constant('SessionEstablished'), at: when, sessionId }),
    fc.record({ _tag: fc.constant('SessionEnded'), at: when }),
    fc.record({
      _tag: fc.constant('ResultsReceived'),
      at: when,
      sessionId,
      results: fc.array(fc.record({ entryId, action, result: fc.constantFrom('done', 'failed', 'unknown') }), {
        maxLength: 3,
      }),
    }),
  )
  const events = fc.array(event, { maxLength: 30 })

  it('a repeated event yields at most Ignored', () => {
    fc.assert(
      fc.property(events, event, (history, last) => {
        const { act } = client(...history, last)
        expect(act(last).filter(({ _tag }) => _tag !== 'Ignored')).toEqual([])
      }),
    )
  })

  it('the state is plain data, and there is never a session without a choice (NTF-10)', () => {
    fc.assert(
      fc.property(events, (history) => {
        const state = client(...history).state()
        expect(JSON.parse(JSON.stringify(state))).toEqual(state)
        expect(state.session !== 'none').toBe(state.chosen.length > 0)
      }),
    )
  })
})
