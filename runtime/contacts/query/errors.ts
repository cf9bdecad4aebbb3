/** What a program can tell a query's error by. */
export type QueryErrorCode =
  | "unexpected_token"
  | "invalid_number"
  | "invalid_date"
  | "invalid_language"
  | "invalid_group"
  | "invalid_partial_name"
  | "invalid_partial_urn"
  | "unsupported_contains"
  | "unsupported_comparison"
  | "unsupported_setcheck"
  | "unknown_property"
  | "redacted_urns";

/**
 * Why a query cannot be used. It is thrown inside the query package alone: `parseQuery` hands it back as a value. Some errors of
 * syntax have no code.
 */
export class QueryError extends Error {
  override readonly name = "QueryError";

  constructor(
    message: string,
    readonly code: QueryErrorCode | "" = "",
    /** The parts of the message, for whoever words it anew. */
    readonly extra: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}
