import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type Json } from "../../json.js";

type Matcher = (of: Json | undefined, actual: Json | undefined) => boolean;

/** What a key that begins with `$` says of the value at its place. */
const MATCHERS: Readonly<Record<string, Matcher>> = {
  $any: (_, actual) => actual !== undefined,
  $absent: (_, actual) => actual === undefined,
  $type: (of, actual) => of === typeOf(actual),
  $in: (of, actual) => Array.isArray(of) && of.some((each) => matches(each, actual)),
  $contains: (of, actual) => typeof actual === "string" && actual.includes(String(of)),
  $regex: (of, actual) => typeof actual === "string" && new RegExp(String(of)).test(actual),
  $length: (of, actual) => lengthOf(actual) === of,
  $exact: (of, actual) => isDeepStrictEqual(of, actual),
  $item: (of, actual) => Array.isArray(actual) && actual.some((item) => matches(of, item)),
  $every: (of, actual) => Array.isArray(actual) && actual.every((item) => matches(of, item)),
  $not: (of, actual) => !matches(of, actual),
};

/** Whether a value is as a scenario says: objects are subsets, arrays are equal in length, `$...` see above. */
export function matches(expected: Json | undefined, actual: Json | undefined): boolean {
  if (isJsonObject(expected)) {
    const keys = Object.keys(expected);
    if (keys.length > 0 && keys.every((key) => Object.hasOwn(MATCHERS, key))) {
      return keys.every((key) => MATCHERS[key]?.(expected[key], actual));
    }
    return isJsonObject(actual) && keys.every((key) => matches(expected[key], own(actual, key)));
  }
  if (!Array.isArray(expected)) return Object.is(expected, actual);
  if (!Array.isArray(actual) || expected.length !== actual.length) return false;
  return expected.every((item, index) => matches(item, actual[index]));
}

/** Hostile keys such as `__proto__` are looked up like any other. */
function own(value: { readonly [key: string]: Json | undefined }, key: string): Json | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function typeOf(value: Json | undefined): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function lengthOf(value: Json | undefined): number | undefined {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return isJsonObject(value) ? Object.keys(value).length : undefined;
}
