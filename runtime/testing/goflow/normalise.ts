import { isJsonObject, type Json } from "../../json.js";
import { comparableTrace } from "./trace.js";

/** Fields that hold a time of the engine's clock, and lengths of time (goflow.md section 33). */
const TIME_FIELDS: ReadonlySet<string> = new Set([
  "arrived_on",
  "created_on",
  "elapsed_ms",
  "exited_on",
  "expires_on",
  "last_seen_on",
  "modified_on",
]);

/** Fields that name a run or a step of a path. */
const MADE_FIELDS: ReadonlySet<string> = new Set(["step_uuid", "parent_run_uuid", "run_uuid"]);

/** Events that tell of a message or a ticket that was made. */
const MAKING_EVENTS: ReadonlySet<string> = new Set(["msg_created", "ivr_created", "ticket_opened"]);

/** Fields that hold what went over the wire. */
const TRACE_FIELDS: ReadonlySet<string> = new Set(["request", "response"]);

const FILE_INDENT = /\n {12,}/;

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** The UUIDs that occur in documents. */
export function uuidsIn(...documents: unknown[]): ReadonlySet<string> {
  return new Set(JSON.stringify(documents).match(UUID) ?? []);
}

/** UUIDs that the engine of these outputs has surely made, even where a document happens to have the same. */
function made(value: Json, uuids = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(value)) value.forEach((item) => made(item, uuids));
  if (!isJsonObject(value)) return uuids;
  for (const [key, item] of Object.entries(value)) {
    if (MADE_FIELDS.has(key) && typeof item === "string") uuids.add(item);
    else if (item !== undefined) made(item, uuids);
  }
  for (const made of [value["msg"], value["ticket"]]) {
    if (MAKING_EVENTS.has(String(value["type"])) && isJsonObject(made)) uuids.add(String(made["uuid"]));
  }
  const { runs, uuid } = value;
  if (Array.isArray(runs) && typeof uuid === "string") {
    uuids.add(uuid);
    for (const run of runs) if (isJsonObject(run) && typeof run["uuid"] === "string") uuids.add(run["uuid"]);
  }
  return uuids;
}

/**
 * Makes outputs of two engines comparable: UUIDs that were made become numbers in the order of their appearance, times of the
 * clock become one word (an ended run's time of expiry, which GoFlow now and then sets anew, is left out), and exchanges with servers keep their lines and bodies.
 */
export function normalise(value: Json, known: ReadonlySet<string>): Json {
  const own = made(value);
  const numbers = new Map<string, string>();
  const numbered = (uuid: string): string => {
    if (known.has(uuid) && !own.has(uuid)) return uuid;
    const number = numbers.get(uuid) ?? `uuid-${numbers.size + 1}`;
    numbers.set(uuid, number);
    return number;
  };
  const visit = (item: Json, key: string): Json => {
    if (item === null) return null;
    if (TIME_FIELDS.has(key) && typeof item !== "object") return "<time>";
    if (typeof item === "string") {
      return TRACE_FIELDS.has(key) ? visit(comparableTrace(item), "") : withoutLayout(item).replace(UUID, numbered);
    }
    if (Array.isArray(item)) return item.map((each) => visit(each, key));
    if (!isJsonObject(item)) return item;
    const keys = Object.keys(item)
      .filter((name) => name !== "expires_on" || item["exited_on"] === null)
      .sort();
    return Object.fromEntries(
      keys.flatMap((name) => (item[name] === undefined ? [] : [[name, visit(item[name], name)]])),
    );
  };
  return visit(value, "");
}

/** The server that `localhost` stands for in the reference's tests. */
const LOOPBACK = /http:\/\/127\.0\.0\.1:\d+\//g;

/** GoFlow keeps pieces of JSON as they stood in the file that they were read from, with its line ends and indents. */
function withoutLayout(text: string): string {
  const there = text.replace(LOOPBACK, "http://localhost/");
  return FILE_INDENT.test(there) ? there.replace(/\n +/g, "").replaceAll('": ', '":') : there;
}
