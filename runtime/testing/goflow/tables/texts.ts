import { basename } from "node:path";
import { snakify, words, wordSegments } from "../../../expressions/excellent/index.js";
import { expectEqual } from "../../expect.js";
import { tableOf, type TableKind } from "./table.js";

/** Tables of texts: names made of them, words found in them. */
export const textTables: readonly TableKind[] = [
  tableOf<{ input: string; expected: string }>(
    ["input", "expected"],
    ({ input, expected }) => expectEqual("text", expected, snakify(input)),
    ["format", "tokens"],
  ),
  tableOf<{ text: string; chars: string; result: string[] }>(["text", "chars", "result"], ({ text, chars, result }) =>
    expectEqual("words", result, words(text, chars)),
  ),
  // Two ways of finding words have tables of one form; only their names tell them apart.
  tableOf<{ text: string; result: string[] }>(
    ["text", "result"],
    ({ text, result }, _table, { path }) =>
      expectEqual("words", result, basename(path).includes("unicode") ? wordSegments(text) : words(text)),
    ["chars"],
  ),
];
