import type { Json, JsonObject } from "../../runtime/json.js";

/** Some fields of an object, those that have a value. */
export function pick(from: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.flatMap((name): [string, Json][] => {
      const value = Object.hasOwn(from, name) ? from[name] : undefined;
      return value === undefined || value === null ? [] : [[name, value]];
    }),
  );
}

/** An id of the client's, unless it is too long for the API. */
export function ownId(name: string, id: Json, maxLength: number): JsonObject {
  return typeof id === "string" && id.length <= maxLength ? { [name]: id } : {};
}

/** Numbers and truth values as texts: what a script made of a whole input keeps its type (8x8-automation.md D3). */
export function asTexts(fields: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === "number" || typeof value === "boolean" ? String(value) : value,
    ]),
  );
}
