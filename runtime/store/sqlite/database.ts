import { DatabaseSync } from "node:sqlite";
import { migrate } from "./schema.js";

/** 8 KB pages hold three sessions of the usual 2 KB; 4 KB pages hold one. */
const PAGE_BYTES = 8192;
const CACHE_KIB = 32 * 1024;
/** What the write-ahead log is cut to after it has once grown beyond. */
const LOG_BYTES = 64 * 1024 * 1024;

export interface DatabaseOptions {
  /** How long to wait for another program's lock; the event loop waits too. */
  readonly busyTimeoutMs: number;
  /** The size that the file may not grow beyond; absent: that of the disk. */
  readonly maxBytes?: number;
}

/**
 * Opens the file, brings it to the newest schema, and gives it settings under which a COMMIT that has returned survives a loss of power: write-ahead log, flushed at
 * every commit. Checkpoints are not made by commits, which they would stall for 60 to 90 ms.
 */
export function openDatabase(file: string, options: DatabaseOptions): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    setUp(database, file, options);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function setUp(database: DatabaseSync, file: string, { busyTimeoutMs, maxBytes }: DatabaseOptions): void {
  database.exec(`
    pragma busy_timeout = ${busyTimeoutMs};
    pragma page_size = ${PAGE_BYTES};
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma wal_autocheckpoint = 0;
    pragma journal_size_limit = ${LOG_BYTES};
    pragma cache_size = -${CACHE_KIB};
    pragma temp_store = memory;
  `);
  if (maxBytes !== undefined) database.exec(`pragma max_page_count = ${Math.floor(maxBytes / PAGE_BYTES)}`);
  migrate(database, file);
}
