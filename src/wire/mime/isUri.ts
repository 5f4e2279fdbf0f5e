const uri = /^[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-~]+$/

/** Whether a text is a URI with a scheme, in printable ASCII without blanks, quotation marks and angle brackets. */
export const isUri = (text: string): boolean => uri.test(text)
