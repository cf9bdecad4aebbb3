import * as values from "../values/array.js";
import { toText } from "../values/render.js";
import { object as makeObject } from "../values/object.js";
import { error, isError, type XValue } from "../values/value.js";
import { boolean, date, datetime, define, defineRaw, defineVariadic, number, text, time, value } from "./define.js";

/** Names and values in turn; of two with the same name the later one stays. */
function objectOf(args: readonly XValue[]): XValue {
  if (args.length % 2 !== 0) return error("requires an even number of arguments");
  const properties = Object.create(null) as Record<string, XValue>;
  for (let index = 0; index < args.length; index += 2) {
    const name = toText(args[index] ?? null);
    const property = args[index + 1] ?? null;
    if (isError(name)) return name;
    if (isError(property)) return property;
    properties[name] = property;
  }
  return makeObject(properties);
}

export const conversionFunctions = [
  define("text", [text], (_environment, converted) => converted),
  define("number", [number], (_environment, converted) => converted),
  define("boolean", [boolean], (_environment, converted) => converted),
  define("date", [date], (_environment, converted) => converted),
  define("time", [time], (_environment, converted) => converted),
  define("datetime", [datetime], (_environment, converted) => converted),
  defineVariadic("array", 0, value, (_environment, items) => values.array(items)),
  defineRaw("object", 0, undefined, (_environment, args) => objectOf(args)),
];
