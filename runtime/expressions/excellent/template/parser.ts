import { readNumber } from "../values/number.js";
import { error, type XError, type XValue } from "../values/value.js";
import type { BinaryOperator, Expression } from "./ast.js";
import { readTextLiteral } from "./literals.js";
import { type Token, tokenize } from "./tokens.js";

/** How tightly a binary operator binds (goflow.md section 20); all associate to the left. */
const PRECEDENCE: Record<BinaryOperator, number> = {
  "^": 6,
  "*": 5,
  "/": 5,
  "+": 4,
  "-": 4,
  "<": 3,
  "<=": 3,
  ">": 3,
  ">=": 3,
  "=": 2,
  "!=": 2,
  "&": 1,
};

/** Unary minus binds tighter than any binary operator. */
const NEGATION_PRECEDENCE = 7;

const KEYWORDS: Record<string, XValue> = { true: true, false: false, null: null };

/** Nesting that the parser goes down into, and tokens of an expression, which bound how deep the evaluator goes. */
const MAX_DEPTH = 500;
const MAX_TOKENS = 5000;

/** Characters of the source that a syntax error shows. */
const ERROR_EXCERPT_LENGTH = 10;

/** Thrown inside the parser alone, to leave it from any depth. */
class SyntaxProblem extends Error {
  constructor(readonly position: number) {
    super("syntax error");
  }
}

/** Parses the inside of `@(…)` or a path; what is not valid gives an error value with the place. */
export function parseExpression(source: string): Expression | XError {
  try {
    return new Parser(source).parse();
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem;
    const excerpt = Array.from(source.slice(problem.position, problem.position + 2 * ERROR_EXCERPT_LENGTH));
    return error(`syntax error at ${excerpt.slice(0, ERROR_EXCERPT_LENGTH).join("")}`);
  }
}

/** A Pratt parser: one method reads operands, one binds operators to them by precedence. */
class Parser {
  readonly #source: string;
  readonly #tokens: readonly Token[];
  #index = 0;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
    this.#tokens = tokenize(source);
  }

  parse(): Expression {
    if (this.#tokens.length > MAX_TOKENS) {
      this.#index = MAX_TOKENS;
      this.#fail();
    }
    const expression = this.#expression(0);
    if (this.#token.type !== "end") this.#fail();
    return expression;
  }

  get #token(): Token {
    // The last token is of type "end" and is never consumed.
    return this.#tokens[this.#index] as Token;
  }

  #fail(): never {
    throw new SyntaxProblem(this.#token.position);
  }

  #isSymbol(symbol: string): boolean {
    return this.#token.type === "symbol" && this.#token.text === symbol;
  }

  #accept(symbol: string): boolean {
    if (!this.#isSymbol(symbol)) return false;
    this.#index++;
    return true;
  }

  #expect(symbol: string): void {
    if (!this.#accept(symbol)) this.#fail();
  }

  /** An operand and all operators behind it that bind tighter than the given precedence. */
  #expression(above: number): Expression {
    if (++this.#depth > MAX_DEPTH) this.#fail();
    let left = this.#operand();
    while (this.#token.type === "symbol") {
      const operator = this.#token.text as BinaryOperator;
      const precedence = Object.hasOwn(PRECEDENCE, operator) ? PRECEDENCE[operator] : 0;
      if (precedence <= above) break;
      this.#index++;
      left = { type: "binary", operator, left, right: this.#expression(precedence) };
    }
    this.#depth--;
    return left;
  }

  #operand(): Expression {
    if (this.#accept("-")) return { type: "negation", operand: this.#expression(NEGATION_PRECEDENCE) };
    const token = this.#token;
    if (token.type === "text") return this.#literal(readTextLiteral(token.text));
    if (token.type === "number" || token.type === "integer")
      return this.#literal(readNumber(token.text) ?? this.#fail());
    const start = token.position;
    if (token.type === "name") {
      const name = token.text.toLowerCase();
      if (Object.hasOwn(KEYWORDS, name)) return this.#literal(KEYWORDS[name] ?? null);
      this.#index++;
      return this.#postfix({ type: "name", name }, start);
    }
    this.#expect("(");
    const inner = this.#expression(0);
    this.#expect(")");
    return this.#postfix(inner, start);
  }

  #literal(value: XValue): Expression {
    this.#index++;
    return { type: "literal", value };
  }

  /** Calls, properties and lookups behind an operand, which literals do not take. */
  #postfix(operand: Expression, start: number): Expression {
    let of = operand;
    for (;;) {
      const end = this.#token.position;
      if (this.#accept(".")) of = { type: "property", of, name: this.#propertyName() };
      else if (this.#accept("[")) {
        of = { type: "lookup", of, key: this.#expression(0) };
        this.#expect("]");
      } else if (this.#accept("(")) {
        const calleeSource = this.#source.slice(start, end).replace(/\s/g, "");
        of = { type: "call", callee: of, calleeSource, args: this.#arguments() };
      } else return of;
    }
  }

  #propertyName(): string {
    const token = this.#token;
    if (token.type !== "name" && token.type !== "integer") this.#fail();
    this.#index++;
    return token.text;
  }

  #arguments(): Expression[] {
    const args: Expression[] = [];
    if (this.#accept(")")) return args;
    do args.push(this.#expression(0));
    while (this.#accept(","));
    this.#expect(")");
    return args;
  }
}
