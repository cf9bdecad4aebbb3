import type { Clock } from "../clock.js";
import { StoreCannotOpen } from "./errors.js";
import { MemoryStore } from "./memory.js";
import { SqliteStore } from "./sqlite/index.js";
import type { Store } from "./store.js";

export interface OpenOptions {
  readonly clock: Pick<Clock, "now">;
}

const SQLITE = "sqlite:";
const POSTGRES = /^postgres(ql)?:/;

/**
 * Opens the store that a setting names: `memory`, or `sqlite:FILE` (a path, relative to the working directory). Rejects with
 * StoreCannotOpen when that is no store's name, or the store cannot be opened.
 */
export async function openStore(url: string, options: OpenOptions): Promise<Store> {
  if (url === "memory") return new MemoryStore(options.clock);
  if (url.startsWith(SQLITE) && url.length > SQLITE.length) return new SqliteStore(url.slice(SQLITE.length), options);
  if (POSTGRES.test(url)) throw new StoreCannotOpen("Stores in PostgreSQL are not available yet; use sqlite:FILE.");
  throw new StoreCannotOpen(`"${url}" names no store. Write sqlite:FILE, or memory for one that forgets everything.`);
}
