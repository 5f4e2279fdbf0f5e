/** A parameter of a contact that the registrar passes on as it came: feature tags, `+sip.instance`, `path`. */
export interface ContactParameter {
  readonly name: string
  /** As it was written, with its quotation marks if it has any. */
  readonly value: string
}

/** One address at which the user can be reached, and what has last happened to it. */
export interface RegistrationContact {
  readonly id: string
  /** Whether the contact is bound: the one fact that says whether a device is registered. */
  readonly state: 'active' | 'terminated'
  /** What happened last, as written: `registered`, `created`, `refreshed`, `shortened`, `expired`, `deactivated`, … */
  readonly event: string
  readonly uri: string
  /** In seconds from when the document was made. */
  readonly expires?: number
  /** In seconds: when the device may try again. */
  readonly retryAfter?: number
  /** In seconds up to when the document was made. */
  readonly durationRegistered?: number
  /** Preference among contacts, 0 to 1; it orders them and excludes none. */
  readonly q?: number
  readonly callId?: string
  readonly cseq?: number
  readonly displayName?: string
  /** In order; a name may stand there more than once. */
  readonly parameters: readonly ContactParameter[]
  /** The public address of this device (RFC 5628), which outlives the contact. */
  readonly pubGruu?: string
  readonly tempGruu?: string
}

/** One address of record of the user with its contacts. */
export interface Registration {
  readonly aor: string
  readonly id: string
  readonly state: 'init' | 'active' | 'terminated'
  readonly contacts: readonly RegistrationContact[]
}

/** A registration information document (RFC 3680): everything the registrar knows, or what has changed. */
export interface Reginfo {
  /** One more than that of the document before. */
  readonly version: number
  readonly state: 'full' | 'partial'
  readonly registrations: readonly Registration[]
}
