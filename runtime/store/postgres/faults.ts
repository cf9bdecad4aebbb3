import { isNativeError } from "node:util/types";
import { DatabaseError } from "pg";
import { StoreUnavailable } from "../errors.js";

/**
 * Errors of the server that say something of it or of the moment, and nothing of the operation: classes and codes of
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const MEANINGS: Readonly<Record<string, string>> = {
  "08": "the connection was lost",
  "25006": "the server takes no changes now, as a replica does: name the primary",
  "25P03": "this process stood still for too long in the middle of a transaction",
  "26000": "the connection was handed to another session: connect to PostgreSQL itself, or to a pooler in session mode",
  "28": "the server does not let this user in",
  "40001": "others changed the same rows at this moment",
  "40P01": "others changed the same rows at this moment",
  "53100": "the disk of the server is full",
  "53200": "the server has no memory left for more locks or work (see max_locks_per_transaction)",
  "53300": "the server takes no more connections (see max_connections)",
  "53": "the server is at one of its limits",
  "55P03": "others hold a lock",
  "57P": "the server is starting, stopping or being restarted",
  "57014": "the server gave the statement up",
  "58": "the server has trouble with its files",
  XX: "the server's files are damaged, or it has met a defect of its own",
};

/** The code of an error of the server. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof DatabaseError ? error.code : undefined;
}

/** The StoreUnavailable that an error of the client library amounts to; else the error itself, which is the operation's own. */
export function asFault(error: unknown): unknown {
  if (error instanceof StoreUnavailable) return error;
  const code = codeOf(error);
  if (code === undefined) return unavailable(`the server cannot be reached (${reasonOf(error)})`, error);
  const known = [code, code.slice(0, 3), code.slice(0, 2)].find((key) => key in MEANINGS);
  return known === undefined ? error : unavailable(`${MEANINGS[known]} (${reasonOf(error)})`, error);
}

function unavailable(why: string, cause: unknown): StoreUnavailable {
  return new StoreUnavailable(`The store is unavailable: ${why}.`, { cause });
}

/** An attempt at several addresses of a name fails with an error that has no message of its own. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(", ");
  return isNativeError(error) ? error.message : String(error);
}

/** Somebody else has made a row of this key. */
export const UNIQUE_VIOLATION = "23505";
