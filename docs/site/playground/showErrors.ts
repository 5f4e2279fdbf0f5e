import { button, element } from './element.js'
import type { FieldError } from './FieldError.js'
import { lineAt } from './lineAt.js'

type Field = HTMLTextAreaElement | HTMLInputElement

/** Marks the part of the text that an error is about, and takes the reader there. */
export const select = (field: Field, { start, end }: FieldError['span']): void => {
  field.focus()
  field.setSelectionRange(start, end)
  if (field instanceof HTMLTextAreaElement) {
    const lineHeight = field.scrollHeight / Math.max(1, field.value.split('\n').length)
    field.scrollTop = Math.max(0, (lineAt(field.value, start).line - 3) * lineHeight)
  }
}

/** The line of a text in which something is wrong, with the wrong part marked. */
const excerpt = (text: string, { start, end }: FieldError['span']): HTMLElement => {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const next = text.indexOf('\n', start)
  const until = next < 0 ? text.length : next
  const marked = text.slice(start, Math.min(Math.max(end, start + 1), until))
  return element(
    'code',
    { class: 'excerpt', 'aria-hidden': 'true' },
    text.slice(from, start).trimStart(),
    element('mark', {}, marked === '' ? '⌃' : marked),
    text.slice(start + marked.length, until),
  )
}

const errorItem = (field: Field, error: FieldError): HTMLElement => {
  const { line, column } = lineAt(field.value, error.span.start)
  const where = `line ${line}, column ${column}${error.path.startsWith('/') ? `, ${error.path}` : ''}`
  return element(
    'li',
    {},
    button(where, () => select(field, error.span)),
    ` expected ${error.expected}; found ${error.actual}`,
    ...(field.value === '' ? [] : [excerpt(field.value, error.span)]),
  )
}

/** Shows below a field what is wrong in it, each with its place, what was expected and what was found; and what is worth knowing. */
export const showErrors = (field: Field, errors: readonly FieldError[], warnings: readonly string[] = []): void => {
  const list = document.getElementById(`${field.id}-errors`)
  if (errors.length > 0) {
    field.setAttribute('aria-invalid', 'true')
  } else {
    field.removeAttribute('aria-invalid')
  }
  list?.replaceChildren(
    ...errors.map((error) => errorItem(field, error)),
    ...warnings.map((warning) => element('li', { class: 'warning' }, warning)),
  )
}
