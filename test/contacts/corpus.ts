import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The conformance data is not part of the project: it is read where it lies beside the checkout, if it does. */
const CORPUS = join(__dirname, "../../../shared/corpus");

/** Names of cases that fail on purpose, each with the reason. */
export type KnownDeviations = Readonly<Record<string, string>>;

/**
 * Runs `check` on every case of a table and asserts that exactly the known deviations fail. `check` says what is wrong with a
 * case, or returns undefined. Without the file the test is skipped.
 */
export function testTable<Table, Case>(
  file: string,
  casesOf: (table: Table) => readonly Case[],
  nameOf: (testCase: Case) => string,
  check: (testCase: Case, table: Table) => string | undefined,
  known: KnownDeviations = {},
): void {
  const path = join(CORPUS, file);
  if (!existsSync(path)) {
    test.skip(`${file} (the corpus is not here)`, () => undefined);
    return;
  }
  test(file, () => {
    const table = JSON.parse(readFileSync(path, "utf8")) as Table;
    const cases = casesOf(table);
    expect(cases.length).toBeGreaterThan(0);
    const failures = cases.flatMap((testCase) => {
      const name = nameOf(testCase);
      const why = check(testCase, table);
      if (name in known) return why === undefined ? [`${name}: passes, so it is no deviation any more`] : [];
      return why === undefined ? [] : [`${name}: ${why}`];
    });
    expect(failures).toEqual([]);
  });
}

/** Another file of the corpus; call it only from inside a table's check. */
export function readCorpus<Content>(file: string): Content {
  return JSON.parse(readFileSync(join(CORPUS, file), "utf8")) as Content;
}

/** Compares two values and says how they differ. */
export function difference(actual: unknown, expected: unknown): string | undefined {
  const [left, right] = [canonical(actual), canonical(expected)];
  return left === right ? undefined : `got ${left}, expected ${right}`;
}

/** JSON with sorted keys; what is undefined is left out. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
