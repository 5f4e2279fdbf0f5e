/** The namespace of the list of deferred messages: one of this project, documented in docs/wire-formats.md. */
export const deferredListNamespace = 'urn:cpm-routing:deferred-list:1'

/** The media type of the list of deferred messages. */
export const deferredListType = 'application/vnd.cpm-routing.deferred-list+xml'
