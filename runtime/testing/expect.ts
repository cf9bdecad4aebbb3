import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type Json } from "../json.js";

/** Thrown by the comparisons below; its message says where and how the values differ. */
export class Mismatch extends Error {
  override readonly name = "Mismatch";
}

/** Every key listed in `expected` has the value listed, at any depth; arrays and scalars are equal. */
export function matchesSubset(expected: Json | undefined, actual: Json | undefined): boolean {
  if (isJsonObject(expected)) {
    return isJsonObject(actual) && Object.keys(expected).every((key) => matchesSubset(expected[key], actual[key]));
  }
  return isDeepStrictEqual(expected, actual);
}

/** The items listed occur in this order, others may stand between. */
export function expectOrderedSubset(what: string, expected: readonly Json[], actual: readonly Json[]): void {
  let from = 0;
  for (const [index, item] of expected.entries()) {
    const found = actual.findIndex((candidate, at) => at >= from && matchesSubset(item, candidate));
    if (found < 0) {
      throw new Mismatch(
        `${what} ${index} ${JSON.stringify(item)} is missing after ${JSON.stringify(actual.slice(from, from + 8))}`,
      );
    }
    from = found + 1;
  }
}

export function expectEqual(what: string, expected: Json | undefined, actual: Json | undefined): void {
  if (!isDeepStrictEqual(expected, actual)) {
    throw new Mismatch(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
  }
}

export function expectSubset(what: string, expected: Json | undefined, actual: Json | undefined): void {
  if (!matchesSubset(expected, actual)) {
    throw new Mismatch(`${what}: expected ${JSON.stringify(expected)} in ${JSON.stringify(actual)}`);
  }
}
