/** Simple escapes of Go's string literals, which the syntax of queries borrows. */
const ESCAPES: Readonly<Record<string, string>> = {
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

const LITERAL = /^(?:[^"\\\n]|\\(?:[abfnrtv\\"]|[0-3][0-7]{2}|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}))*$/i;
const ESCAPE = /\\(?:([0-3][0-7]{2})|x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gi;
const MAX_CODE_POINT = 0x10ffff;

/** The text of a quoted literal; if its escapes are not valid, what is between the quotes as it is. */
export function unquote(literal: string): string {
  const inside = literal.slice(1, -1);
  if (!LITERAL.test(inside)) return inside;
  let isValid = true;
  const text = inside.replace(
    ESCAPE,
    (_whole, octal?: string, hex?: string, short?: string, long?: string, simple?: string) => {
      if (simple !== undefined) return ESCAPES[simple] ?? simple;
      const code = octal === undefined ? parseInt(hex ?? short ?? long ?? "", 16) : parseInt(octal, 8);
      isValid &&= code <= MAX_CODE_POINT;
      return isValid ? String.fromCodePoint(code) : "";
    },
  );
  return isValid ? text : inside;
}

const SHORT_ESCAPES = new Map(Object.entries(ESCAPES).map(([letter, character]) => [character, `\\${letter}`]));
const NEEDS_ESCAPE = /["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

/** The text as a quoted literal. */
export function quote(text: string): string {
  return `"${text.replace(NEEDS_ESCAPE, escapeCharacter)}"`;
}

function escapeCharacter(character: string): string {
  const short = SHORT_ESCAPES.get(character);
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
