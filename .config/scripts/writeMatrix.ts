// Writes docs/requirements.md.
import { writeFileSync } from 'node:fs'
import { matrixFile, requirementsMatrix } from './requirementsMatrix.js'
import { readTrace } from './requirementsTrace.js'

writeFileSync(matrixFile, requirementsMatrix(readTrace()))
