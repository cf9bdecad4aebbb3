/** The operators of conditions; any other is never true (voipbin-flow.md section 4). */
export const OPERATORS = ["==", "!=", ">", ">=", "<", "<="] as const;

export type Operator = (typeof OPERATORS)[number];

/** Compares numbers, or texts by their bytes. */
export function holds<Value extends string | number>(left: Value, operator: string, right: Value): boolean {
  const order = compare(left, right);
  switch (operator) {
    case "==":
      return order === 0;
    case "!=":
      return order !== 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    default:
      return false;
  }
}

function compare(left: string | number, right: string | number): number {
  if (typeof left === "string" && typeof right === "string")
    return Buffer.compare(Buffer.from(left), Buffer.from(right));
  return Number(left) - Number(right);
}
