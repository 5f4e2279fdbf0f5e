#!/usr/bin/env node
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodeTerminal } from './nodeTerminal.js'
import { run } from './run.js'

const packageFolder = dirname(fileURLToPath(import.meta.resolve('cpm-routing/package.json')))
process.exitCode = await run(process.argv.slice(2), nodeTerminal(process, packageFolder))
