import { readdirSync } from 'node:fs'
import type { Canary } from './canaries/Canary.js'

const folder = 'tests/conformance/canaries'

/** Every broken implementation, in the order of the files. */
export const allCanaries = async (wanted = ''): Promise<readonly Canary[]> => {
  const files = readdirSync(folder).filter((file) => file !== 'Canary.ts' && file.includes(wanted))
  const modules: readonly { readonly canaries: readonly Canary[] }[] = await Promise.all(
    files.map((file) => import(`./canaries/${file.replace(/\.ts$/, '.js')}`)),
  )
  return modules.flatMap(({ canaries }) => canaries)
}
