import { lintRun } from '../support/lintRun.js'

/** Lints many generated documents and prints what came of it: `npx tsx tests/campaigns/lint.ts --documents 10000 --seed 1`. */
const option = (name: string, otherwise: number): number => {
  const place = process.argv.indexOf(`--${name}`)
  return place < 0 ? otherwise : Number(process.argv[place + 1])
}

const started = performance.now()
const { variants, wrong, ...figures } = lintRun(option('documents', 10_000), option('seed', 1), option('requests', 200))
for (const [name, value] of Object.entries(figures)) {
  console.log(`${name}: ${value}`)
}
for (const [variant, count] of [...variants].sort()) {
  console.log(`  planted ${variant}: ${count}`)
}
console.log(`wrong: ${wrong.length}`)
for (const line of wrong.slice(0, 20)) {
  console.log(`  ${line}`)
}
console.log(`seconds: ${((performance.now() - started) / 1000).toFixed(1)}`)
process.exitCode = wrong.length === 0 ? 0 : 1
