import type { Either } from 'fp-ts/lib/Either.js'
import { right } from 'fp-ts/lib/Either.js'
import type { ServiceProviderPolicy } from '../model/ServiceProviderPolicy.js'
import { decodePolicy } from './decodeDocuments.js'
import type { DocumentError } from './readDocument.js'
import { readDocument } from './readDocument.js'
import type { Terminal } from './Terminal.js'

/** The policy of a file; one that says nothing where no file is named. */
export const readPolicyOf = (
  terminal: Terminal,
  file: string | undefined,
): Promise<Either<readonly DocumentError[], ServiceProviderPolicy>> =>
  file === undefined ? Promise.resolve(right({})) : readDocument(terminal, file, decodePolicy)
