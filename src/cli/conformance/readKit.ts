import { createHash } from 'node:crypto'
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { KitIdentity, Vector } from '../../conformance/index.js'
import { isVectorFile, isVectorIndex } from '../../conformance/index.js'
import type { DocumentError } from '../readDocument.js'
import { readDocument } from '../readDocument.js'
import type { Terminal } from '../Terminal.js'
import { decodeAs } from './decodeAs.js'

/** The vectors, and which they are. */
export interface Kit extends KitIdentity {
  readonly vectors: readonly Vector[]
}

const decodeIndex = decodeAs('an index of vectors', isVectorIndex)
const decodeVectors = decodeAs('a file of vectors', isVectorFile)

const changed = (file: string, expected: string, actual: string): DocumentError => ({
  file,
  code: 'contradiction',
  path: '/digest',
  expected: `files of vectors whose digest is ${expected}`,
  actual,
})

/** Reads the vectors of the package; files that are not those of the index are an error, since a result would name another kit. */
export const readKit = async (terminal: Terminal): Promise<Either<readonly DocumentError[], Kit>> => {
  const folder = `${terminal.packageFolder}/src/conformance/vectors`
  const indexFile = `${folder}/index.json`
  const index = await readDocument(terminal, indexFile, decodeIndex)
  if (index._tag === 'Left') {
    return index
  }
  const { version, digest, files } = index.right
  const hash = createHash('sha256')
  const vectors: Vector[] = []
  for (const name of files) {
    const file = await readDocument(terminal, `${folder}/${name}`, (octets) => {
      hash.update(octets)
      return decodeVectors(octets)
    })
    if (file._tag === 'Left') {
      return file
    }
    vectors.push(...file.right.vectors)
  }
  const found = hash.digest('hex')
  return found === digest ? right({ version, digest, vectors }) : left([changed(indexFile, digest, found)])
}
