const widest = 64

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A JSON value on one line: `{ "action": "deliver" }`. */
const inLine = (value: unknown): string => {
  if (Array.isArray(value)) {
    return `[${value.map(inLine).join(', ')}]`
  }
  if (!isRecord(value)) {
    return JSON.stringify(value)
  }
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${inLine(member)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

/** A JSON value for a person to edit: what is short stands on one line. */
export const jsonText = (value: unknown, margin = ''): string => {
  const short = inLine(value)
  if ((margin !== '' && margin.length + short.length <= widest) || !(Array.isArray(value) || isRecord(value))) {
    return short
  }
  const deeper = `${margin}  `
  const parts = Array.isArray(value)
    ? value.map((entry) => `${deeper}${jsonText(entry, deeper)}`)
    : Object.entries(value).map(([name, member]) => `${deeper}${JSON.stringify(name)}: ${jsonText(member, deeper)}`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return parts.length === 0 ? `${open}${close}` : `${open}\n${parts.join(',\n')}\n${margin}${close}`
}
