import type { ConformanceResult, RequirementSummary, VerdictRecord } from '../../../src/conformance/index.js'
import { htmlReport, isConformanceResult, junitReport, summarize, textReport } from '../../../src/conformance/index.js'
import { decisionVector, introduction } from './vectors.js'

const record = (
  vector: string,
  verdict: VerdictRecord['verdict'],
  change: Partial<VerdictRecord> = {},
): VerdictRecord => ({
  vector,
  requirements: ['TERM-12'],
  level: 'shall',
  title: 'defers',
  verdict,
  came: [],
  ...change,
})
const mismatches = [{ path: '/decision/_tag', expected: 'Defer', came: 'Send\u0007' }]

const records: readonly VerdictRecord[] = [
  record('TERM-12/1', 'Pass'),
  record('TERM-12/2', 'Fail', { mismatches }),
  record('TERM-12/3', 'Errored', { reason: 'a <b> & "c"\u0000\ud800\ttab\nline' }),
  record('TERM-11/1', 'Pass', { requirements: ['TERM-11'] }),
  record('TERM-11/2', 'Skipped', { requirements: ['TERM-11'], reason: 'no time' }),
  record('TERM-13/1', 'Pass', { requirements: ['TERM-13'] }),
  record('TERM-09/1', 'Informational', {
    requirements: ['TERM-09'],
    level: 'note',
    mismatches: [{ path: '/x', expected: 1 }],
  }),
  record('NTF-04/1', 'Informational', { requirements: ['NTF-04'], level: 'may', ways: [2] }),
  record('NTF-06/1', 'Skipped', { requirements: ['NTF-06'], reason: 'it pushes' }),
  record('AMB-07/1', 'NonStrict', { requirements: ['AMB-07'], level: 'interpretation', mismatches }),
  record('AMB-08/1', 'Pass', { requirements: ['AMB-08'], level: 'interpretation' }),
]

const resultOf = (found: readonly VerdictRecord[], name = 'it <i>'): ConformanceResult => ({
  kit: { version: '1.0.0', digest: '0123456789abcdef' },
  ...introduction,
  implementation: { name, version: '1' },
  summary: summarize(found, '1.0.0'),
  records: found,
})
const result = resultOf(records)

describe('the summary', () => {
  const { summary } = result

  it('says in one line what is met and what is not', () => {
    expect(summary.line).toBe(
      '3 of 6 requirements, 1 not met (TERM-12), 1 optional and done otherwise (TERM-09), 1 not supported (NTF-06), ' +
        '1 of 2 silent places read in the same way, kit 1.0.0',
    )
    expect(summarize(records.slice(0, 1), '1.0.0').line).toBe('1 of 1 requirements, kit 1.0.0')
  })

  it('is conformant if nothing fails or errs', () => {
    expect(summary.conformant).toBe(false)
    expect(summarize(records.slice(3), '1.0.0').conformant).toBe(true)
  })

  it('counts by requirement and by section, silent places apart', () => {
    expect(summary.sections).toEqual([
      { section: '5.2.2.1.3', requirements: 4, met: 2 },
      { section: '5.2.2.2.1', requirements: 2, met: 1 },
      { section: 'silent places', requirements: 2, met: 1 },
    ])
    const of = (id: string): RequirementSummary | undefined =>
      summary.requirements.find(({ requirement }) => requirement === id)
    expect(of('TERM-12')).toEqual({
      requirement: 'TERM-12',
      section: '5.2.2.1.3',
      level: 'shall',
      standing: 'notMet',
      otherwise: 0,
      verdicts: { Pass: 1, Fail: 1, Errored: 1 },
    })
    expect(of('AMB-07')).toMatchObject({ standing: 'otherwise', otherwise: 1 })
  })
})

describe('the report as text', () => {
  it('names what is not as expected, and cites at the end', () => {
    const lines = textReport(result).split('\n')
    expect(lines[0]).toBe('it <i> 1, by kit 1.0.0 (0123456789ab)')
    expect(lines).toContain('  TERM-12  NOT MET       1 Pass, 1 Fail, 1 Errored')
    expect(lines).toContain('    Fail TERM-12/2 defers')
    expect(lines).toContain('        came     "Send\\u0007"')
    expect(lines).toContain('    Errored TERM-12/3 defers: a <b> & "c"\\u{0}\\u{d800}\\u{9}tab\\u{a}line')
    expect(lines).toContain('    Skipped: it pushes')
    expect(lines).toContain('        came     nothing')
    expect(lines.at(-2)).toBe(result.summary.line)
  })

  it('cuts what is long', () => {
    const long = record('TERM-12/4', 'Fail', { mismatches: [{ path: '', expected: 'x'.repeat(1_000) }] })
    expect(textReport(resultOf([long]))).toContain(`"${'x'.repeat(399)} …`)
  })

  it('says of what was skipped without a reason that it was', () => {
    expect(textReport(resultOf([record('TERM-12/1', 'Skipped')]))).toContain('    Skipped: \n')
  })
})

