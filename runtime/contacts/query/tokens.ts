/** A token of a query. Words and strings are operands, the rest hold the query together. */
export interface Token {
  readonly kind: "(" | ")" | "and" | "or" | "comparator" | "word" | "string" | "unknown" | "end";
  /** As it was written. */
  readonly text: string;
}

const END: Token = { kind: "end", text: "<EOF>" };

/** Tried in this order; words that are keywords are told apart afterwards. */
const PATTERNS: readonly (readonly [Token["kind"], RegExp])[] = [
  ["(", /\(/y],
  [")", /\)/y],
  ["comparator", /!=|<=|>=|[=~<>]/y],
  ["string", /"(?:\\"|[^"])*"/y],
  ["word", /[\p{L}\p{Nd}_.\-+/'@:]+/uy],
  ["unknown", /./suy],
];

const KEYWORDS: Readonly<Record<string, Token["kind"]>> = {
  and: "and",
  or: "or",
  is: "comparator",
  has: "comparator",
};

const SPACE = /[ \t\r\n]*/y;

/** The tokens of a query, the last of them the end (goflow.md section 17, "Syntax"). */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  let position = skip(query, 0);
  while (position < query.length) {
    const token = tokenAt(query, position);
    tokens.push(token);
    position = skip(query, position + token.text.length);
  }
  return [...tokens, END];
}

function skip(query: string, position: number): number {
  SPACE.lastIndex = position;
  SPACE.test(query);
  return SPACE.lastIndex;
}

function tokenAt(query: string, position: number): Token {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = position;
    const text = pattern.exec(query)?.[0];
    if (text === undefined) continue;
    const keyword = kind === "word" ? KEYWORDS[text.toLowerCase()] : undefined;
    return { kind: keyword ?? kind, text };
  }
  return END;
}
