/** The namespace of registration information (RFC 3680). */
export const reginfoNamespace = 'urn:ietf:params:xml:ns:reginfo'

/** The namespace of the public addresses of devices in registration information (RFC 5628). */
export const gruuNamespace = 'urn:ietf:params:xml:ns:gruuinfo'
