const form = /^\d{4}-\d\d-\d\dt\d\d:\d\d:\d\d(\.\d+)?(z|[+-]\d\d:\d\d)$/i

/** Whether two values are texts of RFC 3339 that name the same instant. */
export const isSameInstant = (one: unknown, other: unknown): boolean =>
  typeof one === 'string' &&
  typeof other === 'string' &&
  form.test(one) &&
  form.test(other) &&
  new Date(one.toUpperCase()).getTime() === new Date(other.toUpperCase()).getTime()
