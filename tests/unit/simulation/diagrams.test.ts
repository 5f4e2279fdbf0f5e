import { readFileSync } from 'node:fs'
import { diagramFile, diagramOf, drawn } from '../../../.config/scripts/diagrams.js'
import { mermaidDiagram, svgDiagram, transcriptText } from '../../../src/simulation/index.js'
import type { Transcript } from '../../../src/simulation/index.js'
import { readXml } from '../../../src/wire/xml/index.js'
import { utf8Encode } from '../../../src/wire/octets/utf8.js'
import { arrival, at, device, play } from './scenario.js'

const story: Transcript = play({
  title: 'Bob & "Ann" <3 \u0000\ud800',
  zone: 'America/New_York',
  clients: [device('phone', true), device('urn:gsma:imei:35622410-483840-0', false)],
  steps: [arrival('e-1', 0), { happens: 'TimePasses', at: at(60 * 24) }, arrival('e-2', 60 * 24)],
  outcomes: [
    { action: 'Send e-1 phone', result: 'answerLost' },
    { action: 'Send e-2 phone', result: 'requestLost' },
  ],
})

describe('the drawings in the documentation', () => {
  it.each(drawn)('%s is current', (name) => {
    expect(readFileSync(diagramFile(name), 'utf8')).toBe(diagramOf(name))
  })
})

describe('a drawing as SVG', () => {
  it('is well-formed XML whatever the names are', () => {
    expect(readXml(utf8Encode(svgDiagram(story)))._tag).toBe('Right')
  })

  it('says in words what it shows', () => {
    const svg = svgDiagram(story)
    expect(svg).toContain('role="img" aria-labelledby="title description"')
    expect(svg).toContain('<title id="title">Bob &amp; &quot;Ann&quot; &lt;3 \ufffd\ufffd</title>')
    expect(svg).toContain('Originator to SIP/IP core: MESSAGE e-1, TERM-01.')
  })

  it('names the requirement of each arrow, in the colour of the text, and leaves remarks out', () => {
    const svg = svgDiagram(story)
    expect(svg).toContain('class="why" text-anchor="middle">TERM-20</text>')
    expect(svg.match(/(fill|stroke): #/g)).toBeNull()
    expect(svg).not.toContain('WakeAt')
  })

  it('writes the day anew where it changes, and the time where it does', () => {
    const svg = svgDiagram(story)
    expect(svg.match(/>2026-02-0[34] -05:00</g)).toEqual(['>2026-02-03 -05:00<', '>2026-02-04 -05:00<'])
  })

  it('cuts a name that has no room, and keeps the whole of it to be pointed at', () => {
    expect(svgDiagram(story)).toContain(
      '>urn:gsma:imei:35622410-4…<title>urn:gsma:imei:35622410-483840-0</title></text>',
    )
  })

  it('shows an answer dashed, and what is lost with a cross', () => {
    const svg = svgDiagram(story)
    expect(svg).toContain('class="arrow reply"')
    expect(svg).toContain('l10 10m0 -10l-10 10')
  })

  it('shows nothing where nothing happens, in UTC', () => {
    expect(svgDiagram(play({}))).toContain('Times are those of UTC')
  })
})

describe('a drawing in Mermaid', () => {
  it('has a line for each arrow', () => {
    const lines = mermaidDiagram(story).split('\n')
    expect(lines[0]).toBe('sequenceDiagram')
    expect(lines[1]).toBe('  accTitle: Bob #38; #34;Ann#34; #60;3 #0;#55296;')
    expect(lines).toContain('  participant p5 as phone')
    expect(lines).toContain('  p0->>p1: 05:00:00 MESSAGE e-1 (TERM-01)')
    expect(lines).toContain('  p5-->>p1: 05:00:00.040 RespondSuccessfully (TERM-20)')
    expect(lines).toContain('  p1--xp2: 05:00:00.060 RespondSuccessfully (TERM-20)')
    expect(lines).toContain('  p2-xp1: 05:00:00 Send e-2 phone (TERM-15)')
  })

  it('has parties that nobody named at the first place', () => {
    const line = { at: 0, from: 'a', to: 'b', what: 'x', requirement: 'TERM-01', kind: 'act' } as const
    const text = mermaidDiagram({ ...story, parties: ['c'], lines: [line] })
    expect(text).toContain('  p0->>p0: 19:00:00 x (TERM-01)')
    expect(svgDiagram({ ...story, parties: ['c'], lines: [line] })).toContain('>x</text>')
  })
})

describe('a transcript as text', () => {
  it('says when, why, from whom to whom and what', () => {
    const lines = transcriptText(story).split('\n')
    expect(lines).toContain('2026-02-03 05:00:00     -05:00  TERM-01  Originator → SIP/IP core: MESSAGE e-1')
    expect(lines).toContain('2026-02-03 05:00:00     -05:00  TERM-15  ● Participating Function: decides Send e-1')
    expect(lines).toContain(
      '2026-02-03 05:00:00.060 -05:00  TERM-20  SIP/IP core ✗ Participating Function: RespondSuccessfully',
    )
    expect(lines.some((line) => line.includes('· Participating Function: WakeAt'))).toBe(true)
    expect(lines.at(-2)).toBe('everything was as expected')
  })

  it('is in UTC where the zone is not known', () => {
    expect(transcriptText({ ...story, zone: 'Europe/Nowhere' })).toContain('2026-02-03 10:00:00     +00:00  TERM-01')
  })

  it('says what was expected, and what there was instead', () => {
    const text = transcriptText(play({ steps: [{ happens: 'TimePasses', expect: [{ what: 'Send e-1 phone' }] }] }))
    expect(text.split('\n').slice(-7)).toEqual([
      'not as expected:',
      '  step 1, 2026-02-03 10:00:00, Participating Function',
      '    expected',
      '      Send e-1 phone',
      '    found',
      '      nothing',
      '',
    ])
  })
})
