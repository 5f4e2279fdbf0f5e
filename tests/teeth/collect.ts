import { createRequire } from 'node:module'
import fc from 'fast-check'

/** A fact that a file of tests states, and how it is checked. */
export interface Fact {
  readonly name: string
  readonly check: () => void
}

const require = createRequire(import.meta.url)
const { expect } = createRequire(require.resolve('@types/jest/package.json'))('expect')

let facts: Fact[] = []
let before: (() => void)[] = []

/** A spy as far as the laws need one: another function in place of a method, and the method again. */
const spyOn = (owner: object, name: string) => {
  const method: unknown = Reflect.get(owner, name)
  return {
    mockImplementation: (other: unknown) => {
      Reflect.set(owner, name, other)
      return { mockRestore: () => Reflect.set(owner, name, method) }
    },
  }
}

const describeTests = (_: string, body: () => void): void => {
  const outer = before
  before = [...outer]
  body()
  before = outer
}

const it = (name: string, body: () => void): void => {
  const preparations = before
  facts.push({
    name,
    check: () => {
      for (const prepare of preparations) {
        prepare()
      }
      body()
    },
  })
}

/** One fact for each row; the values of a row that is no list are one. */
const each =
  (rows: readonly unknown[]) =>
  (name: string, body: (...values: readonly unknown[]) => void): void => {
    for (const row of rows) {
      it(name, () => body(...(Array.isArray(row) ? row : [row])))
    }
  }

Object.assign(globalThis, {
  describe: describeTests,
  it: Object.assign(it, { each }),
  expect,
  beforeAll: (body: () => void) => before.push(body),
  afterEach: () => undefined,
  jest: { spyOn, restoreAllMocks: () => undefined },
})
fc.configureGlobal({ endOnFailure: true })

/** The facts of a file of tests, none of them checked. */
export const factsOf = async (load: () => Promise<unknown>): Promise<readonly Fact[]> => {
  facts = []
  before = []
  await load()
  return facts
}
