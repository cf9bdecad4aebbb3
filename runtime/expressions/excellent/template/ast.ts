import type { XError, XValue } from "../values/value.js";

export type BinaryOperator = "^" | "*" | "/" | "+" | "-" | "<" | "<=" | ">" | ">=" | "=" | "!=" | "&";

/** An expression, parsed. Never changed after it was made: parsed templates are shared. */
export type Expression =
  | { readonly type: "literal"; readonly value: XValue }
  | { readonly type: "name"; readonly name: string }
  | { readonly type: "property"; readonly of: Expression; readonly name: string }
  | { readonly type: "lookup"; readonly of: Expression; readonly key: Expression }
  | { readonly type: "call"; readonly callee: Expression; readonly calleeSource: string; readonly args: Expression[] }
  | { readonly type: "negation"; readonly operand: Expression }
  | {
      readonly type: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    };

/** A part of a template, parsed; a part that is no valid expression holds the error that evaluating it gives. */
export type TemplatePart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "evaluated"; readonly source: string; readonly expression: Expression | XError };
