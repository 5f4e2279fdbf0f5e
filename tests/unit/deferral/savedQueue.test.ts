import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { type Either, isLeft, isRight } from 'fp-ts/lib/Either.js'
import type { DeferredMessageQueue } from '../../../src/deferral/DeferredMessageQueue.js'
import { emptyQueue } from '../../../src/deferral/DeferredMessageQueue.js'
import { asFirstForm, changesAsFirstForm } from '../../../src/deferral/asFirstForm.js'
import { type FirstEntry, savedForm } from '../../../src/deferral/SavedForm.js'
import { pendingActions, restore, save } from '../../../src/deferral/SavedQueue.js'
import { address, client, now } from '../../support/builders.js'
import { type Machine, machine } from '../../support/machine.js'

const hour = 3_600_000
const phone = client()

const restored = (saved: unknown): DeferredMessageQueue => {
  const read = restore(saved)
  if (isLeft(read)) {
    throw new Error(`${read.left.expected}: ${read.left.actual}`)
  }
  return read.right
}

/** The same machine after its queue was written as JSON and read again. */
const restart = (m: Machine): Machine => {
  m.replace(restored(JSON.parse(JSON.stringify(save(m.queue())))))
  return m
}

/** One message in flight that expires, one whose storage failed, one that a client has taken. */
const busy = (): Machine => {
  const m = machine({ preferences: { otherwise: { action: 'defer' } }, clients: [phone] })
  m.arrives('e-1', { expiresAt: now + hour })
  m.prefers({ deferred: { option: 'notify' } })
  m.prefers({ otherwise: { action: 'store' } })
  m.arrives('e-2')
  m.fails('StoreMessage e-2', 503)
  m.prefers({ otherwise: { action: 'defer' }, deferred: { option: 'notify' } })
  m.arrives('e-3', { subject: 'lunch', messageId: 'm-3' })
  m.happens({ _tag: 'SessionEstablished', sessionId: 's', deviceId: 'phone' })
  m.happens({
    _tag: 'MessagesSelected',
    sessionId: 's',
    deviceId: 'phone',
    selections: [{ entryId: 'e-3', action: 'retrieve' }],
  })
  m.arrives('e-4', { originator: { undisclosed: true } })
  return m
}

const fixtureOf = (form: number): unknown => JSON.parse(readFileSync(`tests/fixtures/queue-form-${form}.json`, 'utf8'))

describe('a saved queue', () => {
  it('is plain JSON data', () => {
    const saved = save(busy().queue())
    expect(JSON.parse(JSON.stringify(saved))).toEqual(saved)
    expect(saved.form).toBe(savedForm)
  })

  it('is read as the queue that it was: retry, expiry and session go on, and what is known is known', () => {
    const m = restart(busy())
    expect(m.queue().waiting).toBe(3)
    expect(m.arrives('e-1')[0]).toBe('Ignored: e-1 was taken in before')
    expect(m.arrives('e-5', { messageId: 'm-3' })).toEqual(['Respond e-5 202'])
    expect(m.reaches(now + 30_000)).toContain('StoreMessage e-2')
    expect(m.succeeds('Deliver e-3 phone in session')).toEqual([
      'ReportResults e-3 retrieve done',
      'Remove e-3 retrieved',
    ])
    expect(m.reaches(now + hour)).toContain('Discard e-1 expired')
  })

  it('has an answer that is still owed given in time', () => {
    const m = machine({ clients: [phone] })
    m.arrives('e-1')
    expect(restart(m).reaches(now + 5000)).toEqual(['Respond e-1 202'])
    expect(restart(m).succeeds('Send e-1 phone')).toEqual([])
  })

  it('names what is to be performed again after a restart, in the order of the ids', () => {
    const m = machine({ clients: [phone], preferences: { recordIncoming: true } })
    m.arrives('e-2')
    m.arrives('e-1')
    m.isUnknown('Send e-1 phone')
    expect(pendingActions(restart(m).queue()).map(({ actionId }) => actionId)).toEqual([
      'e-1/StoreMessage/copy',
      'e-2/Send/phone/0',
      'e-2/StoreMessage/copy',
    ])
  })

  it('is small where nothing is under way', () => {
    expect(restored(JSON.parse(JSON.stringify(save(emptyQueue))))).toEqual(emptyQueue)
  })
})

