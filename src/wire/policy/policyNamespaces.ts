/** The namespace of common policy (RFC 4745): rules and who they are about. */
export const commonPolicyNamespace = 'urn:ietf:params:xml:ns:common-policy'

/** The namespace in which OMA adds conditions to common policy. */
export const omaPolicyNamespace = 'urn:oma:xml:xdm:common-policy'

/** The namespace of this project: what common policy has no element for. */
export const preferencesNamespace = 'urn:cpm-routing:preferences:1'
