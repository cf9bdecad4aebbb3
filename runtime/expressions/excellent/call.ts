import type { Environment } from "./environment.js";
import type { Arity, XFunction } from "./values/function.js";
import { checkNumber, error, isError, type XError, type XValue } from "./values/value.js";

/** Calls a function; errors say by which name it was called. */
export function callNamed(name: string, called: XFunction, args: readonly XValue[], environment: Environment): XValue {
  const result = checkArity(called.arity, args.length) ?? checkNumber(called.run(environment, args));
  return isError(result) ? error(`error calling ${name.toUpperCase()}: ${result.message}`) : result;
}

/** The error of a wrong number of arguments; undefined if the number is right. */
export function checkArity({ min, max }: Arity, count: number): XError | undefined {
  if (count >= min && (max === undefined || count <= max)) return undefined;
  const wanted = max === undefined ? `at least ${min}` : max === min ? `${min}` : `${min} to ${max}`;
  return error(`need ${wanted} argument(s), got ${count}`);
}
