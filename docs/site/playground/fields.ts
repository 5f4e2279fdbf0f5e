import { byId } from './byId.js'
import { fieldError } from './FieldError.js'
import type { Placed, Reading } from './readSituation.js'
import type { FieldName, Situation } from './Situation.js'
import { fieldNames } from './Situation.js'
import { showErrors } from './showErrors.js'

/** The field of a name. */
export const fieldOf = (name: FieldName): HTMLTextAreaElement | HTMLInputElement =>
  name === 'now' || name === 'sphere' ? byId(name, HTMLInputElement) : byId(name, HTMLTextAreaElement)

const textOf = (name: FieldName): string => fieldOf(name).value

/** What stands in all fields. */
export const situationShown = (): Situation => ({
  message: textOf('message'),
  preferences: textOf('preferences'),
  clients: textOf('clients'),
  policy: textOf('policy'),
  sphere: textOf('sphere'),
  now: textOf('now'),
})

/** Puts texts into their fields; a field that has none stays as it is. */
export const fill = (texts: Readonly<Record<string, string>>): void => {
  for (const name of fieldNames) {
    fieldOf(name).value = texts[name] ?? textOf(name)
  }
}

const of = <A>(all: readonly Placed<A>[], name: FieldName): readonly A[] =>
  all.filter(({ field }) => field === name).map(({ about }) => about)

/** Shows at each field what is wrong in it. */
export const showAllErrors = ({ errors, warnings }: Reading): void => {
  for (const name of fieldNames) {
    const field = fieldOf(name)
    const isText = name === 'now' || name === 'sphere'
    showErrors(
      field,
      of(errors, name).map((error) => ({
        ...fieldError(field.value, error),
        ...(isText ? { span: { start: 0, end: field.value.length } } : {}),
      })),
      of(warnings, name).map(({ path, message }) => `${path}: ${message}`),
    )
  }
}
