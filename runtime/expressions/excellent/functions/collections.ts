import { callNamed } from "../call.js";
import type { Environment } from "../environment.js";
import { array as makeArray } from "../values/array.js";
import { toNumber } from "../values/convert.js";
import { equals } from "../values/equals.js";
import type { XFunction } from "../values/function.js";
import { Decimal } from "../values/number.js";
import { object as makeObject } from "../values/object.js";
import { toText } from "../values/render.js";
import { error, isError, tagged, type XError, type XValue } from "../values/value.js";
import { anything, array, callable, define, defineRaw, object, text, toArgument } from "./define.js";

/** Items compared with all before them at once; beyond this, an array of distinct items would take seconds. */
const MAX_UNIQUE_ITEMS = 10_000;

function count(value: XValue): XValue {
  if (value === null) return new Decimal(0);
  const of = tagged(value);
  if (of?.type === "array") return new Decimal(of.length);
  if (of?.type === "object") return new Decimal(of.size);
  return error("value isn't countable");
}

function sum(items: Iterable<XValue>): XValue {
  let total = new Decimal(0);
  for (const item of items) {
    const number = toNumber(item);
    if (isError(number)) return number;
    total = total.plus(number);
  }
  return total;
}

/** Items that equal none before them. */
function unique(items: Iterable<XValue>): XValue {
  const kept: XValue[] = [];
  for (const item of items) {
    if (kept.some((one) => equals(one, item))) continue;
    if (kept.length === MAX_UNIQUE_ITEMS) return error(`more than ${MAX_UNIQUE_ITEMS} different items`);
    kept.push(item);
  }
  return makeArray(kept);
}

function join(items: Iterable<XValue>, separator: string): XValue {
  const texts: string[] = [];
  for (const item of items) {
    const one = toText(item);
    if (isError(one)) return one;
    texts.push(one);
  }
  return texts.join(separator);
}

/** Results of a function for each item, the other arguments behind it; the first error instead, if there is one. */
function mapItems<Key>(
  items: Iterable<readonly [Key, XValue]>,
  called: XFunction,
  others: readonly XValue[],
  environment: Environment,
): [Key, XValue][] | XError {
  const results: [Key, XValue][] = [];
  for (const [key, item] of items) {
    const result = callNamed("function", called, [item, ...others], environment);
    if (isError(result)) return result;
    results.push([key, result]);
  }
  return results;
}

/** The property of an object; null if it has none of the name. */
function extractObject(from: XValue, names: readonly XValue[], environment: Environment): XValue {
  const source = toArgument(object, environment, from);
  if (isError(source)) return source;
  const properties = Object.create(null) as Record<string, XValue>;
  for (const one of names) {
    const name = toText(one);
    if (isError(name)) return name;
    properties[name] = source.get(name) ?? null;
  }
  return makeObject(properties);
}

export const collectionFunctions = [
  /** Items or properties; null has none. */
  define("count", [anything], (_environment, { argument }) => count(argument)),
  define("sum", [array], (_environment, items) => sum(items)),
  define("unique", [array], (_environment, items) => unique(items)),
  define("join", [array, text], (_environment, items, separator) => join(items, separator)),
  define("extract", [object, text], (_environment, from, name) => from.get(name) ?? null),
  defineRaw("extract_object", 2, undefined, (environment, [from = null, ...names]) =>
    extractObject(from, names, environment),
  ),
  defineRaw("foreach", 2, undefined, (environment, [items = null, called = null, ...others]) => {
    const from = toArgument(array, environment, items);
    if (isError(from)) return from;
    const apply = toArgument(callable, environment, called);
    if (isError(apply)) return apply;
    const results = mapItems(Array.from(from).entries(), apply, others, environment);
    return isError(results) ? results : makeArray(results.map(([, result]) => result));
  }),
  defineRaw("foreach_value", 2, undefined, (environment, [properties = null, called = null, ...others]) => {
    const from = toArgument(object, environment, properties);
    if (isError(from)) return from;
    const apply = toArgument(callable, environment, called);
    if (isError(apply)) return apply;
    const named = from.names.map((name) => [name, from.get(name) ?? null] as const);
    const results = mapItems(named, apply, others, environment);
    return isError(results) ? results : makeObject(Object.fromEntries(results));
  }),
];
