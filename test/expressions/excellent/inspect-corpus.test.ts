import { contextPaths } from "../../../runtime/expressions/excellent/index.js";
import { testTable } from "./corpus.js";

describe("paths that templates read", () => {
  testTable<{ template: string; paths: string[][]; top_levels: string[] }>(
    "goflow/from-go/excellent/context_refs.json",
    ({ template, paths }) => {
      // The table's top-level name is not that of every path: names in parentheses are paths whatever they are.
      const found = contextPaths(template, (name) => name === "foo");
      const [actual, expected] = [JSON.stringify(found), JSON.stringify(paths)];
      return actual === expected ? undefined : `got ${actual}, not ${expected}`;
    },
    { nameOf: ({ template }) => template },
  );
});