describe.each([1, 2])('the form %d', (form) => {
  const fixture = fixtureOf(form)

  it('is read for ever', () => {
    const m = machine({ preferences: { otherwise: { action: 'defer' } }, clients: [phone] })
    m.replace(restored(fixture))
    expect(m.queue().waiting).toBe(2)
    expect(m.queue().sessions.map(({ sessionId }) => sessionId)).toEqual(['s-1'])
    expect(m.happens({ _tag: 'ActionSucceeded', actionId: 'e-2/Deliver/phone/0' })).toEqual([
      'ReportResults e-2 retrieve done',
      'Remove e-2 retrieved',
    ])
    expect(m.reaches(now + hour)).toEqual(['StoreMessage e-3', 'Discard e-1 expired'])
  })

  it('is written in the form of today', () => {
    expect(JSON.parse(JSON.stringify(save(restored(fixture))))).toEqual(fixtureOf(savedForm))
  })

  it('knows the clients that it has seen, so that a refreshed registration is nothing new', () => {
    const m = machine({ preferences: { otherwise: { action: 'defer' } }, clients: [phone] })
    m.replace(restored(fixture))
    expect(m.registers()).toEqual([])
    expect(m.queue().triggers).toBe(1)
  })
})

describe('two versions of the library that serve one store (a rolling upgrade)', () => {
  /** What the version that knew only the first form checked of it before it read anything: a form that it knows. */
  const isReadByVersion1 = ({ form }: { readonly form: number }): boolean => form <= 1

  it('can both read what the newer one writes in the first form', () => {
    const first = asFirstForm(save(busy().queue()))
    expect(isReadByVersion1(first)).toBe(true)
    expect(isReadByVersion1(save(busy().queue()))).toBe(false)
    expect(save(restored(JSON.parse(JSON.stringify(first))))).toEqual(save(busy().queue()))
  })

  it('see in the first form what the first version wrote there itself', () => {
    const { head, pending, entries } = JSON.parse(JSON.stringify(asFirstForm(save(restored(fixtureOf(1))))))
    const wanted = Object(fixtureOf(1))
    // A mark lists null for what is absent; what the decision said beyond its tag, its reason and the copy is not needed any more.
    expect(head).toEqual(wanted.head)
    expect(pending).toEqual(wanted.pending)
    expect(entries).toMatchObject(
      wanted.entries.map((entry: FirstEntry) => {
        const { determinedBy, record } = entry.decision
        return { ...entry, decision: { determinedBy, record } }
      }),
    )
  })

  it('say how a message came in, as far as the first version asks for it', () => {
    const m = machine({ clients: [phone], preferences: { recordIncoming: true } })
    m.arrives('e-1')
    m.prefers({ otherwise: { action: 'interwork' } })
    m.arrives('e-2')
    m.prefers({ otherwise: { action: 'forward', to: address('tel:+15550111') } })
    m.arrives('e-3')
    m.prefers({ otherwise: { action: 'store' } })
    m.arrives('e-4')
    m.prefers({ otherwise: { action: 'defer' }, deferred: { option: 'store' } })
    m.polices({ interpretations: { 'AMB-20': 'one' } })
    m.arrives('e-5')
    const told = asFirstForm(save(m.queue())).entries
    expect(told.map(({ decision: { _tag, record }, recorded }) => [_tag, record, recorded])).toEqual([
      ['Send', true, true],
      ['Interwork', true, true],
      ['Forward', true, true],
      ['Store', false, false],
      ['Store', true, true],
    ])
    expect(save(restored(JSON.parse(JSON.stringify(asFirstForm(save(m.queue()))))))).toEqual(save(m.queue()))
  })

  it('have the changes of a step stored in the first form until all are of the newer version', () => {
    const m = machine({ preferences: { otherwise: { action: 'defer' } }, clients: [phone] })
    m.arrives('e-1')
    const changes = m.changes()
    const first = changesAsFirstForm(changes)
    expect(first).toMatchObject({ form: 1, stepId: changes.stepId, expectedVersion: 0, version: 1 })
    expect(first.head.seen).toEqual([
      { deviceId: 'phone', mark: '[["msg","largemsg","systemmsg"],"reachable",null,null]' },
    ])
    expect(first.entriesPut).toMatchObject([{ answered: true, recorded: false, decision: { _tag: 'Defer' } }])
  })

  it('may leave entries of the first form among those of the second', () => {
    const saved = save(busy().queue())
    const [older, ...newer] = JSON.parse(
      JSON.stringify([...asFirstForm(saved).entries.slice(0, 1), ...saved.entries.slice(1)]),
    )
    const mixed = { ...JSON.parse(JSON.stringify(saved)), entries: [older, ...newer] }
    expect(save(restored(mixed))).toEqual(saved)
  })

  it('count a client whose mark cannot be read as one that becomes available', () => {
    const saved = Object(fixtureOf(1))
    for (const mark of ['{', '{}', '[1,2,3,4]']) {
      const m = machine({ preferences: { otherwise: { action: 'defer' } }, clients: [phone] })
      m.replace(restored({ ...saved, head: { ...saved.head, seen: [{ deviceId: 'phone', mark }] } }))
      m.registers()
      expect(m.queue().triggers).toBe(2)
    }
  })
})

