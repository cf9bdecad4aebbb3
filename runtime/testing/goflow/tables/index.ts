import { isJsonObject } from "../../../json.js";
import { casesOf, type CaseFinder } from "../corpus-file.js";
import { objects } from "../flow-of.js";
import { dateTables } from "./dates.js";
import { flowTables } from "./flows.js";
import { functionTables } from "./functions.js";
import { queryTables } from "./queries.js";
import type { TableKind } from "./table.js";
import { templateTables } from "./templates.js";
import { textTables } from "./texts.js";
import { urnTables } from "./urns.js";
import { valueTables } from "./values.js";

/** Kinds of tables; the first that knows a table's first case has it. */
const kinds: readonly TableKind[] = [
  ...functionTables,
  ...templateTables,
  ...valueTables,
  ...dateTables,
  ...urnTables,
  ...queryTables,
  ...flowTables,
  ...textTables,
];

/** Tables: an object with a list of `cases`, each checked by itself. */
export const tableCases: CaseFinder = (file) => {
  const { document } = file;
  if (!isJsonObject(document)) return undefined;
  const cases = objects(document["cases"]);
  const [first] = cases;
  const kind = first && kinds.find(({ recognises }) => recognises(first, file));
  if (!kind) return undefined;
  return casesOf(file, cases, (testCase) => kind.check(testCase, document, file));
};
