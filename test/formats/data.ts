import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The documents of the reference systems are not part of the project: they are read where they lie beside the checkout, if they do. */
const SHARED = join(__dirname, "../../../shared");

/** The text of a file, or undefined where it is absent. */
export function sharedFile(path: string): string | undefined {
  const file = join(SHARED, path);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** The JSON files in a folder, by path. */
export function sharedFiles(folder: string): readonly string[] {
  const path = join(SHARED, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith(".json"))
    .map((name) => join(folder, name));
}

/** A document in a file, with a name for failures. */
export interface Sample {
  readonly name: string;
  readonly document: unknown;
}

/** Runs `check` over all documents in some folders; it says what is wrong with one. Skips with one line where there are none. */
export function testSamples(title: string, samples: readonly Sample[], check: (sample: Sample) => unknown): void {
  if (samples.length === 0) {
    test.skip(`${title} (the documents are not here)`, () => undefined);
    return;
  }
  test(`${title} (${samples.length} documents)`, () => {
    const failures = samples.flatMap((sample) => {
      const wrong = check(sample);
      return wrong === undefined ? [] : [{ sample: sample.name, wrong }];
    });
    expect(failures).toEqual([]);
  });
}

/** JSON with sorted keys, to compare documents by: the order of keys says nothing in the formats. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

/** How two documents differ; undefined: only in the order of keys. */
export function difference(actual: unknown, expected: unknown): string | undefined {
  const [left, right] = [canonical(actual), canonical(expected)];
  if (left === right) return undefined;
  let at = 0;
  while (left[at] === right[at]) at++;
  return `...${left.slice(Math.max(0, at - 80), at + 80)}... is not ...${right.slice(Math.max(0, at - 80), at + 80)}...`;
}
