import fc from 'fast-check'
import {
  countOf,
  type Entries,
  entriesInOrder,
  entriesOf,
  entryAt,
  entryFrom,
  entryOfId,
  entryOfIdentity,
  isMany,
  withEntry,
  withoutEntry,
} from '../../../src/deferral/Entries.js'
import type { Entry } from '../../../src/deferral/Entry.js'
import { address, client, message, now } from '../../support/builders.js'
import { machine } from '../../support/machine.js'

const sample = (() => {
  const m = machine({ preferences: { otherwise: { action: 'defer' } } })
  m.arrives('e-0')
  const [entry] = entriesInOrder(m.queue().entries)
  return entry
})()

const entry = (sequence: number, occasion = 0): Entry => {
  if (sample === undefined) {
    throw new Error('there is no sample')
  }
  const { messageId, ...rest } = message({ entryId: `e-${sequence}`, messageId: `m-${sequence}` })
  return {
    ...sample,
    sequence,
    occasion,
    message: sequence % 5 === 0 || messageId === undefined ? rest : { ...rest, messageId },
  }
}

describe('entries', () => {
  it('are the same whether few or many', () => {
    const changes = fc.array(fc.record({ key: fc.nat(60), put: fc.boolean(), occasion: fc.nat(3) }), {
      maxLength: 200,
      size: 'max',
    })
    let wereMany = 0
    fc.assert(
      fc.property(changes, (all) => {
        const model = new Map<number, Entry>()
        let entries: Entries = []
        let next = 0
        for (const { key, put, occasion } of all) {
          // An entry is put as the latest, or in place of what it was.
          const sequence = model.has(key) ? key : next
          if (put || model.size < 40) {
            const one = entry(sequence, occasion)
            model.set(sequence, one)
            entries = withEntry(entries, one)
            next = Math.max(next, sequence + 1)
          } else {
            const one = model.get(key)
            model.delete(key)
            entries = one === undefined ? entries : withoutEntry(entries, one)
          }
          wereMany += isMany(entries) ? 1 : 0
          const inOrder = [...model.values()].sort((a, b) => a.sequence - b.sequence)
          expect(entriesInOrder(entries)).toEqual(inOrder)
          expect(countOf(entries)).toBe(model.size)
          expect(entryAt(entries, key)).toBe(model.get(key))
          expect(entryOfId(entries, `e-${key}`)).toBe(model.get(key))
          expect(entryFrom(entries, key)).toBe(inOrder.find((one) => one.sequence >= key))
          expect(entryOfIdentity(entries, message({ entryId: 'new', messageId: `m-${key}` }))).toBe(
            key % 5 === 0 ? undefined : model.get(key),
          )
        }
      }),
      { numRuns: 100 },
    )
    expect(wereMany).toBeGreaterThan(0)
  })

  it('become few again when many have gone', () => {
    let entries = entriesOf(Array.from({ length: 40 }, (_, place) => entry(39 - place)))
    expect(isMany(entries)).toBe(true)
    for (let sequence = 0; sequence < 24; sequence += 1) {
      entries = withoutEntry(entries, entry(sequence))
    }
    expect(isMany(entries)).toBe(false)
    expect(entriesInOrder(entries).map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 16 }, (_, place) => place + 24),
    )
  })

  it('without an originator have no identity', () => {
    for (const originator of [{ undisclosed: true }, { address: address('tel:+1') }]) {
      expect(entryOfIdentity([entry(1)], message({ messageId: 'm-1', originator }))).toBeUndefined()
    }
  })
})

describe('a queue that grows long and short again', () => {
  it('has every expiry, every late answer and every retry in time', () => {
    const m = machine({ clients: [client()], policy: { answerAfter: 200_000, retryAfter: 150_000 } })
    for (let number = 1; number <= 40; number += 1) {
      m.arrives(`e-${number}`, { expiresAt: now + 1000 * number })
    }
    expect(isMany(m.queue().entries)).toBe(true)
    expect(m.queue().wakeAt).toBe(now + 1000)
    m.isUnknown('Send e-40 phone')
    for (let number = 1; number <= 39; number += 1) {
      m.reaches(now + 1000 * number)
      expect(m.fails(`Send e-${number} phone`, 480)).toContain(`Respond e-${number} 408`)
      expect(m.queue().wakeAt).toBe(now + 1000 * (number + 1))
    }
    expect(isMany(m.queue().entries)).toBe(false)
    m.reaches(now + 40_000)
    expect(m.queue().wakeAt).toBe(now + 150_000)
    expect(m.reaches(now + 150_000)).toEqual(['Respond e-40 408'])
  })

  it('passes over what is settled by then', () => {
    const m = machine({ clients: [client()], policy: { answerAfter: 200_000 } })
    for (let number = 1; number <= 40; number += 1) {
      m.arrives(`e-${number}`, { expiresAt: now + 1000 * number })
    }
    expect(m.succeeds('Send e-1 phone')).toContain('Respond e-1 200')
    expect(m.queue().wakeAt).toBe(now + 2000)
    m.succeeds('Send e-3 phone')
    m.reaches(now + 4000)
    expect(m.queue().wakeAt).toBe(now + 5000)
  })

  it('passes over what was answered, or has come to its end, by then', () => {
    const m = machine({ clients: [client()] })
    for (let number = 1; number <= 40; number += 1) {
      m.arrives(`e-${number}`, { expiresAt: now + 1000 * number })
    }
    m.happens({ _tag: 'MessageRevoked', entryId: 'e-1' })
    expect(m.queue().wakeAt).toBe(now + 2000)
    for (let number = 2; number <= 10; number += 1) {
      m.happens({ _tag: 'MessageRevoked', entryId: `e-${number}` })
    }
    expect(m.queue().wakeAt).toBe(now + 5000)
    for (let number = 1; number <= 40; number += 1) {
      m.fails(`Send e-${number} phone`, 480)
    }
    expect(m.queue().wakeAt).toBe(now + 11_000)
  })

  it('answers late while it is long', () => {
    const m = machine({ clients: [client()] })
    for (let number = 1; number <= 40; number += 1) {
      m.arrives(`e-${number}`)
    }
    expect(m.reaches(now + 5000)).toHaveLength(40)
    expect(m.queue().wakeAt).toBeUndefined()
  })
})
