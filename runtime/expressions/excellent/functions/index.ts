import type { XFunction } from "../values/function.js";
import { routerTestFunctions } from "../router-tests/index.js";
import { collectionFunctions } from "./collections.js";
import { conversionFunctions } from "./conversions.js";
import { dateFunctions } from "./dates.js";
import { formattingFunctions } from "./formatting.js";
import { encodedFunctions } from "./json.js";
import { logicFunctions } from "./logic.js";
import { numberFunctions } from "./numbers.js";
import { textFunctions } from "./text.js";
import { wordFunctions } from "./words.js";

const functions: ReadonlyMap<string, XFunction> = new Map(
  [
    ...conversionFunctions,
    ...textFunctions,
    ...wordFunctions,
    ...logicFunctions,
    ...numberFunctions,
    ...dateFunctions,
    ...collectionFunctions,
    ...encodedFunctions,
    ...formattingFunctions,
    ...routerTestFunctions,
  ].map((one) => [one.name, one]),
);

/** Names of all functions of expressions, router tests included, sorted. */
export const functionNames: readonly string[] = [...functions.keys()].sort();

/** A function by its name in lower case. */
export function findFunction(name: string): XFunction | undefined {
  return functions.get(name);
}