describe('the report for JUnit', () => {
  const xml = junitReport(result)

  it('has one suite for each requirement and one case for each vector', () => {
    expect(xml).toContain('<testsuite name="TERM-12" tests="3" failures="1" errors="1" skipped="0">')
    expect(xml).toContain('<testcase classname="TERM-12" name="TERM-12/1 defers"></testcase>')
    expect(xml.match(/<testcase /g)).toHaveLength(records.length)
  })

  it('holds nothing that XML has no place for', () => {
    expect(xml).toContain('<error message="a &lt;b&gt; &amp; &quot;c&quot;\uFFFD\uFFFD&#9;tab&#10;line"/>')
    expect(xml).toContain('<testsuites name="it &lt;i&gt; 1, kit 1.0.0">')
  })

  it('tells what was skipped, read otherwise or free', () => {
    expect(xml).toContain('<skipped message="no time"/>')
    expect(xml).toContain('<system-out>NonStrict {&quot;path&quot;')
    expect(xml).toContain('<system-out>Informational </system-out>')
    expect(junitReport(resultOf([record('TERM-12/1', 'Skipped')]))).toContain('<skipped message=""/>')
  })
})

describe('the page', () => {
  const vectors = [decisionVector(), decisionVector({ id: 'TERM-12/9' })]
  const page = htmlReport(vectors, [result, resultOf(records.slice(3, 4), 'other')])

  it('has a row for each requirement that was asked and a column for each implementation', () => {
    expect(page.match(/<tr data-requirement=/g)).toHaveLength(8)
    expect(page.match(/<td class="cell /g)).toHaveLength(16)
    expect(page).toContain('<th scope="col">other 1<br><span class="dim"> conformant</span></th>')
  })

  it('says in each cell how it went, in words and by a sign', () => {
    for (const [look, text] of [
      ['notMet', '✗ 1 failed, 1 errored, 1 as expected'],
      ['other', '≈ 1 skipped, 1 as expected'],
      ['met', '✓ 1 as expected'],
      ['other', '≈ 1 otherwise'],
      ['none', '– 1 skipped'],
      ['none', 'not asked'],
    ]) {
      expect(page).toContain(`<td class="cell ${look}"`)
      expect(page).toContain(`>${text}</button>`)
    }
  })

  it('counts the sections of each, where it was asked', () => {
    expect(page).toContain('<th scope="rowgroup">5.2.2.1.3</th><td>2 of 4</td><td>1 of 1</td>')
    expect(page).toContain('<th scope="rowgroup">silent places</th><td>1 of 2</td><td></td>')
  })

  it('holds the vectors that were asked, and nothing of them as markup', () => {
    const data = /<script type="application\/json" id="data">(.*)<\/script>/.exec(page)?.[1] ?? ''
    expect(Object.keys(JSON.parse(data).vectors)).toEqual(['TERM-12/1'])
    expect(data).not.toContain('<')
    expect(page).not.toContain('<i>')
  })

  it('asks nothing of a network', () => {
    expect(page).toContain(`content="default-src 'none';`)
    expect(page).not.toMatch(/https?:|src=|href=/)
  })
})

describe('a result that is read again', () => {
  it('is one', () => {
    expect(isConformanceResult(JSON.parse(JSON.stringify(result)))).toBe(true)
  })

  it.each([
    5,
    {},
    { ...result, implementation: 'x' },
    { ...result, implementation: { version: '1' } },
    { ...result, implementation: { name: 'it' } },
    { ...result, kit: 1 },
    { ...result, kit: {} },
    { ...result, summary: [] },
    { ...result, summary: {} },
    { ...result, summary: { ...result.summary, sections: 1 } },
    { ...result, summary: { ...result.summary, requirements: [1] } },
    { ...result, summary: { ...result.summary, requirements: [{}] } },
    { ...result, records: {} },
    { ...result, records: [1] },
    { ...result, records: [{}] },
  ])('is none: %#', (value) => {
    expect(isConformanceResult(value)).toBe(false)
  })
})
