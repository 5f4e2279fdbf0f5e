import { isLeft } from 'fp-ts/lib/Either.js'
import { ScenarioCodec, TranscriptCodec } from '../../../src/simulation/index.js'
import { decode, encode } from '../../../src/wire/documents/index.js'
import { arrival, at, device, play, scenario } from './scenario.js'

const document = { title: 'A story', requirements: [], start: at(0), recipient: {}, steps: [] }

const errorsOf = (input: unknown): readonly string[] => {
  const decoded = decode(ScenarioCodec)(input)
  return isLeft(decoded) ? decoded.left.map(({ code, path }) => `${code} ${path}`) : []
}

describe('a scenario', () => {
  it('is written as it was read', () => {
    const read = scenario({
      about: 'Why',
      zone: 'Europe/Paris',
      requirements: ['TERM-15'],
      policy: {},
      outcomes: [{ action: 'Send e-1 phone', result: 'fails', status: 486 }],
      registersOnPush: ['phone'],
      steps: [arrival('e-1', 0), { happens: 'TimePasses', at: at(5), held: [] }],
    })
    expect(decode(ScenarioCodec)(encode(ScenarioCodec)(read))).toEqual({
      _tag: 'Right',
      right: { value: read, warnings: [] },
    })
    expect(ScenarioCodec.is(read)).toBe(true)
    expect(ScenarioCodec.is({ ...read, zone: 5 })).toBe(false)
  })

  it('has every error named, with its place', () => {
    expect(
      errorsOf({
        title: 5,
        requirements: ['TERM-99'],
        start: 'noon',
        zone: 'Europe/Nowhere',
        recipient: { clients: [device('phone', true), device('phone', true)] },
        outcomes: [{ action: 'Send e-1 phone', result: 'explodes' }],
        steps: [{ happens: 'Nothing' }, { happens: 'TimePasses', at: at(0), after: 'PT1S', until: at(5) }, 7],
      }),
    ).toEqual([
      'wrongType /title',
      'notAllowed /requirements/0',
      'malformed /start',
      'unsupported /zone',
      'duplicate /recipient/clients/1/deviceId',
      'notAllowed /outcomes/0/result',
      'notAllowed /steps/0/happens',
      'notAllowed /steps/1/until',
      'contradiction /steps/1/after',
      'wrongType /steps/2',
    ])
    expect(errorsOf({ ...document, zone: 5 })).toEqual(['wrongType /zone'])
  })

  it('has its steps in the order of time', () => {
    expect(
      errorsOf({
        ...document,
        steps: [
          { happens: 'TimePasses', at: at(10) },
          { happens: 'TimePasses', after: 'PT10M' },
          { happens: 'TimePasses', at: at(19) },
          arrival('e-1', 15),
          { happens: 'TimePasses' },
          { happens: 'MessageArrives' },
        ],
      }),
    ).toEqual(
      ['outOfRange /steps/2/at', 'outOfRange /steps/3/message/receivedAt', 'missing /steps/5/message'].sort(
        (one, other) => (one.startsWith('missing') ? -1 : other.startsWith('missing') ? 1 : 0),
      ),
    )
    expect(errorsOf({ ...document, steps: [{ happens: 'TimePasses', at: at(-1) }] })).toEqual([
      'outOfRange /steps/0/at',
    ])
  })

  it('takes a step whose duration cannot be read for one that happens at once', () => {
    expect(errorsOf({ ...document, steps: [{ happens: 'TimePasses', after: 'soon' }] })).toEqual([
      'malformed /steps/0/after',
    ])
  })

  it('has no order to keep where it has neither start nor steps', () => {
    expect(errorsOf({ ...document, start: 5, steps: 5 })).toEqual(['wrongType /start', 'wrongType /steps'])
  })
})

describe('a transcript', () => {
  it('is written with instants as text', () => {
    const transcript = play({
      zone: 'Europe/Paris',
      steps: [{ ...arrival('e-1', 0), expect: [] }],
      outcomes: [{ action: 'Send e-1 phone', result: 'answerLost' }],
    })
    const written = JSON.parse(JSON.stringify(encode(TranscriptCodec)(transcript)))
    expect(written.lines[0]).toEqual({
      at: '2026-02-03T10:00:00Z',
      from: 'Originator',
      to: 'SIP/IP core',
      what: 'MESSAGE e-1',
      requirement: 'TERM-01',
      kind: 'happening',
    })
    expect(written.failures).toHaveLength(1)
    expect(decode(TranscriptCodec)(written)).toEqual({ _tag: 'Right', right: { value: transcript, warnings: [] } })
  })
})
