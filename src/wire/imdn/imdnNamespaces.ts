/** The namespace of disposition notifications (RFC 5438). */
export const imdnNamespace = 'urn:ietf:params:xml:ns:imdn'

/** The namespace in which CPM adds the notification about interworking. */
export const cpmImdnNamespace = 'urn:oma:xml:cpm:imdn-extensions:1.0'
