import type { Instant } from '../model/Instant.js'
import { instantText } from './brief.js'
import { parties } from './parties.js'
import type { Expectation, ScenarioStep } from './Scenario.js'
import type { Failure, TranscriptLine } from './Transcript.js'

const doerOf = ({ by = parties.participatingFunction }: Expectation): string => by

const expectedText = ({ what, requirement, at }: Expectation): string =>
  [what, ...(requirement === undefined ? [] : [requirement]), ...(at === undefined ? [] : [instantText(at)])].join(
    ' · ',
  )

const foundText = ({ what, requirement, at }: TranscriptLine): string =>
  [what, requirement, instantText(at)].join(' · ')

const isMet = (expectation: Expectation, line: TranscriptLine | undefined): boolean =>
  line !== undefined &&
  line.what === expectation.what &&
  (expectation.requirement ?? line.requirement) === line.requirement &&
  (expectation.at ?? line.at) === line.at

const isSameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((entry, place) => entry === other[place])

/** What a step was expected to lead to and did not: party by party, all that it did or did not do. */
export const checkSpan = (
  { expect, held: expectedHeld }: ScenarioStep,
  place: { readonly step: number; readonly at: Instant },
  lines: readonly TranscriptLine[],
  held: readonly string[],
): readonly Failure[] => {
  const expectations = expect ?? []
  const doers = expect === undefined ? [] : [...new Set([parties.participatingFunction, ...expect.map(doerOf)])]
  const failures = doers.flatMap((doer): readonly Failure[] => {
    const expected = expectations.filter((expectation) => doerOf(expectation) === doer)
    const found = lines.filter(({ from, kind }) => kind === 'act' && from === doer)
    return expected.length === found.length && expected.every((expectation, index) => isMet(expectation, found[index]))
      ? []
      : [{ ...place, about: doer, expected: expected.map(expectedText), found: found.map(foundText) }]
  })
  return expectedHeld === undefined || isSameList(expectedHeld, held)
    ? failures
    : [...failures, { ...place, about: 'held', expected: expectedHeld, found: held }]
}
