import type { CorpusFile } from "../corpus-file.js";
import type { JsonObject } from "../../../json.js";

/** A kind of table: which cases are of it, and how one of them is checked. */
export interface TableKind {
  readonly recognises: (first: JsonObject, file: CorpusFile) => boolean;
  /** Throws a `Mismatch` where the case is not as it should be. `table` is the file's document around its cases. */
  readonly check: (testCase: JsonObject, table: JsonObject, file: CorpusFile) => void;
}

/** A table whose cases have these fields (and, with `not`, lack those). */
export function tableOf<Case>(
  fields: readonly (keyof Case & string)[],
  check: (testCase: Case, table: JsonObject, file: CorpusFile) => void,
  not: readonly string[] = [],
): TableKind {
  return {
    recognises: (first) =>
      fields.every((field) => Object.hasOwn(first, field)) && !not.some((field) => Object.hasOwn(first, field)),
    // The fields say which kind of case it is; what is in them is the table's word.
    check: (testCase, table, file) => check(testCase as Case, table, file),
  };
}
