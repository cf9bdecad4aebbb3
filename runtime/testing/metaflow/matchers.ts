import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import { expectEqual, Mismatch } from "../expect.js";

/** What an object of one such key stands for. */
const MATCHERS: Readonly<Record<string, (of: Json | undefined, actual: Json | undefined) => boolean>> = {
  $any: (_, actual) => actual !== undefined,
  $absent: (_, actual) => actual === undefined,
  $exact: (of, actual) => isDeepStrictEqual(of, actual),
  $one_of: (of, actual) => Array.isArray(of) && of.some((each) => matches(each, actual)),
  $regex: (of, actual) => typeof actual === "string" && new RegExp(String(of)).test(actual),
};

/**
 * Whether a value is as a scenario says: of an object the keys listed, of anything else all of it. `[from, to]` at `at_ms` is a
 * range.
 */
export function matches(expected: Json | undefined, actual: Json | undefined): boolean {
  if (isJsonObject(expected)) {
    const [key = "", ...others] = Object.keys(expected);
    const matcher = others.length === 0 ? MATCHERS[key] : undefined;
    if (matcher) return matcher(expected[key], actual);
    return isJsonObject(actual) && Object.keys(expected).every((key) => matchesKey(key, expected[key], actual[key]));
  }
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      expected.length === actual.length &&
      expected.every((item, index) => matches(item, actual[index]))
    );
  }
  return expected === actual;
}

function matchesKey(key: string, expected: Json | undefined, actual: Json | undefined): boolean {
  if (key !== "at_ms" || !Array.isArray(expected)) return matches(expected, actual);
  const [from, to] = expected.map(Number);
  return typeof actual === "number" && from !== undefined && to !== undefined && from <= actual && actual <= to;
}

/** Channel ids stand in braces in a scenario; the calls of these tests have the names of their legs as ids. */
export function withLegs<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value).replace(/\{([abctz])\}/g, "$1")) as Value;
}

/** Puts values in the place of names in braces. */
export function filled<Value>(value: Value, values: Readonly<Record<string, string>>): Value {
  if (value === undefined) return value;
  const text = JSON.stringify(value).replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? JSON.stringify(values[name]).slice(1, -1) : whole,
  );
  return JSON.parse(text) as Value;
}

/** The items happen, in the order of their times; at one time in any order. Gives what happened beside them. */
export function expectInTime(
  what: string,
  expected: readonly JsonObject[],
  actual: readonly JsonObject[],
): JsonObject[] {
  const left = [...actual];
  let time = -Infinity;
  for (const item of expected) {
    const found = left.findIndex((candidate) => Number(candidate["at_ms"]) >= time && matches(item, candidate));
    if (found < 0)
      throw new Mismatch(`${what} ${JSON.stringify(item)} is missing in ${JSON.stringify(left.slice(0, 8))}`);
    time = Number(left[found]?.["at_ms"]);
    left.splice(found, 1);
  }
  return left;
}

/** The items happen, in any order. Gives what happened beside them. */
export function expectSomehow(
  what: string,
  expected: readonly JsonObject[],
  actual: readonly JsonObject[],
): JsonObject[] {
  const left = [...actual];
  for (const item of expected) {
    const found = left.findIndex((candidate) => matches(item, candidate));
    if (found < 0) throw new Mismatch(`${what} ${JSON.stringify(item)} is missing in ${JSON.stringify(left)}`);
    left.splice(found, 1);
  }
  return left;
}

/** As `expectInTime`, and nothing else happens. */
export function expectAllInTime(what: string, expected: readonly JsonObject[], actual: readonly JsonObject[]): void {
  expectEqual(`further ${what}s`, [], expectInTime(what, expected, actual));
}
