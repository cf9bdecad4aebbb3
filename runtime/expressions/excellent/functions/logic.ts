import { toBoolean } from "../values/convert.js";
import { toText } from "../values/render.js";
import { isError, type XValue } from "../values/value.js";
import { anything, define, defineRaw } from "./define.js";

/** Looks at values until one converts to `deciding`; what comes after it, errors included, is not looked at. */
function decide(args: readonly XValue[], deciding: boolean): XValue {
  for (const argument of args) {
    const truth = toBoolean(argument);
    if (isError(truth) || truth === deciding) return truth;
  }
  return !deciding;
}

export const logicFunctions = [
  defineRaw("and", 1, undefined, (_environment, args) => decide(args, false)),
  defineRaw("or", 1, undefined, (_environment, args) => decide(args, true)),
  /** One of two values; an error in the other is of no matter. */
  define("if", [anything, anything, anything], (_environment, test, whenTrue, whenFalse) => {
    const truth = toBoolean(test.argument);
    if (isError(truth)) return truth;
    return truth ? whenTrue.argument : whenFalse.argument;
  }),
  define("is_error", [anything], (_environment, { argument }) => isError(argument)),
  /** The first value unless it is an error or has an empty text. */
  define("default", [anything, anything], (_environment, { argument }, fallback) => {
    const text = toText(argument);
    return isError(text) || text === "" ? fallback.argument : argument;
  }),
];
