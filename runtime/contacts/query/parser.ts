import { QueryError } from "./errors.js";
import { implicitCondition } from "./implicit.js";
import { isUrnProperty, propertyOf, type QueryResolver } from "./properties.js";
import { readTextLiteral } from "../../expressions/excellent/template/literals.js";
import type { Condition, Operator, QueryNode } from "./syntax.js";
import { tokenize, type Token } from "./tokens.js";

/** How deep parentheses may be nested: a query is untrusted, and the parser calls itself for each. */
const MAX_DEPTH = 200;

/** Conditions of one query: they make a tree as deep as there are conditions, and walking it takes as many calls. */
const MAX_CONDITIONS = 1000;

const EXPRESSION_STARTS: readonly Token["kind"][] = ["(", "word", "string"];
const LITERALS: readonly Token["kind"][] = ["word", "string"];
const WORD_OPERATORS: Readonly<Record<string, Operator>> = { is: "=", has: "~" };

export interface ParserOptions {
  readonly redactsUrns: boolean;
  readonly resolver: QueryResolver | undefined;
}

/**
 * Reads the structure of a query and knows which properties it names. `AND` binds closer than conditions put side by side, which
 * mean AND too and bind closer than `OR`; all group from the left.
 *
 * Errors of syntax are worded like those of the reference engine: of a token too many or too few it says so; of anything else,
 * what it did not expect.
 */
export class Parser {
  readonly #tokens: readonly Token[];
  readonly #options: ParserOptions;
  #position = 0;
  #depth = 0;
  #conditions = 0;

  constructor(query: string, options: ParserOptions) {
    this.#tokens = tokenize(query);
    this.#options = options;
  }

  /** @throws QueryError */
  parse(): QueryNode {
    const query = this.#alternatives();
    this.#expect("end", "<EOF>");
    return query;
  }

  #alternatives(): QueryNode {
    let left = this.#neighbours();
    while (this.#takes("or")) left = { kind: "combination", operator: "or", left, right: this.#neighbours() };
    return left;
  }

  #neighbours(): QueryNode {
    let left = this.#conjunction();
    while (EXPRESSION_STARTS.includes(this.#token.kind)) {
      left = { kind: "combination", operator: "and", left, right: this.#conjunction() };
    }
    return left;
  }

  #conjunction(): QueryNode {
    let left = this.#operand();
    while (this.#takes("and")) left = { kind: "combination", operator: "and", left, right: this.#operand() };
    return left;
  }

  #operand(): QueryNode {
    this.#require(EXPRESSION_STARTS, "{'(', TEXT, STRING}");
    if (this.#takes("(")) return this.#group();
    if (++this.#conditions > MAX_CONDITIONS) {
      throw new QueryError(`a query can't have more than ${MAX_CONDITIONS} conditions`);
    }
    const token = this.#advance();
    if (token.kind === "word" && this.#token.kind === "comparator") return this.#condition(token.text);
    return implicitCondition(literal(token), this.#options.redactsUrns);
  }

  #group(): QueryNode {
    if (++this.#depth > MAX_DEPTH) {
      throw new QueryError(`parentheses can't be nested more than ${MAX_DEPTH} deep`);
    }
    const group = this.#alternatives();
    this.#expect(")", "')'");
    this.#depth--;
    return group;
  }

  #condition(name: string): Condition {
    const comparator = this.#advance().text.toLowerCase();
    this.#require(LITERALS, "{TEXT, STRING}");
    const value = literal(this.#advance());
    const key = name.toLowerCase();
    const property = propertyOf(key, this.#options.resolver);
    if (!property) {
      throw new QueryError(`can't resolve '${key}' to attribute, scheme or field`, "unknown_property", {
        property: key,
      });
    }
    if (this.#options.redactsUrns && value !== "" && isUrnProperty(property)) {
      throw new QueryError("cannot query on redacted URNs", "redacted_urns");
    }
    // The tokenizer knows no other comparators.
    return { kind: "condition", property, operator: WORD_OPERATORS[comparator] ?? (comparator as Operator), value };
  }

  get #token(): Token {
    return this.#at(this.#position);
  }

  #at(position: number): Token {
    return this.#tokens[position] ?? { kind: "end", text: "<EOF>" };
  }

  #advance(): Token {
    const token = this.#token;
    this.#position++;
    return token;
  }

  #takes(kind: Token["kind"]): boolean {
    const isNext = this.#token.kind === kind;
    if (isNext) this.#position++;
    return isNext;
  }

  /** Fails unless the next token is one of the kinds. */
  #require(kinds: readonly Token["kind"][], expected: string): void {
    if (kinds.includes(this.#token.kind)) return;
    const isTooMuch = kinds.includes(this.#at(this.#position + 1).kind);
    throw isTooMuch ? this.#extraneous(expected) : this.#mismatched(expected);
  }

  /** Takes a token that closes something. */
  #expect(kind: "end" | ")", expected: string): void {
    if (this.#takes(kind)) return;
    if (this.#at(this.#position + 1).kind === kind) throw this.#extraneous(expected);
    if (kind === ")" && this.#token.kind === "end") throw new QueryError(`missing ')' at '${this.#token.text}'`);
    throw this.#mismatched(expected);
  }

  #extraneous(expected: string): QueryError {
    return new QueryError(`extraneous input '${this.#token.text}' expecting ${expected}`);
  }

  #mismatched(expected: string): QueryError {
    const token = this.#token.text;
    return new QueryError(`mismatched input '${token}' expecting ${expected}`, "unexpected_token", { token });
  }
}

function literal(token: Token): string {
  return token.kind === "string" ? readTextLiteral(token.text) : token.text;
}
