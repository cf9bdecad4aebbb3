import { createHash } from "node:crypto";

/** What can be bound to a statement. */
export type Value = string | number | boolean | null | readonly (string | number | boolean | null)[];

/** What is sent to the server: each connection prepares a statement of a name once. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values: readonly Value[];
  /** How long the answer may take, in milliseconds, where that is not as usual. */
  readonly query_timeout?: number;
}

/** A statement of the hot path, for values that are given later. */
export function prepared(name: string, text: string): (...values: readonly Value[]) => Statement {
  return (...values) => ({ name, text, values: values.map(storableValue) });
}

/** A statement that is rarely sent: it is not prepared. */
export function statement(text: string, ...values: readonly Value[]): Statement {
  return { text, values: values.map(storableValue) };
}

/** A statement that may touch every row of a table. */
export function patient(given: Statement): Statement {
  return { ...given, query_timeout: 60 * 60 * 1000 };
}

export const BEGIN = statement("begin");
export const COMMIT = statement("commit");
export const ROLLBACK = statement("rollback");

/** Rows as one array for each column, for `unnest`: so many rows go with one statement. */
export function columns<Row, Name extends keyof Row & string>(
  rows: readonly Row[],
  ...names: readonly Name[]
): (string | number | boolean | null)[][] {
  return names.map((name) => rows.map((row) => row[name] as string | number | boolean | null));
}

/** A statement for many rows at once, by the arrays of `columns`; none where there are no rows. */
export function forAll<Row, Name extends keyof Row & string>(
  statement: (...values: readonly Value[]) => Statement,
  rows: readonly Row[],
  ...names: readonly Name[]
): Statement[] {
  return rows.length > 0 ? [statement(...columns(rows, ...names))] : [];
}

/** An index of PostgreSQL takes entries of 2,700 bytes. */
const MAX_KEY_CHARACTERS = 500;

/** What a text is found by, however long others made it. It is never read back. */
export function shortKey(text: string): string {
  if (text.length <= MAX_KEY_CHARACTERS) return text;
  return text.slice(0, MAX_KEY_CHARACTERS) + createHash("sha256").update(text).digest("hex");
}

/**
 * PostgreSQL takes no NUL in a text. JSON has none, but ids that others choose may: the character that shows a NUL stands for it,
 * in what is written as in what is looked for.
 */
export function storable(text: string): string {
  return text.includes("\0") ? text.replaceAll("\0", "\u2400") : text;
}

function storableValue(value: Value): Value {
  if (typeof value === "string") return storable(value);
  return Array.isArray(value)
    ? value.map((item) => (typeof item === "string" ? storable(item) : item) as string)
    : value;
}
