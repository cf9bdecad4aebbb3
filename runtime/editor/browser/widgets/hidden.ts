import type { Schema } from "../../../validation/schema.js";
import { randomUuid } from "../uuid.js";

/** The value of a field that the form does not show; undefined: it does show it. */
export function hiddenValue(schema: Schema, value: unknown): { readonly value: unknown } | undefined {
  // A wire says where the step goes.
  if (schema["x-field"] === "target") return { value };
  if (schema["x-field"] === "id") return { value: value ?? randomUuid() };
  if ("const" in schema) return { value: schema.const };
  return undefined;
}