describe('what is no saved queue', () => {
  const errorOf = (read: Either<{ readonly code: string; readonly actual: string }, unknown>) =>
    isRight(read) ? undefined : [read.left.code, read.left.actual]

  it('is an error where its form is newer', () => {
    expect(restore({ form: 3, head: {} })).toEqual({
      _tag: 'Left',
      left: { code: 'newerForm', expected: 'form 2 or an earlier one', actual: 'form 3' },
    })
  })

  it('is an error where it has no form, or an unknown one', () => {
    for (const value of [undefined, null, 1, 'text', [], {}, { form: '1' }]) {
      expect(errorOf(restore(value))).toEqual(['noQueue', 'no form'])
    }
    expect(errorOf(restore({ form: 0 }))).toEqual(['noQueue', 'form 0'])
  })

  it.each([1, 2])('is an error wherever a member of form %d is of another kind, and never a throw', (form) => {
    const fixture = fixtureOf(form)
    const wrong = [undefined, null, -1.5, 'x', true, [], {}, [null], [{}]]
    const paths: (readonly (string | number)[])[] = []
    const visit = (value: unknown, path: readonly (string | number)[]): void => {
      paths.push(path)
      if (typeof value === 'object' && value !== null) {
        for (const [name, member] of Object.entries(value)) {
          visit(member, [...path, name])
        }
      }
    }
    visit(fixture, [])
    const replaced = (value: unknown, [name, ...rest]: readonly (string | number)[], by: unknown): unknown =>
      name === undefined
        ? by
        : Array.isArray(value)
          ? value.map((member, place) => (String(place) === String(name) ? replaced(member, rest, by) : member))
          : { ...Object(value), [name]: replaced(Object(value)[name], rest, by) }
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.constantFrom(...wrong), (path, value) => {
        const read = restore(JSON.parse(JSON.stringify([replaced(fixture, path, value)]))[0])
        if (isRight(read)) {
          // What is read all the same works.
          const m = machine({ clients: [phone] })
          m.replace(read.right)
          m.registers({ deviceId: 'tablet' })
          m.reaches(now + 2 * hour)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
