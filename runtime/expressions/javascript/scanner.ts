import { tokenizer, tokTypes } from "acorn";

/** A piece of a text that may hold scripts; `source` is what stands between `{{` and `}}`. */
export type TextPart =
  { readonly kind: "text"; readonly text: string } | { readonly kind: "script"; readonly source: string };

const OPEN = "{{";
const CLOSE = "}}";

/** Whether a text holds a script; `{{` alone is text. */
export function hasScript(text: string): boolean {
  return text.includes(OPEN) && scanText(text).some((part) => part.kind === "script");
}

/** Splits a text into plain text and scripts, in order; no two texts follow each other. */
export function scanText(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (let open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
    const end = findEnd(text, open + OPEN.length);
    if (end === undefined) break;
    if (open > from) parts.push({ kind: "text", text: text.slice(from, open) });
    parts.push({ kind: "script", source: text.slice(open + OPEN.length, end) });
    from = end + CLOSE.length;
  }
  if (from < text.length) parts.push({ kind: "text", text: text.slice(from) });
  return parts;
}

/**
 * Where the script that begins at `start` ends. What cannot be read as JavaScript ends at the first `}}` after all, so
 * that its author is told of it; without any `}}` there is no script (8x8-automation.md D4).
 */
function findEnd(text: string, start: number): number | undefined {
  const firstClose = text.indexOf(CLOSE, start);
  if (firstClose < 0) return undefined;
  return readEnd(text, start) ?? firstClose;
}

/** Reads tokens up to a `}}` outside of strings, templates, regular expressions and braces of the script's own. */
function readEnd(text: string, start: number): number | undefined {
  // The bracket makes the tokenizer take a brace at the start for an object, as in an expression, not for a block.
  const tokens = tokenizer(`(${text.slice(start)}`, { ecmaVersion: 2023 });
  let depth = 0;
  try {
    for (const { type, start: at } of tokens) {
      if (type === tokTypes.braceL || type === tokTypes.dollarBraceL) depth += 1;
      if (type !== tokTypes.braceR) continue;
      if (depth > 0) depth -= 1;
      else return text.startsWith(CLOSE, start + at - 1) ? start + at - 1 : undefined;
    }
  } catch (error) {
    // Whatever follows the script need not be JavaScript; an end before it was returned already.
    if (!(error instanceof SyntaxError)) throw error;
  }
  return undefined;
}
