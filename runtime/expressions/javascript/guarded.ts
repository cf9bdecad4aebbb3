import type { AnyNode } from "acorn";
import { namesOf } from "./helpers/helper.js";
import { helpers } from "./helpers/index.js";
import { children } from "./syntax-tree.js";

/** Functions that are quick whatever they get, and change nothing. */
const PLAIN_FUNCTIONS = new Set([
  ...helpers.flatMap(namesOf),
  ...["Boolean", "Number", "String", "isFinite", "isNaN", "parseFloat", "parseInt"],
]);

/**
 * Methods that change nothing and take no longer than their object is long. Those that can make something larger
 * than what they are given (join, repeat, replace, split, concat ...) are left out: chained, they take long.
 */
const PLAIN_METHODS = new Set([
  ...["at", "charAt", "charCodeAt", "endsWith", "includes", "indexOf", "lastIndexOf", "slice", "startsWith"],
  ...["substr", "substring", "toLowerCase", "toString", "toUpperCase", "trim", "trimEnd", "trimStart", "toFixed"],
  ...["abs", "ceil", "floor", "isArray", "isInteger", "max", "min", "now", "random", "round", "sign", "trunc"],
]);

/**
 * Whether a script must run under the watchdog and on data of its own. It need not where no function, loop or method
 * with side effects is in it: then it ends soon (nothing in it can repeat) and leaves the data as it was (assignments are
 * forbidden). Most conditions are like that, and run many times faster so.
 */
export function isGuarded(node: AnyNode): boolean {
  return needsGuard(node) || children(node).some(isGuarded);
}

function needsGuard(node: AnyNode): boolean {
  switch (node.type) {
    case "ArrowFunctionExpression":
    case "FunctionExpression":
    case "TaggedTemplateExpression":
      return true;
    case "CallExpression":
      return !isPlainCall(node.callee);
    case "Literal":
      // Powers of large integers take seconds.
      return typeof node.value === "bigint";
    case "Property":
      // `{__proto__: [], length: 2 ** 53}` makes the methods of arrays run for ever.
      return !node.computed && propertyName(node.key) === "__proto__";
    default:
      return false;
  }
}

function isPlainCall(callee: AnyNode): boolean {
  if (callee.type === "Identifier") return PLAIN_FUNCTIONS.has(callee.name);
  if (callee.type !== "MemberExpression" || callee.computed) return false;
  return PLAIN_METHODS.has(propertyName(callee.property) ?? "");
}

function propertyName(key: AnyNode): string | undefined {
  if (key.type === "Identifier") return key.name;
  return key.type === "Literal" && typeof key.value === "string" ? key.value : undefined;
}
