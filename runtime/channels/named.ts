import { isJsonObject, type Json } from "../json.js";
import type { Schema } from "../validation/schema.js";

/** The ids of the channels that a step's options name: as a text (`channel` in `runtime/fields.ts`), or by UUID as assets are. */
export function channelsNamedBy(schema: Schema, value: Json | undefined): readonly string[] {
  if (schema["x-field"] === "channel") return texts(value ?? schema.default);
  if (!isJsonObject(value)) return [];
  if (schema["x-asset"] === "channel") return texts(value["uuid"]);
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => channelsNamedBy(field, value[name]));
}

function texts(value: unknown): readonly string[] {
  return typeof value === "string" && value !== "" ? [value] : [];
}
