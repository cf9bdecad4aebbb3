import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isJsonObject, type Json } from "../../json.js";

/** Name of the file beside a folder of cases that lists places whose text depends on the order of clock readings. */
const FILE = "volatile.json";

interface VolatileFile {
  readonly cases?: Readonly<Record<string, { readonly clock?: readonly string[] }>>;
}

/** JSON pointers into a case's outputs that say nothing, as the file beside its folder lists them; none without such a file. */
export function volatilePointers(caseFile: string): readonly string[] {
  const file = join(dirname(dirname(caseFile)), FILE);
  if (!existsSync(file)) return [];
  const { cases = {} } = JSON.parse(readFileSync(file, "utf8")) as VolatileFile;
  return cases[basename(caseFile)]?.clock ?? [];
}

/** The value with what the pointers point at made the same; the value itself stays. */
export function masked(value: Json, pointers: readonly string[]): Json {
  const copy = structuredClone(value);
  for (const pointer of pointers) {
    const keys = pointer
      .split("/")
      .slice(1)
      .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
    const last = keys.pop();
    const holder = keys.reduce<Json | undefined>(child, copy);
    if (last !== undefined && child(holder, last) !== undefined) (holder as Record<string, Json>)[last] = "<volatile>";
  }
  return copy;
}

function child(value: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
