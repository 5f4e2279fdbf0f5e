#!/usr/bin/env node
import { nodeTerminal } from './nodeTerminal.js'
import { run } from './run.js'

process.exitCode = await run(process.argv.slice(2), nodeTerminal(process))
