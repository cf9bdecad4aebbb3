/** What JSON can hold: the only kind of data that sessions, options, events and inputs are made of. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object; a property may be absent, never anything but JSON. */
export interface JsonObject {
  [key: string]: Json | undefined;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
