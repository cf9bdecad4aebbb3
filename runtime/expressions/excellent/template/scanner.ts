/** A piece of a template: text to keep, a path such as `contact.name`, or the inside of `@(…)`. */
export type Part =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "identifier"; readonly source: string }
  | { readonly type: "expression"; readonly source: string };

const IDENTIFIER = /[\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)*/uy;

/**
 * Cuts a template into parts (goflow.md section 20). A path is one only if its first name, in lower case, is among
 * the top-level names: so e-mail addresses stay as they are. Neighbouring texts are not joined.
 */
export function scan(template: string, isTopLevel: (name: string) => boolean): Part[] {
  const parts: Part[] = [];
  let position = 0;
  while (position < template.length) {
    const at = template.indexOf("@", position);
    const end = at === -1 ? template.length : at;
    if (end > position) parts.push({ type: "text", text: template.slice(position, end) });
    if (at === -1) break;
    const { part, next } = scanAt(template, at, isTopLevel);
    parts.push(part);
    position = next;
  }
  return parts;
}

/** The part that begins with the @ at a position, and where the next one begins. */
function scanAt(template: string, at: number, isTopLevel: (name: string) => boolean): { part: Part; next: number } {
  const following = template[at + 1];
  if (following === "@") return { part: { type: "text", text: "@" }, next: at + 2 };
  if (following === "(") return scanExpression(template, at);
  IDENTIFIER.lastIndex = at + 1;
  const identifier = IDENTIFIER.exec(template)?.[0];
  if (identifier === undefined) return { part: { type: "text", text: "@" }, next: at + 1 };
  const next = at + 1 + identifier.length;
  const topLevel = identifier.split(".", 1)[0] ?? "";
  if (isTopLevel(topLevel.toLowerCase())) return { part: { type: "identifier", source: identifier }, next };
  return { part: { type: "text", text: template.slice(at, next) }, next };
}

/**
 * The expression up to the parenthesis that balances its first; without one, the rest of the template is text. Inside
 * quotes a backslash makes a next quote part of the text, itself escaped or not: a text ending in a backslash never
 * closes, as in the reference engine.
 */
function scanExpression(template: string, at: number): { part: Part; next: number } {
  let depth = 1;
  let quoted = false;
  for (let index = at + 2; index < template.length; index++) {
    const character = template[index];
    if (character === '"') quoted = !(quoted && template[index - 1] !== "\\");
    else if (quoted) continue;
    else if (character === "(") depth++;
    else if (character === ")" && --depth === 0) {
      return { part: { type: "expression", source: template.slice(at + 2, index) }, next: index + 1 };
    }
  }
  return { part: { type: "text", text: template.slice(at) }, next: template.length };
}
