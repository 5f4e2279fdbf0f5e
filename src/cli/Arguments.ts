import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'

/** The words of a command, told apart. */
export interface Arguments {
  readonly operands: readonly string[]
  /** Options with a value, by name without dashes. */
  readonly values: Readonly<Record<string, string>>
  /** Options without a value that are there. */
  readonly flags: readonly string[]
}

/** The options that a command has. */
export interface OptionNames {
  readonly values: readonly string[]
  readonly flags: readonly string[]
}

const noArguments: Arguments = { operands: [], values: {}, flags: [] }

const unknownOption = (name: string, known: OptionNames): string =>
  `${name} is no option here; there ${known.values.length + known.flags.length === 0 ? 'is none' : 'are'} ${[
    ...known.values,
    ...known.flags,
  ]
    .map((option) => `--${option}`)
    .join(', ')}`.trim()

/**
 * Tells the words of a command apart, or says what is wrong with them. `--name value` and `--name=value` are the same, and `--` ends the
 * options.
 */
export const readArguments = (words: readonly string[], known: OptionNames): Either<string, Arguments> => {
  const [word, ...rest] = words
  if (word === undefined) {
    return right(noArguments)
  }
  if (word === '--') {
    return right({ ...noArguments, operands: rest })
  }
  if (!word.startsWith('--')) {
    return withRest(rest, known, (args) => ({ ...args, operands: [word, ...args.operands] }))
  }
  const [option = '', ...inline] = word.slice(2).split('=')
  if (known.flags.includes(option) && inline.length === 0) {
    return withRest(rest, known, (args) => ({ ...args, flags: [option, ...args.flags] }))
  }
  if (!known.values.includes(option)) {
    return left(unknownOption(word, known))
  }
  const value = inline.length > 0 ? inline.join('=') : rest[0]
  return value === undefined
    ? left(`--${option} needs a value`)
    : withRest(inline.length > 0 ? rest : rest.slice(1), known, (args) => ({
        ...args,
        values: { [option]: value, ...args.values },
      }))
}

const withRest = (
  rest: readonly string[],
  known: OptionNames,
  join: (args: Arguments) => Arguments,
): Either<string, Arguments> => {
  const read = readArguments(rest, known)
  return read._tag === 'Left' ? read : right(join(read.right))
}
