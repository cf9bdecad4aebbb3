/** A token of an expression. The position is where it begins in the source. */
export interface Token {
  readonly type: TokenType;
  readonly text: string;
  readonly position: number;
}

export type TokenType = "text" | "number" | "integer" | "name" | "symbol" | "error" | "end";

const SPACE = /[ \t\r\n]*/y;
/** Longest first; a text runs to the last quote that can close it, since any backslash may hide one. */
const PATTERNS: readonly (readonly [TokenType, RegExp])[] = [
  ["text", /"(?:\\"|[^"])*"/y],
  ["number", /[0-9]+\.[0-9]+/y],
  ["integer", /[0-9]+/y],
  ["name", /[\p{L}_][\p{L}\p{N}_]*/uy],
  ["symbol", /!=|<=|>=|[-+*/^=<>&(),.[\]]/y],
];

/**
 * The tokens of an expression, the last of type "end". What no token can begin with becomes a token of type "error".
 */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let position = skipSpace(source, 0);
  while (position < source.length) {
    const token = readToken(source, position);
    tokens.push(token);
    position = skipSpace(source, position + token.text.length);
  }
  tokens.push({ type: "end", text: "", position: source.length });
  return tokens;
}

function skipSpace(source: string, position: number): number {
  SPACE.lastIndex = position;
  SPACE.exec(source);
  return SPACE.lastIndex;
}

function readToken(source: string, position: number): Token {
  for (const [type, pattern] of PATTERNS) {
    pattern.lastIndex = position;
    const text = pattern.exec(source)?.[0];
    if (text !== undefined) return { type, text, position };
  }
  return { type: "error", text: String.fromCodePoint(source.codePointAt(position) ?? 0), position };
}
