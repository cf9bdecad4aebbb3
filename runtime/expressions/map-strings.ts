import { type Json, isJsonObject } from "../json.js";

/**
 * Puts `map(text)` in the place of every string in a JSON value, at any depth; keys stay as they are.
 * A part in which nothing changes is returned itself, not a copy, so that callers can tell by `===`.
 */
export function mapStrings(value: Json, map: (text: string) => Json): Json {
  if (typeof value === "string") return map(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => mapStrings(item, map));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(
    ([key, item]) => [key, item === undefined ? item : mapStrings(item, map)] as const,
  );
  // fromEntries defines own properties, so that a key such as "__proto__" stays data.
  return entries.some(([key, item]) => item !== value[key]) ? Object.fromEntries(entries) : value;
}
