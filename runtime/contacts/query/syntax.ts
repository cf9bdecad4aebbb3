import type { AttributeName, Property } from "./properties.js";

export type { AttributeName, Property };

/** How a property is compared; `~` is "contains". */
export const OPERATORS = ["=", "!=", "~", "<", "<=", ">", ">="] as const;
export type Operator = (typeof OPERATORS)[number];

/** A property compared with a value. */
export interface Condition {
  readonly kind: "condition";
  readonly property: Property;
  readonly operator: Operator;
  readonly value: string;
}

/** Two parts of a query of which both or one must hold. */
export interface Combination {
  readonly kind: "combination";
  readonly operator: "and" | "or";
  readonly left: QueryNode;
  readonly right: QueryNode;
}

export type QueryNode = Condition | Combination;

/** The conditions of a query in the order in which they were written. */
export function conditionsOf(node: QueryNode): Condition[] {
  return node.kind === "condition" ? [node] : [...conditionsOf(node.left), ...conditionsOf(node.right)];
}
