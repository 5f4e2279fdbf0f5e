import { type Totals, waitingOf } from './Totals.js'

const numberText = (value: number): string => value.toLocaleString('en-US')

const table = (title: string, rows: readonly (readonly [name: string, value: number])[], whole: number): string =>
  [
    title,
    ...rows
      .filter(([, value]) => value > 0)
      .map(([name, value]) => {
        const share = `${((100 * value) / whole).toFixed(2)} %`
        return `  ${name.padEnd(36)}${numberText(value).padStart(14)}${share.padStart(10)}`
      }),
  ].join('\n')

const decisions = [
  'Send',
  'Defer, NoApplicableClient',
  'Defer, DoNotDisturb',
  'Defer, Preference',
  'Reject',
  'Store',
  'Forward',
  'Interwork',
]

const ends = ['delivered', 'waiting', 'stored', 'forwarded', 'interworked', 'discarded', 'expired', 'failed', 'lost']

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** What happened on the day, as tables. */
export const report = (totals: Totals): string => {
  const { counts, series } = totals
  const of = (name: string): number => counts[name] ?? 0
  const rows = (names: readonly string[]): readonly (readonly [string, number])[] =>
    names.map((name) => [name, of(name)])
  const named = (start: string): readonly string[] =>
    Object.keys(counts)
      .filter((name) => name.startsWith(start))
      .sort()
  return [
    table('Decided, of all that came', rows(decisions), of('arrived')),
    table('Answered, of all that came', rows(['accepted', ...named('turned away with'), 'unanswered']), of('arrived')),
    table('Become of what was accepted', rows(ends), of('accepted')),
    table(
      'Deliveries',
      [
        ['sent as it came', sum(series.sent)],
        ['pushed later', sum(series.pushed)],
        ['retrieved', sum(series.retrieved)],
        ['of these again, after a lost answer', of('received again')],
      ],
      sum([...series.sent, ...series.pushed, ...series.retrieved]),
    ),
    table(
      'Notifications, for each message that came',
      [['in-band', sum(series.inBand)], ['out-of-band', sum(series.outOfBand)], ...rows(named('originator told'))],
      of('arrived'),
    ),
    table('Events, for each message that came', rows(['events', 'alarms', ...named('ignored')]), of('arrived')),
    `Most that waited at once: ${numberText(Math.max(...waitingOf(totals)))}`,
  ].join('\n\n')
}
