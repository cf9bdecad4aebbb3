import type { Json, JsonObject } from "../../json.js";

/** What a message has that is not its author's: the mark, Node-RED's id, and the HTTP request that an `http in` node holds open. */
const NOT_KEPT: ReadonlySet<string> = new Set(["session", "_msgid", "req", "res"]);
/** Deeper than this nothing is looked at: it may be a circle. */
const MAX_DEPTH = 50;

/** What of a message is kept while its token rests, and the names of what is not. */
export interface Kept {
  readonly properties: JsonObject;
  readonly notJson: readonly string[];
  readonly tooLarge: readonly string[];
}

/** The message's own JSON properties, as long as they fit into `maxBytes` together. */
export function keepProperties(message: object, maxBytes: number): Kept {
  const properties: JsonObject = {};
  const notJson: string[] = [];
  const tooLarge: string[] = [];
  let bytes = 0;
  for (const [name, value] of Object.entries(message)) {
    if (NOT_KEPT.has(name) || value === undefined) continue;
    if (!isJson(value)) {
      notJson.push(name);
      continue;
    }
    const text = JSON.stringify(value);
    const size = Buffer.byteLength(text) + Buffer.byteLength(name);
    if (bytes + size > maxBytes) {
      tooLarge.push(name);
      continue;
    }
    bytes += size;
    // A copy: whoever has the message too may still change it.
    properties[name] = JSON.parse(text) as Json;
  }
  return { properties, notJson, tooLarge };
}

/** Whether JSON can hold the value as it is: no dates, buffers, functions or instances of classes. */
function isJson(value: unknown, depth = 0): value is Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isJson(item, depth + 1));
  return isPlain(value) && Object.values(value).every((item) => item === undefined || isJson(item, depth + 1));
}

/** Function nodes make their objects in a context of their own, whose `Object` is another. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
