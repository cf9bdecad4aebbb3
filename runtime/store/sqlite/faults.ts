import { isNativeError } from "node:util/types";
import { StoreUnavailable } from "../errors.js";

/** Primary result codes of SQLite that say something of the file or the machine, and nothing of the operation. */
const MEANINGS: Readonly<Record<number, string>> = {
  5: "another program holds a lock on its file",
  6: "a table is locked",
  7: "there is no memory left",
  8: "its file cannot be written",
  10: "reading or writing its file failed",
  11: "its file is damaged",
  13: "the disk, or the size it may have, is full",
  14: "its file cannot be opened",
  15: "its lock files are in disorder",
  26: "its file is not a SQLite database",
};

/** Extended result codes carry the primary one in their low byte. */
const PRIMARY_CODE = 0xff;

/** The StoreUnavailable that an error amounts to; undefined for an error of the operation itself. */
export function asUnavailable(error: unknown): StoreUnavailable | undefined {
  if (error instanceof StoreUnavailable) return error;
  if (!isNativeError(error) || !("code" in error)) return undefined;
  if (error.code === "ERR_INVALID_STATE") return new StoreUnavailable("The store is closed.", { cause: error });
  if (error.code !== "ERR_SQLITE_ERROR" || !("errcode" in error)) return undefined;
  const meaning = MEANINGS[Number(error.errcode) & PRIMARY_CODE];
  if (meaning === undefined) return undefined;
  return new StoreUnavailable(`The store is unavailable: ${meaning} (${error.message}).`, { cause: error });
}
