import type { Json, JsonObject } from "../../json.js";
import { isUuid4 } from "../uuids.js";

/** What is wrong with a field that has to be there, in GoFlow's words; undefined: nothing. */
export function requiredText(object: JsonObject, field: string): string | undefined {
  const value = object[field];
  if (isMissing(value)) return `field '${field}' is required`;
  return typeof value === "string" ? undefined : `field '${field}' must be a text`;
}

/** The same for a field that holds a UUID. */
export function requiredUuid(object: JsonObject, field: string): string | undefined {
  return requiredText(object, field) ?? (isUuid4(object[field]) ? undefined : `field '${field}' must be a valid UUID4`);
}

/** To GoFlow an empty text is as good as none. */
export function isMissing(value: Json | undefined): boolean {
  return value === undefined || value === null || value === "";
}
