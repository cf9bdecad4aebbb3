/** What stands behind a backslash in a Go string literal, apart from codes in digits. */
export const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  '"': '"',
};

const ESCAPE = /\\(?:([abfnrtv\\"])|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;

/**
 * The text of a literal with its quotes. Escapes are those of Go; a literal that Go would not accept is taken as it
 * is written, so that `"\d+"` works as a pattern (goflow.md section 20).
 */
export function readTextLiteral(literal: string): string {
  const raw = literal.slice(1, -1);
  return raw.includes("\\") || raw.includes("\n") ? (unescape(raw) ?? raw) : raw;
}

function unescape(raw: string): string | undefined {
  if (raw.includes("\n")) return undefined;
  let text = "";
  let position = 0;
  while (position < raw.length) {
    const backslash = raw.indexOf("\\", position);
    if (backslash === -1) return text + raw.slice(position);
    text += raw.slice(position, backslash);
    const character = readEscape(raw, backslash);
    if (character === undefined) return undefined;
    text += character.text;
    position = backslash + character.length;
  }
  return text;
}

function readEscape(raw: string, position: number): { text: string; length: number } | undefined {
  const bytes = /^(?:\\x[0-9a-fA-F]{2}|\\[0-7]{3})+/.exec(raw.slice(position));
  if (bytes) {
    const codes = bytes[0].slice(1).split("\\");
    const values = codes.map((code) => (code.startsWith("x") ? parseInt(code.slice(1), 16) : parseInt(code, 8)));
    if (values.some((value) => value > 255)) return undefined;
    return { text: Buffer.from(values).toString("utf8"), length: bytes[0].length };
  }
  ESCAPE.lastIndex = position;
  const match = ESCAPE.exec(raw);
  if (!match) return undefined;
  const simple = match[1];
  if (simple !== undefined) return { text: SIMPLE_ESCAPES[simple] ?? "", length: match[0].length };
  const code = parseInt(match[2] ?? match[3] ?? "", 16);
  const isCharacter = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? { text: String.fromCodePoint(code), length: match[0].length } : undefined;
}
