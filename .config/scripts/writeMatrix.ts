// Writes docs/requirements.md and docs/decision-coverage.md.
import { writeFileSync } from 'node:fs'
import { coveragePage, decisionPairs, planPairs } from '../../tests/exhaustive/conditionCoverage.js'
import { matrixFile, requirementsMatrix } from './requirementsMatrix.js'
import { readTrace } from './requirementsTrace.js'

writeFileSync(matrixFile, requirementsMatrix(readTrace()))
writeFileSync('docs/decision-coverage.md', coveragePage(decisionPairs(), planPairs()))
