import type { Json } from "../../json.js";

/**
 * JSON whose objects keep the order of their keys. A JavaScript object moves keys that look like an index to the front, but the
 * order of patterns decides which is tried first (kazoo-metaflows.md section 4.4).
 */
export type Ordered = null | boolean | number | string | readonly Ordered[] | OrderedObject;
export type OrderedObject = ReadonlyMap<string, Ordered>;

/** Put before each key, none of them looks like an index. */
const MARK = ".";

/** A string of JSON, and the colon after it if it is a key. */
const STRING = /"((?:[^"\\]|\\.)*"(\s*:)?)/g;

/**
 * Parses JSON, keeping the order of keys.
 *
 * @throws SyntaxError as `JSON.parse` does
 */
export function parseOrdered(text: string): Ordered {
  JSON.parse(text);
  const marked = text.replace(STRING, (whole, rest: string, colon?: string) => (colon ? `"${MARK}${rest}` : whole));
  return withoutMarks(JSON.parse(marked) as Json);
}

function withoutMarks(value: Json): Ordered {
  if (Array.isArray(value)) return value.map(withoutMarks);
  if (typeof value !== "object" || value === null) return value;
  return new Map(Object.entries(value).map(([key, item = null]) => [key.slice(MARK.length), withoutMarks(item)]));
}

/** A value as it came: parsed by `parseOrdered`, or plain JSON in whatever order its keys have. */
export function toOrdered(value: unknown): Ordered {
  if (value instanceof Map)
    return new Map([...(value as Map<string, unknown>)].map(([key, item]) => [key, toOrdered(item)]));
  if (Array.isArray(value)) return value.map(toOrdered);
  if (typeof value !== "object" || value === null) return value as Ordered;
  return new Map(Object.entries(value).map(([key, item]) => [key, toOrdered(item)]));
}

/** Plain JSON, for everything that the order of keys means nothing to. */
export function toJson(value: Ordered): Json {
  if (isList(value)) return value.map(toJson);
  if (!isObject(value)) return value;
  return Object.fromEntries([...value].map(([key, item]) => [key, toJson(item)]));
}

/** The text of JSON, its keys in order. */
export function stringifyOrdered(value: Ordered): string {
  if (isList(value)) return `[${value.map(stringifyOrdered).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${[...value].map(([key, item]) => `${JSON.stringify(key)}:${stringifyOrdered(item)}`).join(",")}}`;
}

export function isObject(value: Ordered | undefined): value is OrderedObject {
  return value instanceof Map;
}

function isList(value: Ordered): value is readonly Ordered[] {
  return Array.isArray(value);
}
