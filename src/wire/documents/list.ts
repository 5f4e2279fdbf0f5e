import type { Codec } from './Codec.js'
import { newCodec } from './Codec.js'
import { isPlainObject } from './Json.js'
import type { Place, Report } from './Report.js'
import { refuse } from './Report.js'

const refuseRepeated = (input: readonly unknown[], name: string, place: Place, report: Report): void => {
  const first = new Map<unknown, number>()
  for (let index = 0; index < input.length; index += 1) {
    const entry = input[index]
    const identity = isPlainObject(entry) ? entry[name] : undefined
    const earlier = first.get(identity)
    if (earlier === undefined) {
      first.set(identity, index)
    } else if (typeof identity === 'string') {
      const expected = `another ${name} than entry ${earlier}: no two entries share one`
      refuse(report, { parent: place, key: index }, name, 'duplicate', expected, identity)
    }
  }
}

/** A list; `unique` names the member that no two entries share. */
export const list = <A>(item: Codec<A>, unique?: string): Codec<readonly A[]> => {
  const expected = `a list, each entry ${item.expected}`
  return newCodec<readonly A[]>({
    name: `ListOf${item.name}`,
    expected,
    schema: { type: 'array', items: item.schema },
    read: (input, parent, key, report) => {
      if (!Array.isArray(input)) {
        return refuse(report, parent, key, 'wrongType', expected, input)
      }
      const entries: readonly unknown[] = input
      report.entriesLeft -= entries.length
      if (report.entriesLeft < 0) {
        const most = `lists of at most ${report.limits.entries} entries together, or a higher limit`
        return refuse(report, parent, key, 'tooLarge', most, input)
      }
      const place: Place = { parent, key }
      const read: unknown[] = report.ownsDocument ? input : []
      let refused: Set<number> | undefined
      for (let index = 0; index < entries.length; index += 1) {
        const entry = item.read(entries[index], place, index, report)
        if (!report.ownsDocument) {
          read.push(entry)
        } else if (entry === undefined) {
          refused ??= new Set()
          refused.add(index)
        } else if (!Object.is(entry, entries[index])) {
          read[index] = entry
        }
      }
      if (unique !== undefined && entries.length > 1) {
        refuseRepeated(entries, unique, place, report)
      }
      const left = refused
      return left === undefined ? read : read.map((entry, index) => (left.has(index) ? undefined : entry))
    },
    is: (value): value is readonly A[] => Array.isArray(value) && value.every(item.is),
    encode: (value) => value.map(item.encode),
  })
}
