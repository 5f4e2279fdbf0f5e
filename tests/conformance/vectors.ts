import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Vector, VectorFile } from '../../src/conformance/index.js'

export const folder = 'src/conformance/vectors'

/** Every file of vectors, by its path below the folder; the index is none. */
export const vectorFiles = (): ReadonlyMap<string, VectorFile> =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.json') && file !== 'index.json')
      .sort()
      .map((file): [string, VectorFile] => [file, JSON.parse(readFileSync(join(folder, file), 'utf8'))]),
  )

/** Every vector, in the order of the files. */
export const allVectors = (): readonly Vector[] => [...vectorFiles().values()].flatMap(({ vectors }) => vectors)

/** The vectors that were written by hand. */
export const handWrittenVectors = (): readonly Vector[] =>
  [...vectorFiles().values()].filter(({ requirement }) => requirement !== undefined).flatMap(({ vectors }) => vectors)
