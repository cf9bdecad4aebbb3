import { clientVariables } from "../../call/variables.js";
import { isJsonObject } from "../../json.js";
import { invalid } from "./errors.js";

/** voipbin-flow.md section 2, limits: variables that a client may set at a start. */
const MOST_VARIABLES = 100;
const LONGEST_VALUE_BYTES = 32 * 1024;
const MOST_BYTES = 64 * 1024;

/** The variables of a request, without empty names and those that are the system's own. Throws 400 `INVALID_VARIABLES`. */
export function readVariables(given: unknown): Record<string, string> {
  if (given === undefined) return {};
  const entries = isJsonObject(given as never) ? Object.entries(given as object) : undefined;
  if (!entries?.every((entry): entry is [string, string] => typeof entry[1] === "string")) {
    throw refused("must be an object whose values are texts");
  }
  if (entries.length > MOST_VARIABLES) throw refused(`may have ${MOST_VARIABLES} names, has ${entries.length}`);
  const long = entries.find(([, value]) => Buffer.byteLength(value) > LONGEST_VALUE_BYTES);
  if (long) throw refused(`: the value of '${long[0]}' is longer than ${LONGEST_VALUE_BYTES} bytes`);
  const bytes = entries.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0);
  if (bytes > MOST_BYTES) throw refused(`may have ${MOST_BYTES} bytes in all, has ${bytes}`);
  return clientVariables(Object.fromEntries(entries));
}

function refused(why: string) {
  return invalid("INVALID_VARIABLES", `'variables' ${why}.`);
}
