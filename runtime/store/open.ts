import type { Clock } from "../clock.js";
import { StoreCannotOpen } from "./errors.js";
import { MemoryStore } from "./memory.js";
import { PostgresStore } from "./postgres/index.js";
import { SqliteStore } from "./sqlite/index.js";
import type { Store } from "./store.js";

export interface OpenOptions {
  readonly clock: Pick<Clock, "now">;
}

const SQLITE = "sqlite:";
const POSTGRES = /^postgres(ql)?:/;

/**
 * Opens the store that a setting names: `memory`, `sqlite:FILE` (a path, relative to the working directory), or `postgres://...` for
 * several processes (docs/postgresql.md). Rejects with StoreCannotOpen when that is no store's name, or the store cannot be opened.
 */
export async function openStore(url: string, options: OpenOptions): Promise<Store> {
  if (url === "memory") return new MemoryStore(options.clock);
  if (url.startsWith(SQLITE) && url.length > SQLITE.length) return new SqliteStore(url.slice(SQLITE.length), options);
  if (POSTGRES.test(url)) return PostgresStore.open(url, options);
  throw new StoreCannotOpen(
    `"${url}" names no store. Write sqlite:FILE, postgres://user:password@host/database, or memory for one that forgets everything.`,
  );
}
