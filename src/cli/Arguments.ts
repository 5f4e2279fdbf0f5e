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

const isOperand = (word: string): boolean => word === '-' || !word.startsWith('-')

const unknownOption = (name: string, known: OptionNames): string => {
  const options = [...known.values, ...known.flags].map((option) => `--${option}`)
  return `${name} is no option here; the options are ${options.join(', ')}`
}

/** The name of an option, and its value where one follows after `=`. */
const splitOption = (word: string): readonly [string, string | undefined] => {
  const equals = word.indexOf('=')
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)]
}

/**
 * Tells the words of a command apart, or says what is wrong with them.
 *
 * ```
 * --now 2026-…  --now=2026-…     an option with a value, at most once
 * --lines                        an option without one, at most once
 * -                              an operand: standard input
 * --                             ends the options: all that follows are operands
 * ```
 */
export const readArguments = (words: readonly string[], known: OptionNames): Either<string, Arguments> => {
  const operands: string[] = []
  const flags: string[] = []
  const values = new Map<string, string>()
  let optionsEnded = false
  const rest = words.values()
  for (const word of rest) {
    if (optionsEnded || isOperand(word)) {
      operands.push(word)
      continue
    }
    if (word === '--') {
      optionsEnded = true
      continue
    }
    const [option, inline] = splitOption(word)
    const name = option.startsWith('--') ? option.slice(2) : ''
    if (flags.includes(name) || values.has(name)) {
      return left(`${option} is given twice`)
    }
    if (known.values.includes(name)) {
      const value = inline ?? rest.next().value
      if (value === undefined || (inline === undefined && !isOperand(value))) {
        return left(`${option} needs a value`)
      }
      values.set(name, value)
    } else if (!known.flags.includes(name)) {
      return left(unknownOption(option, known))
    } else if (inline === undefined) {
      flags.push(name)
    } else {
      return left(`${option} takes no value`)
    }
  }
  return right({ operands, flags, values: Object.fromEntries(values) })
}
