import { renderDate, renderDateTime, renderTime } from "../dates/iso.js";
import type { XArray } from "./array.js";
import { renderNumber } from "./number.js";
import type { XObject } from "./object.js";
import { isError, isNumber, tagged, type XError, type XValue } from "./value.js";

/** A value as text (goflow.md section 21, "to text"); an error is returned as it is. */
export function toText(value: XValue): string | XError {
  if (typeof value === "string") return value;
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "true" : "false";
  if (isNumber(value)) return renderNumber(value);
  return renderTagged(value);
}

function renderTagged(value: XValue): string | XError {
  const of = tagged(value);
  switch (of?.type) {
    case "date":
      return renderDate(of);
    case "time":
      return renderTime(of);
    case "datetime":
      return renderDateTime(of);
    case "array":
      return renderArray(of);
    case "object":
      return of.default !== undefined ? toText(of.default) : renderObject(of);
    case "function":
      return "function";
    case "error":
      return of;
    case undefined:
      return "";
  }
}

function renderArray(value: XArray): string | XError {
  const items: string[] = [];
  for (const item of value) {
    const text = toText(item);
    if (isError(text)) return text;
    items.push(text);
  }
  return `[${items.join(", ")}]`;
}

function renderObject(value: XObject): string | XError {
  const items: string[] = [];
  for (const name of value.names) {
    const text = toText(value.get(name) ?? null);
    if (isError(text)) return text;
    items.push(`${name}: ${text}`);
  }
  return `{${items.join(", ")}}`;
}

/** A value as error messages name it: texts in quotes, numbers and booleans as they are, all others by their type. */
export function describe(value: XValue): string {
  if (value === null) return "null";
  if (typeof value === "string") return `"${value}"`;
  if (typeof value === "boolean") return String(value);
  if (isNumber(value)) return renderNumber(value);
  return tagged(value)?.type ?? "null";
}
