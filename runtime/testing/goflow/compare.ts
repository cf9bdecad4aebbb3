import { isJsonObject, type Json } from "../../json.js";
import { Mismatch } from "../expect.js";

/** Throws a `Mismatch` that names the first place where two values differ, by its path. */
export function expectSame(expected: Json | undefined, actual: Json | undefined, what: string): void {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    for (let index = 0; index < Math.max(expected.length, actual.length); index++) {
      expectSame(expected[index], actual[index], `${what}/${index}`);
    }
    return;
  }
  if (isJsonObject(expected) && isJsonObject(actual)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      expectSame(expected[key], actual[key], `${what}/${key}`);
    }
    return;
  }
  if (expected !== actual) throw new Mismatch(`${what}: expected ${shown(expected)}, got ${shown(actual)}`);
}

/** As much of a value as a message needs. */
const SHOWN = 300;

function shown(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text;
}
