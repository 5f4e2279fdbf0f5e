/** A value in a row, or in place of a parameter. */
export type SqlValue = string | number | Uint8Array | null

export type Row = Readonly<Record<string, unknown>>

/** Runs one statement; its parameters are `$1`, `$2`, … in the order in which they first stand there. */
export interface Query {
  readonly rows: (sql: string, parameters?: readonly SqlValue[]) => Promise<readonly Row[]>
  /** Gives how many rows were changed. */
  readonly change: (sql: string, parameters?: readonly SqlValue[]) => Promise<number>
}

/** A database that speaks the part of SQL that SQLite and PostgreSQL have in common. */
export interface Sql {
  /** The name of the type for octets. */
  readonly octets: 'blob' | 'bytea'
  /** Runs work in one transaction: all of it is durable when the promise resolves, nothing of it is there when it rejects. */
  readonly transaction: <A>(work: (query: Query) => Promise<A>) => Promise<A>
  readonly close: () => Promise<void>
}
