import type { Json, JsonObject } from "../json.js";

// The ids in a document are untrusted: `Object.fromEntries` makes own properties even of `__proto__`, which an assignment would not.

/** The value under an own key. */
export function own<Value>(record: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A copy without some keys. */
export function without(record: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

/** A copy without the properties that hold nothing to note: undefined and {}. */
export function noted(record: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && !isEmptyObject(value)));
}

export function isEmptyObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}

/** The ids in their order, if an object would not keep it: JavaScript moves keys that look like an index to the front. */
export function orderNote(ids: readonly string[]): Json | undefined {
  const kept = Object.keys(Object.fromEntries(ids.map((id) => [id, null])));
  return kept.every((id, index) => id === ids[index]) ? undefined : [...ids];
}

/** The keys of a record in a noted order; keys that the note does not know come last. */
export function inOrder(record: Readonly<Record<string, unknown>>, note: Json | undefined): string[] {
  const known = Array.isArray(note) ? note.filter((id) => typeof id === "string" && Object.hasOwn(record, id)) : [];
  return [...new Set([...(known as string[]), ...Object.keys(record)])];
}
