import { strict as assert } from 'node:assert'
import { describe, it } from 'node:test'
import type { StandaloneMessage } from 'cpm-routing'
import { checkTotals } from '../src/checkTotals.js'
import { createAuditor } from '../src/createAuditor.js'
import { createBooks } from '../src/createBooks.js'
import { dayOf } from '../src/Day.js'
import { createCounter } from '../src/Totals.js'

const day = dayOf('2026-02-03')
const ann = { uri: 'sip:ann@home1.example', canonical: 'sip:ann@home1.example', domain: 'home1.example' }
const bob = { uri: 'sip:bob@home2.example', canonical: 'sip:bob@home2.example', domain: 'home2.example' }
const message: StandaloneMessage = {
  entryId: 'e-1',
  kind: 'pager',
  originator: { address: ann },
  recipient: bob,
  receivedAt: day.start,
  size: 5,
}

/** Books with one message that has come. */
const open = (closest?: typeof ann) => {
  const counter = createCounter(day)
  const books = createBooks(closest, counter)
  const storage = { store: () => assert.fail(), holds: () => false }
  const auditor = createAuditor(() => true, books, storage, counter)
  counter.count('arrived')
  books.arrives(message)
  return { counter, books, auditor }
}

const failureOf = ({ counter }: ReturnType<typeof open>): string => {
  try {
    checkTotals(counter.totals())
    return 'none'
  } catch (error) {
    return error instanceof Error ? error.message : 'something else'
  }
}

describe('the books', () => {
  it('balance where a message was delivered', () => {
    const opened = open()
    opened.books.ends('e-1', 'delivered', day.start)
    opened.books.answered('e-1', 200, day.start)
    opened.books.close(new Set(), day.end)
    assert.equal(failureOf(opened), 'none')
  })

  it('balance where a message waits, and count it for the plot', () => {
    const opened = open()
    opened.books.answered('e-1', 202, day.start)
    opened.books.close(new Set(['e-1']), day.end)
    assert.equal(failureOf(opened), 'none')
    assert.equal(opened.counter.totals().counts['waiting'], 1)
  })

  it('miss a message that was accepted and is nowhere', () => {
    const opened = open()
    opened.books.answered('e-1', 202, day.start)
    opened.books.close(new Set(), day.end)
    assert.match(failureOf(opened), /^lost/)
  })

  it('notice a message that is held after its expiry', () => {
    const opened = open()
    opened.books.arrives({ ...message, expiresAt: day.start })
    opened.books.answered('e-1', 202, day.start)
    opened.books.close(new Set(['e-1']), day.end)
    assert.match(failureOf(opened), /^held after its expiry/)
  })

  it('miss an answer', () => {
    const opened = open()
    opened.books.close(new Set(), day.end)
    assert.match(failureOf(opened), /^lost/)
  })

  it('notice a second answer', () => {
    const opened = open()
    opened.books.answered('e-1', 202, day.start)
    opened.books.answered('e-1', 202, day.start)
    opened.books.close(new Set(['e-1']), day.end)
    assert.match(failureOf(opened), /^answered twice/)
  })
})

describe('the auditor', () => {
  const determinedBy = { requirement: 'PSH-09' } as const
  const remark = { actionId: 'e-1/Remove/delivered', entryId: 'e-1', determinedBy }

  it('notices a push under do-not-disturb', () => {
    const opened = open()
    opened.auditor.sees('e-1', day.start)
    assert.equal(opened.counter.totals().counts['pushed under do-not-disturb'], 1)
  })

  it('notices a summary under do-not-disturb', () => {
    const opened = open()
    opened.auditor.seesSummary(day.start)
    assert.equal(opened.counter.totals().counts['pushed under do-not-disturb'], 1)
  })

  it('lets through what the recipient lets through', () => {
    const opened = open(ann)
    opened.auditor.sees('e-1', day.start)
    opened.auditor.seesSummary(day.start)
    assert.equal(opened.counter.totals().counts['pushed under do-not-disturb'], undefined)
  })

  it('notices a message that is removed before it was delivered', () => {
    const opened = open()
    opened.auditor.seesEnd({ _tag: 'Remove', cause: 'delivered', ...remark }, day.start)
    assert.equal(opened.counter.totals().counts['removed before it was done'], 1)
  })
})
