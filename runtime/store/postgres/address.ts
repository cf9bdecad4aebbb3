import { StoreCannotOpen } from "../errors.js";

/** Tables are kept apart from those of others in the same database. */
const SCHEMA = "switchboard";
/** Longer names the server would cut. */
const SCHEMA_NAME = /^[a-z_][a-z0-9_]{0,62}$/;

/**
 * So the server notices that a machine is gone: after 25 s, and not after hours. In the middle of a transaction, where others wait for
 * its rows, a process that stands still has 10 s.
 */
const SETTINGS = {
  tcp_keepalives_idle: 10,
  tcp_keepalives_interval: 5,
  tcp_keepalives_count: 3,
  idle_in_transaction_session_timeout: 10_000,
};

/** Where the store is. */
export interface Address {
  /** For the client library. */
  readonly url: string;
  /** The schema that the tables are in. */
  readonly schema: string;
  /** For messages: without the password. */
  readonly shown: string;
}

/**
 * Reads `postgres://user:password@host:port/database?schema=...`; what else stands behind the question mark (`sslmode`, `options`)
 * is as https://node-postgres.com has it. Throws StoreCannotOpen.
 */
export function readAddress(text: string): Address {
  const url = parse(text);
  const { searchParams } = url;
  const schema = searchParams.get("schema") ?? SCHEMA;
  if (!SCHEMA_NAME.test(schema)) {
    throw new StoreCannotOpen(
      `The schema "${schema}" cannot be used for the store: its name may have small letters, digits and _.`,
    );
  }
  searchParams.delete("schema");
  const settings = Object.entries({ ...SETTINGS, search_path: `"${schema}"` }).map(
    ([name, value]) => `-c ${name}=${value}`,
  );
  searchParams.set("options", [searchParams.get("options") ?? "", ...settings].join(" ").trim());
  const shown = new URL(text);
  shown.password = "";
  shown.search = "";
  return { url: url.href, schema, shown: shown.href };
}

function parse(text: string): URL {
  try {
    return new URL(text);
  } catch (cause) {
    throw new StoreCannotOpen(
      "The store's URL cannot be read. Write postgres://user:password@host:5432/database, with special characters of the " +
        "password as %XX.",
      { cause },
    );
  }
}
