import { callNamed } from "./call.js";
import type { Environment } from "./environment.js";
import { findFunction } from "./functions/index.js";
import { lookUp, lookUpProperty } from "./lookup.js";
import { applyBinary, negate } from "./operators.js";
import type { Expression } from "./template/ast.js";
import { asFunction } from "./values/convert.js";
import type { XObject } from "./values/object.js";
import { error, isError, type XValue } from "./values/value.js";

/** What an expression is evaluated with. */
export interface Scope {
  readonly context: XObject;
  readonly environment: Environment;
}

/** The value of an expression; what goes wrong is an error value. */
export function evaluate(expression: Expression, scope: Scope): XValue {
  switch (expression.type) {
    case "literal":
      return expression.value;
    case "name":
      return resolveName(expression.name, scope);
    case "property":
      return lookUpProperty(evaluate(expression.of, scope), expression.name);
    case "lookup":
      return evaluateLookup(expression, scope);
    case "call":
      return evaluateCall(expression, scope);
    case "negation":
      return negate(evaluate(expression.operand, scope));
    case "binary":
      return applyBinary(expression.operator, evaluate(expression.left, scope), evaluate(expression.right, scope));
  }
}

/** Functions come before context properties. */
function resolveName(name: string, scope: Scope): XValue {
  const value = findFunction(name) ?? scope.context.get(name);
  return value === undefined ? error(`context has no property '${name}'`) : value;
}

function evaluateLookup(expression: Extract<Expression, { type: "lookup" }>, scope: Scope): XValue {
  const of = evaluate(expression.of, scope);
  return isError(of) ? of : lookUp(of, evaluate(expression.key, scope));
}

function evaluateCall(expression: Extract<Expression, { type: "call" }>, scope: Scope): XValue {
  const callee = evaluate(expression.callee, scope);
  if (isError(callee)) return callee;
  const called = asFunction(callee);
  if (!called) return error(`${expression.calleeSource} is not a function`);
  const args = expression.args.map((argument) => evaluate(argument, scope));
  return callNamed(expression.calleeSource, called, args, scope.environment);
}
