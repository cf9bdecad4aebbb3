import { quote } from "./quoting.js";
import type { Condition, QueryNode } from "./syntax.js";

/** Values that need no quotes. */
const BARE_VALUE = /^[0-9]+(?:\.[0-9]+)?$/;

/** Writes a query in its full form: every property named, every combination inside another in parentheses. */
export function printQuery(node: QueryNode): string {
  if (node.kind === "condition") return printCondition(node);
  return `${printPart(node.left)} ${node.operator.toUpperCase()} ${printPart(node.right)}`;
}

function printPart(node: QueryNode): string {
  return node.kind === "condition" ? printCondition(node) : `(${printQuery(node)})`;
}

function printCondition({ property, operator, value }: Condition): string {
  return `${property.key} ${operator} ${BARE_VALUE.test(value) ? value : quote(value)}`;
}
