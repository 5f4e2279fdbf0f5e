import type { CpmAddress, CpmClient, Recipient, UserPreferences } from 'cpm-routing'
import { decodeJson, UserPreferencesCodec } from 'cpm-routing/wire/documents'
import type { RegistrationState } from 'cpm-routing/wire/reginfo'
import type { Records } from './storage/records.js'

/** A parameter of a contact as a REGISTER had it. */
export interface LearnedParameter {
  readonly name: string
  readonly value: string
}

/** What is known of a user's devices. */
export interface Facts {
  readonly clients: readonly CpmClient[]
  /** What the registrar said last. */
  readonly registration?: RegistrationState
  /** Feature tags of contacts, from third-party REGISTER: some registrars leave them out of what they say. */
  readonly learned: Readonly<Record<string, readonly LearnedParameter[]>>
}

const nothingKnown: Facts = { clients: [], learned: {} }

/** Who the recipients are: their preferences and their clients, as the database has them. */
export interface People {
  readonly recipient: (address: CpmAddress) => Promise<Recipient>
  readonly facts: (address: CpmAddress) => Promise<Facts>
  readonly putFacts: (address: CpmAddress, facts: Facts) => Promise<void>
}

/** The kinds of document in the database. */
export const factsKind = 'facts'
export const preferencesKind = 'preferences'

export const createPeople = (records: Records): People => {
  const decode = decodeJson(UserPreferencesCodec)
  const preferencesOf = async ({ canonical }: CpmAddress): Promise<UserPreferences | undefined> => {
    const document = await records.document(preferencesKind, canonical)
    const decoded = document === undefined ? undefined : decode(document.text)
    return decoded?._tag === 'Right' ? decoded.right.value : undefined
  }
  const factsOf = async ({ canonical }: CpmAddress): Promise<Facts> => {
    const document = await records.document(factsKind, canonical)
    return document === undefined ? nothingKnown : (JSON.parse(document.text) as Facts)
  }
  return {
    recipient: async (address) => {
      const [preferences, { clients }] = await Promise.all([preferencesOf(address), factsOf(address)])
      return { clients, ...(preferences === undefined ? {} : { preferences }) }
    },
    facts: factsOf,
    putFacts: async ({ canonical }, facts) => {
      await records.putDocument(factsKind, canonical, { etag: '', text: JSON.stringify(facts) }, '*')
    },
  }
}
