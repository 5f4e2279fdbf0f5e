/** One header field as it was written, with folded lines joined by one space and no blanks around the value. */
export interface HeaderField {
  readonly name: string
  readonly value: string
}

/** The values of all header fields of a name, in order; names are compared in any case. */
export const fieldValues = (fields: readonly HeaderField[], name: string): readonly string[] => {
  const wanted = name.toLowerCase()
  return fields.filter((field) => field.name.toLowerCase() === wanted).map((field) => field.value)
}
