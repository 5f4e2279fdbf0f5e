import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where ids are named: id → the files, as paths from the top of the project, in order. */
export type Places = ReadonlyMap<string, readonly string[]>

/** Where each requirement has its code and where its tests. */
export interface Trace {
  readonly code: Places
  readonly tests: Places
}

const anId = /\b(?:TERM|DEF|NTF|PSH|HND|MSS|AMB)-\d+\b/g
const codeLine = /@spec .*|\/\/ Interpretation AMB-\d+:.*/g

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
    .sort()

const placesOf = (files: readonly string[], idsOf: (text: string) => readonly string[]): Places => {
  const places = new Map<string, string[]>()
  for (const file of files) {
    for (const id of new Set(idsOf(readFileSync(file, 'utf8')))) {
      places.set(id, [...(places.get(id) ?? []), file])
    }
  }
  return places
}

const idsIn = (text: string): readonly string[] => text.match(anId) ?? []

/** The ids that a source file says it implements: after `@spec`, and in `// Interpretation AMB-nn:`. */
export const idsOfCode = (text: string): readonly string[] => (text.match(codeLine) ?? []).flatMap(idsIn)

/** Reads, from the top of the project, which files name which requirement; a test of the catalogue itself traces none. */
export const readTrace = (): Trace => ({
  code: placesOf(
    filesUnder('src').filter((file) => file.endsWith('.ts')),
    idsOfCode,
  ),
  tests: placesOf(
    filesUnder('tests').filter((file) => file.endsWith('.test.ts') && !file.startsWith('tests/unit/requirements')),
    idsIn,
  ),
})
