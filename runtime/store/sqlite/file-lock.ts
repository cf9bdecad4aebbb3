import { DatabaseSync } from "node:sqlite";
import { StoreCannotOpen } from "../errors.js";
import { asUnavailable } from "./faults.js";

/**
 * Makes this the one process that writes the store of a file, by an exclusive lock on a tiny database beside it. The operating
 * system releases the lock when the process dies, however it does. Gives the function that releases it.
 */
export function lockFile(file: string): () => void {
  const lock = new DatabaseSync(`${file}-lock`);
  try {
    lock.exec("pragma busy_timeout = 0; pragma journal_mode = memory; begin exclusive");
  } catch (error) {
    lock.close();
    if (!asUnavailable(error)) throw error;
    throw new StoreCannotOpen(
      `The store ${file} is in use by another process. Stop that one, or give this one a store of its own (SWITCHBOARD_STORE).`,
      { cause: error },
    );
  }
  return () => lock.close();
}
