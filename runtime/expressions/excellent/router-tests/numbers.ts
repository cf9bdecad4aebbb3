import type { Environment } from "../environment.js";
import { define, number, text } from "../functions/define.js";
import { findNumbers } from "../text/numbers.js";
import type { Decimal } from "../values/number.js";
import type { XValue } from "../values/value.js";
import { matched, notMatched } from "./outcome.js";

/** The first number in a text that passes; later ones are tried if the first does not. */
function hasNumber(environment: Environment, text: string, passes: (found: Decimal) => boolean): XValue {
  for (const found of findNumbers(text, environment.numberFormat)) if (passes(found)) return matched(found);
  return notMatched;
}

function comparison(name: string, passes: (found: Decimal, limit: Decimal) => boolean) {
  return define(name, [text, number], (environment, of, limit) =>
    hasNumber(environment, of, (found) => passes(found, limit)),
  );
}

export const numberTests = [
  define("has_number", [text], (environment, of) => hasNumber(environment, of, () => true)),
  comparison("has_number_lt", (found, limit) => found.lt(limit)),
  comparison("has_number_lte", (found, limit) => found.lte(limit)),
  comparison("has_number_eq", (found, limit) => found.eq(limit)),
  comparison("has_number_gte", (found, limit) => found.gte(limit)),
  comparison("has_number_gt", (found, limit) => found.gt(limit)),
  /** Both limits included. */
  define("has_number_between", [text, number, number], (environment, of, min, max) =>
    hasNumber(environment, of, (found) => found.gte(min) && found.lte(max)),
  ),
];
