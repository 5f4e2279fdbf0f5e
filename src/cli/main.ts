#!/usr/bin/env node
import { nodeTerminal } from './nodeTerminal.js'
import { run } from './run.js'

void run(process.argv.slice(2), nodeTerminal).then((status) => {
  process.exitCode = status
})
