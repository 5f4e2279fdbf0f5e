import { matchesMediaRange } from '../../../src/routing/matchesMediaRange.js'
import { address, client } from '../../support/builders.js'
import { decide, inBrief } from '../../support/decide.js'

// Cases in which one small change of the source made a difference that no other test of this folder saw (docs/mutation.md).

const texts = [
  ...[
    'text/plain',
    'TEXT/Plain',
    'text/plain; charset=utf-8',
    'text/plain ',
    'text/*',
    'TEXT/*',
    'text/*;q=1',
    '*/*',
    '*',
  ],
  ...['text/', 'text', 'textual/plain', 'text/plai', 'text/plainer', 'text/*a', 'text*', 'image/png', 'image/*', ''],
  ...[
    'text/p*',
    'text/pl_in',
    'text/pl~in',
    'text/pl in',
    'text/0',
    'text/9',
    'text/-',
    'text/a',
    'text/z',
    'text/{',
    'text/`',
  ],
  ...['text/:', 'text/,', 'text/A', 'text/Z', ';', '/', '/*', '*/plain', 'text/é', 'text/É'],
]

const bare = (text: string): string => (text.split(';')[0] ?? '').trim().toLowerCase()

/** The definition, without a short way for what is common. */
const lies = (range: string, contentType: string): boolean => {
  const [wanted, seen] = [bare(range), bare(contentType)]
  return wanted === seen || wanted === '*/*' || (wanted.endsWith('/*') && seen.startsWith(wanted.slice(0, -1)))
}

describe('a media type in a media range', () => {
  it('is found whichever way is taken', () => {
    const wrong = texts.flatMap((range) =>
      texts
        .filter((contentType) => matchesMediaRange(range, contentType) !== lies(range, contentType))
        .map((contentType) => [range, contentType]),
    )
    expect(wrong).toEqual([])
  })
})

const friend = address('tel:+15550111')

describe('small differences', () => {
  it('forwards what was forwarded before by somebody else (AMB-27)', () => {
    const decision = decide({
      message: { history: [address('tel:+15550122'), address('tel:+15550133')] },
      preferences: { otherwise: { action: 'forward', to: friend } },
    })
    expect(inBrief(decision)).toBe('Forward TERM-08')
  })

  it('awaits a registration where clients are registered and none is applicable (AMB-09)', () => {
    const decision = decide({
      preferences: { otherwise: { action: 'defer' }, deferred: { option: 'notify' } },
      recipient: { clients: [client({ services: [] })] },
    })
    expect(decision).toMatchObject({ _tag: 'Defer', plan: { awaits: 'ClientRegisters' } })
  })

  it('holds no condition on an originator of whom nothing is known (AMB-31)', () => {
    const decision = decide({
      message: { originator: {} },
      preferences: { rules: [{ id: 'all', when: { originator: {} }, then: { action: 'reject' } }] },
    })
    expect(inBrief(decision)).toBe('Send TERM-15')
  })

  it('looks for no rule by outcome where there are no preferences (AMB-01, alternative)', () => {
    expect(inBrief(decide({ policy: { interpretations: { 'AMB-01': 'outcomeOrder' } } }))).toBe('Send TERM-15')
  })
})
