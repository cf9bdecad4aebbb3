import { renderDate, renderDateTime, renderTime } from "../dates/iso.js";
import { isJsonObject, type Json, type JsonObject } from "../../../json.js";
import { XArray } from "./array.js";
import { Decimal, renderNumber } from "./number.js";
import { type Property, XObject } from "./object.js";
import { error, isError, isNumber, tagged, type XValue } from "./value.js";

/** The property of a JSON object that is its default rather than one of its properties. */
const DEFAULT_NAME = "__default__";

/**
 * The typed value of plain JSON; what is inside objects and arrays is converted when it is read. Other data is null.
 */
export function toXValue(json: unknown): XValue {
  if (json === null || typeof json === "boolean") return json;
  // JSON can write halves of characters, which no text has.
  if (typeof json === "string") return json.isWellFormed() ? json : error("invalid text");
  if (typeof json === "number") return Number.isFinite(json) ? new Decimal(json) : null;
  if (json instanceof Decimal) return json;
  if (Array.isArray(json)) return new XArray(json.length, (index) => toXValue(json[index]));
  return isJsonObject(json) ? toXObject(json) : null;
}

function toXObject(json: JsonObject): XObject {
  const properties = Object.create(null) as Record<string, Property>;
  for (const name of Object.keys(json)) if (name !== DEFAULT_NAME) properties[name] = () => toXValue(json[name]);
  return Object.hasOwn(json, DEFAULT_NAME)
    ? new XObject(properties, () => toXValue(json[DEFAULT_NAME]))
    : new XObject(properties);
}

/**
 * Reads JSON text; undefined if it is not valid. Numbers keep their digits, which JavaScript's own would not from 16
 * on.
 */
export function parseJson(text: string): XValue | undefined {
  try {
    return toXValue(/\d[\d.]{15}|\d[eE]/.test(text) ? parseExactly(text) : JSON.parse(text));
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

type SourceReviver = (this: unknown, key: string, value: unknown, context: { source: string }) => unknown;

function parseExactly(text: string): unknown {
  const reviver: SourceReviver = (_key, value, { source }) => {
    if (typeof value !== "number") return value;
    const number = new Decimal(source);
    if (!number.isFinite()) throw new SyntaxError(`${source.slice(0, 20)} is out of range`);
    return number;
  };
  // The types of JSON.parse do not yet know the third argument, which carries a number's digits.
  return JSON.parse(text, reviver as (this: unknown, key: string, value: unknown) => unknown);
}

/** The value as plain JSON: dates and times as ISO text, defaults left out, functions and errors null. */
export function toJSON(value: XValue): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (isNumber(value)) return value.toNumber();
  const of = tagged(value);
  switch (of?.type) {
    case "array":
      return Array.from(of, toJSON);
    case "object":
      return Object.fromEntries(of.names.map((name) => [name, toJSON(of.get(name) ?? null)]));
    default:
      return renderTemporal(value);
  }
}

/** The value as JSON text, with all digits of its numbers and properties sorted by name. */
export function toJSONText(value: XValue): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return quoteJson(value);
  if (isNumber(value)) return renderNumber(value);
  const of = tagged(value);
  switch (of?.type) {
    case "array":
      return `[${Array.from(of, toJSONText).join(",")}]`;
    case "object":
      return `{${propertiesText(of)}}`;
    default:
      return JSON.stringify(renderTemporal(value));
  }
}

/** Properties that are errors are left out, as the reference engine does. */
function propertiesText(of: XObject): string {
  return of.names
    .flatMap((name) => {
      const value = of.get(name) ?? null;
      return isError(value) ? [] : `${quoteJson(name)}:${toJSONText(value)}`;
    })
    .join(",");
}

function renderTemporal(value: XValue): string | null {
  const of = tagged(value);
  switch (of?.type) {
    case "date":
      return renderDate(of);
    case "time":
      return renderTime(of);
    case "datetime":
      return renderDateTime(of);
    default:
      return null;
  }
}

/** Texts as the reference engine quotes them, which escapes a few characters otherwise than JavaScript. */
function quoteJson(text: string): string {
  return JSON.stringify(text.toWellFormed())
    .replace(/\\[^u]/g, (escape) => (escape === "\\b" ? "\\u0008" : escape === "\\f" ? "\\u000c" : escape))
    .replace(/[\u2028\u2029]/g, (character) => (character === "\u2028" ? "\\u2028" : "\\u2029"));
}
