import { callNamed } from "../call.js";
import type { Environment } from "../environment.js";
import { error, type XValue } from "../values/value.js";
import { findFunction } from "./index.js";

export { functionNames } from "./index.js";

/** Calls a function of the language by its name, in any case. */
export function callFunction(name: string, args: readonly XValue[], environment: Environment): XValue {
  const called = findFunction(name.toLowerCase());
  return called ? callNamed(name, called, args, environment) : error(`no such function '${name}'`);
}
