import { checkArity } from "../call.js";
import type { Environment } from "../environment.js";
import type { XFunction } from "../values/function.js";
import { error, type XValue } from "../values/value.js";
import { dateTests } from "./dates.js";
import { locationTests } from "./locations.js";
import { numberTests } from "./numbers.js";
import { phoneTests } from "./phones.js";
import { resultTests } from "./results.js";
import { textTests } from "./text.js";

/** The tests of switch routers (goflow.md section 11), which are functions of expressions too. */
export const routerTestFunctions: readonly XFunction[] = [
  ...textTests,
  ...numberTests,
  ...dateTests,
  ...phoneTests,
  ...resultTests,
  ...locationTests,
];

/** A test: an object that stands for true or false and has `match` and maybe `extra`, or an error. */
export type RouterTest = (environment: Environment, ...args: XValue[]) => XValue;

/** The tests by name. */
export const routerTests: Readonly<Record<string, RouterTest>> = Object.fromEntries(
  routerTestFunctions.map(({ name, arity, run }): [string, RouterTest] => [
    name,
    (environment, ...args) => checkArity(arity, args.length) ?? run(environment, args),
  ]),
);

/** Calls a test by its name. Errors do not name the test, other than those of functions in expressions. */
export function callRouterTest(name: string, args: readonly XValue[], environment: Environment): XValue {
  const test = Object.hasOwn(routerTests, name) ? routerTests[name] : undefined;
  return test ? test(environment, ...args) : error(`no such router test '${name}'`);
}
