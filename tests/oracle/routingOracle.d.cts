/** The second implementation of the routing decision, on the JSON text forms. */
export declare const oracleRoute: (request: unknown) => Readonly<Record<string, unknown>>
/** The first instant after `now`, up to `limit`, at which the decision differs; by brute force. */
export declare const oracleNextChange: (request: unknown, limit: string) => string | null
